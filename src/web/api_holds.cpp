// SPDX-License-Identifier: Apache-2.0
// The ledger's entries with what they said before, their corrections, and what is not entered yet.
#include "api.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/engine/corrections.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/sessions.hpp"

namespace muster {
namespace {

namespace json = boost::json;

json::object donation_fields(const Donation& donation) {
  return {{"product", name(donation.product)},
          {"outcome", name(donation.outcome)},
          {"on", to_string(donation.on)},
          {"volume_ml", donation.volume_ml}};
}

json::object deferral_fields(const Deferral& deferral) {
  return {{"reason", deferral.reason},
          {"event", to_string(deferral.event)},
          {"until", json_or_null(deferral.until)}};
}

template <class Entry, class Fields>
json::array earlier_json(const std::vector<Earlier<Entry>>& versions, Fields fields) {
  json::array items;
  for (const auto& version : versions) {
    json::object item = fields(version.entry);
    item["replaced_at"] = to_string(version.until);
    item["by"] = version.by;
    item["note"] = version.note;
    items.push_back(std::move(item));
  }
  return items;
}

std::string_view state_of(const DonationEntry& entry) {
  if (entry.withdrawn_at) return "withdrawn";
  return entry.replaced_by ? "settled" : "in_force";
}

json::object entry_json(const DonationEntry& entry) {
  auto item = donation_fields(entry.donation);
  item["id"] = entry.donation.id.value();
  item["units"] = entry.papers.units;
  item["certificate"] = json_or_null(entry.papers.certificate);
  item["session"] = json_or_null(entry.papers.session);
  item["source"] = entry.papers.source;
  item["entered_at"] = to_string(entry.entered_at);
  item["entered_by"] = json_or_null(entry.papers.entered_by);
  item["state"] = state_of(entry);
  item["earlier"] = earlier_json(entry.earlier, donation_fields);
  item["eligible_on"] = nullptr;
  return item;
}

json::object entry_json(const DeferralEntry& entry) {
  auto item = deferral_fields(entry.deferral);
  item["id"] = entry.deferral.id.value();
  item["source"] = entry.source;
  item["entered_at"] = to_string(entry.entered_at);
  item["state"] = entry.withdrawn_at ? "withdrawn" : "in_force";
  item["earlier"] = earlier_json(entry.earlier, deferral_fields);
  item["eligible_on"] = nullptr;
  return item;
}

// As it stands now, with what it said before and what follows from it.
template <class Entry>
Answer changed(Tx& tx, const Entry& entry, const std::vector<Entry>& history) {
  json::object body;
  for (const auto& each : history)
    if (entry_json(each).at("id") == entry_json(entry).at("id")) body = entry_json(each);
  body["eligible_on"] = eligible_on_json(tx, entry.donor);
  return answered(std::move(body));
}

std::optional<int> small(const Input& body, std::string_view field) {
  if (!body.has(field)) return std::nullopt;
  return static_cast<int>(body.integer(field));
}

std::optional<std::string> text(const Input& body, std::string_view field) {
  if (!body.has(field)) return std::nullopt;
  return body.text(field);
}

}  // namespace

Result<Answer> list_donations_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  if (auto donor = donor_of(tx, call.who, *id); !donor) return donor.error();
  json::array items;
  for (const auto& entry : tx.ledger().donation_history(*id)) items.push_back(entry_json(entry));
  return answered(listing(std::move(items), {}));
}

Result<Answer> list_deferrals_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  if (auto donor = donor_of(tx, call.who, *id); !donor) return donor.error();
  json::array items;
  for (const auto& entry : tx.ledger().deferral_history(*id)) items.push_back(entry_json(entry));
  return answered(listing(std::move(items), {}));
}

Result<Answer> correct_donation_job(Tx& tx, const Call& call) {
  auto id = id_at<DonationId>(call, "id");
  if (!id) return id.error();
  DonationCorrection wanted;
  if (call.body.has("product")) wanted.product = parse_product(call.body.text("product"));
  if (call.body.has("outcome")) wanted.outcome = parse_donation_outcome(call.body.text("outcome"));
  wanted.on = call.body.day("on");
  wanted.volume_ml = small(call.body, "volume_ml");
  wanted.units = small(call.body, "units");
  wanted.certificate = text(call.body, "certificate");
  wanted.note = call.body.text("note");
  auto entry = correct_donation(tx, *call.settings, call.who, *id, wanted, call.now);
  if (!entry) return entry.error();
  return changed(tx, *entry, tx.ledger().donation_history(entry->donor));
}

Result<Answer> withdraw_donation_job(Tx& tx, const Call& call) {
  auto id = id_at<DonationId>(call, "id");
  if (!id) return id.error();
  auto entry =
      withdraw_donation(tx, *call.settings, call.who, *id, call.body.text("note"), call.now);
  if (!entry) return entry.error();
  return changed(tx, *entry, tx.ledger().donation_history(entry->donor));
}

Result<Answer> correct_deferral_job(Tx& tx, const Call& call) {
  auto id = id_at<DeferralId>(call, "id");
  if (!id) return id.error();
  DeferralCorrection wanted;
  wanted.reason = text(call.body, "reason");
  wanted.event = call.body.day("event");
  wanted.until = call.body.day("until");
  wanted.note = call.body.text("note");
  auto entry = correct_deferral(tx, *call.settings, call.who, *id, wanted, call.now);
  if (!entry) return entry.error();
  return changed(tx, *entry, tx.ledger().deferral_history(entry->donor));
}

Result<Answer> withdraw_deferral_job(Tx& tx, const Call& call) {
  auto id = id_at<DeferralId>(call, "id");
  if (!id) return id.error();
  auto entry =
      withdraw_deferral(tx, *call.settings, call.who, *id, call.body.text("note"), call.now);
  if (!entry) return entry.error();
  return changed(tx, *entry, tx.ledger().deferral_history(entry->donor));
}

Result<Answer> list_holds_job(Tx& tx, const Call& call) {
  auto page = paging(call.query);
  if (!page) return page.error();
  auto days = call.query.integer("days", 2);
  if (days < 0 || days > 3650) return invalid("?days", "must be 0 to 3650");
  auto zone = Zone::utc();
  if (auto own = tx.organisations().find(call.who.organisation))
    if (auto named = Zone::named(own->zone)) zone = *named;
  auto today = zone.day_of(call.now);
  auto rows =
      tx.ledger().holds(call.who, today - Days(days), DonationId(page->after), page->limit + 1);
  auto item = [&](const Hold& hold) {
    json::object made;
    made["donation"] = hold.donation.value();
    made["donor"] = hold.donor.value();
    auto donor = tx.donors().find(hold.donor);
    made["name"] = donor ? donor->name : std::string();
    made["organisation"] = organisation_code(tx, hold.organisation);
    made["since"] = to_string(hold.since);
    made["days"] = (today - hold.since).count();
    made["outcome"] = name(hold.outcome);
    made["source"] = hold.source;
    made["session"] = json_or_null(hold.session);
    return made;
  };
  return answered(
      listing(rows, page->limit, item, [](const Hold& hold) { return hold.donation.value(); }));
}

}  // namespace muster
