// SPDX-License-Identifier: Apache-2.0
// Donors: found, added; their addresses.
#include <algorithm>

#include "api.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/base/sealing.hpp"
#include "muster/domain/phone.hpp"
#include "muster/engine/registry.hpp"

namespace muster {
namespace {

NewContactPoint contact_point_of(const Input& input) {
  NewContactPoint wanted;
  if (input.has("channel")) wanted.channel = parse_channel(input.text("channel"));
  wanted.address = input.text("address");
  wanted.verified = input.text("verified");
  wanted.from = input.minute("from");
  wanted.to = input.minute("to");
  return wanted;
}

NewDonor donor_of(const Input& input) {
  NewDonor wanted;
  wanted.organisation = input.text("organisation");
  wanted.external_id = input.text("external_id");
  wanted.name = input.text("name");
  wanted.sex = parse_sex(input.text("sex", "unknown")).value();
  wanted.birth = input.day("birth");
  wanted.group = input.group("group");
  wanted.typing = parse_typing(input.text("typing", "none")).value();
  wanted.language = input.text("language");
  wanted.zone = input.text("zone");
  wanted.commune = input.text("commune");
  if (input.has("travel_minutes"))
    wanted.travel_minutes = static_cast<int>(input.integer("travel_minutes"));
  wanted.given_name = input.text("given_name");
  wanted.typed_on = input.day("typed_on");
  wanted.phenotype = input.texts("phenotype");
  if (input.has("weight_kg")) wanted.weight_kg = static_cast<int>(input.integer("weight_kg"));
  wanted.where = input.text("where");
  for (const auto& address : input.objects("addresses"))
    wanted.addresses.push_back(contact_point_of(address));
  return wanted;
}

Result<std::vector<DonorRow>> by_phone(Tx& tx, const Call& call) {
  auto phone =
      normalise_phone(call.settings->numbering, call.settings->country, call.query.text("phone"));
  if (!phone) return invalid("?phone", phone.error().message());
  auto rows = tx.donors().by_address(tx.sealer().blind_index(phone->e164));
  std::erase_if(rows, [&](const DonorRow& row) {
    return row.erased_at || !tx.donors().visible(call.who, row.id);
  });
  return rows;
}

std::vector<DonorRow> by_external_id(Tx& tx, const Call& call) {
  std::vector<DonorRow> rows;
  auto external_id = call.query.text("external_id");
  for (const auto& organisation : tx.organisations().all()) {
    if (!call.who.sees(organisation.path)) continue;
    auto row = tx.donors().find_external(organisation.id, external_id);
    if (row && !row->erased_at) rows.push_back(std::move(*row));
  }
  return rows;
}

}  // namespace

Result<Answer> find_donors_job(Tx& tx, const Call& call) {
  auto page = paging(call.query);
  if (!page) return page.error();
  int asked = call.query.has("name") + call.query.has("phone") + call.query.has("external_id");
  if (asked > 1) return invalid("?name", "ask by one of name, phone, external_id");
  Result<std::vector<DonorRow>> rows = std::vector<DonorRow>();
  if (call.query.has("phone"))
    rows = by_phone(tx, call);
  else if (call.query.has("external_id"))
    rows = by_external_id(tx, call);
  else
    rows = tx.donors().search(call.who, call.query.text("name"), page->limit + 1,
                              DonorId(page->after));
  if (!rows) return rows.error();
  return answered(listing(
      *rows, page->limit, [&](const DonorRow& row) { return donor_json(tx, call.who, row); },
      [](const DonorRow& row) { return row.id.value(); }));
}

Result<Answer> add_donor_job(Tx& tx, const Call& call) {
  auto row = add_donor(tx, *call.settings, call.who, donor_of(call.body), call.now);
  if (!row) return row.error();
  return answered(donor_json(tx, call.who, *row));
}

Result<Answer> edit_donor_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  DonorEdit edit;
  edit.values = donor_of(call.body);
  for (const auto& field : schema("donor_edit").fields)
    if (field.name != "clear" && call.body.has(field.name)) edit.given.emplace_back(field.name);
  for (const auto& field : call.body.texts("clear")) {
    if (call.body.has(field))
      return invalid("/clear", field + " cannot be given and cleared at once");
    edit.given.push_back(field);
  }
  auto row = edit_donor(tx, *call.settings, call.who, *id, edit, call.now);
  if (!row) return row.error();
  return answered(donor_json(tx, call.who, *row));
}

Result<Answer> show_donor_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  auto row = donor_to_show(tx, call.who, *id);
  if (!row) return row.error();
  return answered(donor_json(tx, call.who, *row));
}

Result<Answer> add_address_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  auto wanted = contact_point_of(call.body);
  auto added = add_contact_point(tx, *call.settings, call.who, *id, wanted, call.now);
  if (!added) return added.error();
  return answered(donor_json(tx, call.who, *tx.donors().find(*id)));
}

}  // namespace muster
