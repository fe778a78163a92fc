// SPDX-License-Identifier: Apache-2.0
// Addresses of donors: order, windows, removal, verification.
#include "muster/engine/contacts.hpp"

#include "api.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/engine/registry.hpp"

namespace muster {

namespace json = boost::json;

Result<Answer> list_addresses_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  auto donor = donor_to_show(tx, call.who, *id);
  if (!donor) return donor.error();
  json::array items;
  for (const auto& row : tx.contact_points().of_donor(*id))
    items.push_back(address_json(tx, call.who, row));
  return answered(listing(std::move(items), {}));
}

Result<Answer> edit_address_job(Tx& tx, const Call& call) {
  auto id = id_at<ContactPointId>(call, "id");
  if (!id) return id.error();
  AddressEdit edit;
  if (call.body.has("position")) edit.position = static_cast<int>(call.body.integer("position"));
  edit.at_any_time = call.body.flag("at_any_time");
  edit.from = call.body.minute("from");
  edit.to = call.body.minute("to");
  auto row = edit_contact_point(tx, *call.settings, call.who, *id, edit, call.now);
  if (!row) return row.error();
  return answered(address_json(tx, call.who, *row));
}

Result<Answer> remove_address_job(Tx& tx, const Call& call) {
  auto id = id_at<ContactPointId>(call, "id");
  if (!id) return id.error();
  auto row = remove_contact_point(tx, *call.settings, call.who, *id, call.now);
  if (!row) return row.error();
  return answered(address_json(tx, call.who, *row));
}

Result<Answer> send_code_job(Tx& tx, const Call& call) {
  auto id = id_at<ContactPointId>(call, "id");
  if (!id) return id.error();
  auto sent = send_code(tx, *call.settings, call.who, *id, call.now);
  if (!sent) return sent.error();
  json::object body;
  body["address"] = sent->contact_point.value();
  body["expires_at"] = to_string(sent->expires_at);
  return answered(std::move(body));
}

// A wrong code is an answer, not an error: its try must be committed.
Result<Answer> verify_address_job(Tx& tx, const Call& call) {
  auto id = id_at<ContactPointId>(call, "id");
  if (!id) return id.error();
  if (call.body.has("code") == call.body.has("how"))
    return invalid("/code", "give the code that was sent, or how the desk verified it");
  auto check = CodeCheck::verified;
  if (call.body.has("code")) {
    auto entered = enter_code(tx, *call.settings, call.who, *id, call.body.text("code"), call.now);
    if (!entered) return entered.error();
    check = *entered;
  } else {
    auto row = verify_at_desk(tx, *call.settings, call.who, *id, call.body.text("how"), call.now);
    if (!row) return row.error();
  }
  json::object body;
  body["check"] = name(check);
  body["address"] = address_json(tx, call.who, *tx.contact_points().find(*id));
  return answered(std::move(body));
}

}  // namespace muster
