// SPDX-License-Identifier: Apache-2.0
// One donor's consents with their proof, their stops, their pause.
#include "api_consent.hpp"

#include "json_values.hpp"
#include "listing.hpp"
#include "muster/engine/donor_stops.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/contact_points.hpp"

namespace muster {
namespace {

namespace json = boost::json;

std::vector<Purpose> purposes_of(const Input& input) {
  std::vector<Purpose> purposes;
  for (const auto& text : input.texts("purposes")) purposes.push_back(parse_purpose(text).value());
  return purposes;
}

json::array names_of(Consents purposes) {
  json::array names;
  for (auto purpose : all_purposes)
    if (purposes.has(purpose)) names.emplace_back(name(purpose));
  return names;
}

json::object consents_json(const DonorRow& donor) {
  json::object json;
  json["donor"] = donor.id.value();
  json["consents"] = names_of(donor.consents);
  return json;
}

json::object consent_json(const ConsentRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["purpose"] = name(row.purpose);
  json["given_at"] = to_string(row.given_at);
  json["how"] = row.how;
  json["proof"] = row.proof;
  json["text_shown"] = json_or_null(row.text_shown);
  json["given_to"] = row.given_to;
  json["withdrawn_at"] = json_or_null(row.withdrawn_at);
  json["withdrawn_how"] = json_or_null(row.withdrawn_how);
  return json;
}

Answer stopped_answer(DonorId donor, const StopScope& scope, std::size_t addresses, int fresh) {
  json::object body;
  body["donor"] = donor.value();
  body["scope"] = name(scope);
  body["addresses"] = static_cast<std::int64_t>(addresses);
  body["fresh"] = fresh;
  return answered(std::move(body));
}

Result<Answer> stop_part(Tx& tx, const Call& call, DonorId id, NewStop wanted) {
  auto stopped = stop_in_part(tx, call.who, id, wanted, call.now);
  if (!stopped) return stopped.error();
  auto answer = stopped_answer(id, stopped->scope, 0, stopped->fresh);
  answer.recalled.push_back(recall_of(id, stopped->scope));
  return answer;
}

json::object snooze_json(const DonorRow& donor) {
  json::object body;
  body["donor"] = donor.id.value();
  body["snoozed_until"] = json_or_null(donor.snoozed_until);
  return body;
}

json::object stop_json(const StopRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["scope"] = name(row.scope);
  json["purposes"] = names_of(row.scope.purposes);
  json["services"] = row.scope.services;
  json["channel"] = row.scope.channel ? json::value(name(*row.scope.channel)) : nullptr;
  json["binds"] = row.donor ? "donor" : "number";
  json["since"] = to_string(row.since);
  json["how"] = row.how;
  json["by"] = json_or_null(row.by);
  json["lifted_at"] = json_or_null(row.lifted_at);
  json["address"] = nullptr;
  return json;
}

}  // namespace

json::array stops_json(Tx& tx, DonorId donor) {
  json::array items;
  auto points = tx.contact_points().of_donor(donor);
  for (const auto& row : tx.stops().of_donor(donor)) {
    auto item = stop_json(row);
    for (const auto& point : points)
      if (!row.address_index.empty() && point.address_index == row.address_index)
        item["address"] = point.id.value();
    items.push_back(std::move(item));
  }
  return items;
}

Result<Answer> change_consent_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  auto purposes = purposes_of(call.body);
  auto how = call.body.text("how");
  if (call.body.text("action", "give") == "withdraw") {
    auto row = withdraw_consent(tx, *call.settings, call.who, *id, purposes, how, call.now);
    if (!row) return row.error();
    auto answer = answered(consents_json(*row));
    answer.recalled.push_back(recall_of(*id, purposes));
    return answer;
  }
  NewConsent wanted;
  wanted.purposes = std::move(purposes);
  wanted.how = std::move(how);
  wanted.proof = call.body.text("proof");
  wanted.on = call.body.day("on");
  wanted.text_shown = call.body.text("text_shown");
  auto row = give_consent(tx, *call.settings, call.who, *id, wanted, call.now);
  if (!row) return row.error();
  return answered(consents_json(*row));
}

Result<Answer> list_consents_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  if (auto donor = donor_of(tx, call.who, *id); !donor) return donor.error();
  json::array items;
  for (const auto& row : tx.consents().of_donor(*id)) items.push_back(consent_json(row));
  return answered(listing(std::move(items), {}));
}

Result<Answer> stop_donor_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  NewStop wanted;
  wanted.how = call.body.text("how", "desk");
  wanted.purposes = purposes_of(call.body);
  if (call.body.has("channel")) wanted.channel = parse_channel(call.body.text("channel"));
  if (wanted.channel || !wanted.purposes.empty())
    return stop_part(tx, call, *id, std::move(wanted));
  auto stopped = stop_donor(tx, *call.settings, call.who, *id, wanted.how, call.now);
  if (!stopped) return stopped.error();
  auto answer =
      stopped_answer(*id, StopScope::all(), stopped->address_indexes.size(), stopped->fresh);
  answer.stopped = std::move(stopped->address_indexes);
  return answer;
}

Result<Answer> start_donor_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  NewStart wanted;
  wanted.stop = call.body.id<StopId>("stop");
  wanted.reason = call.body.text("reason");
  auto lifted = start_donor(tx, call.who, *id, wanted, call.now);
  if (!lifted) return lifted.error();
  auto donor = tx.donors().find(*id);
  json::object body;
  body["donor"] = id->value();
  body["lifted"] = static_cast<std::int64_t>(lifted->size());
  body["consents"] = names_of(donor->consents);
  body["stops"] = stops_json(tx, *id);
  return answered(std::move(body));
}

Result<Answer> snooze_donor_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  auto donor = snooze_donor(tx, call.who, *id, call.body.day("until"), call.now);
  if (!donor) return donor.error();
  auto answer = answered(snooze_json(*donor));
  auto scope = StopScope::all();
  scope.services = false;
  answer.recalled.push_back(recall_of(*id, scope));
  return answer;
}

Result<Answer> wake_donor_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  auto donor = snooze_donor(tx, call.who, *id, std::nullopt, call.now);
  if (!donor) return donor.error();
  return answered(snooze_json(*donor));
}

}  // namespace muster
