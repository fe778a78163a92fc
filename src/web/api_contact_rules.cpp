// SPDX-License-Identifier: Apache-2.0
// Hours and blackouts of organisations.
#include "api_consent.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/engine/contact_rules.hpp"
#include "muster/store/organisations.hpp"

namespace muster {
namespace {

namespace json = boost::json;

json::object window_json(HoursKind kind, const DayWindow& window) {
  json::object json;
  json["purpose"] = name(kind);
  json["from"] = to_string(window.from);
  json["to"] = to_string(window.to);
  return json;
}

json::object hours_json(Tx& tx, const HoursRow& row) {
  auto json = window_json(row.hours.kind, row.hours.window);
  json["organisation"] = organisation_code(tx, row.organisation);
  json["changed_at"] = to_string(row.changed_at);
  json["changed_by"] = row.changed_by;
  return json;
}

json::object blackout_json(Tx& tx, const BlackoutRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["organisation"] = organisation_code(tx, row.organisation);
  json["name"] = row.name;
  json["first"] = to_string(row.days.first);
  json["last"] = to_string(row.days.last);
  json::array purposes;
  for (auto purpose : all_purposes)
    if (row.days.purposes.has(purpose)) purposes.emplace_back(name(purpose));
  json["purposes"] = std::move(purposes);
  json["added_at"] = to_string(row.added_at);
  json["added_by"] = row.added_by;
  return json;
}

Result<OrganisationRow> organisation_at(Tx& tx, const Call& call) {
  auto row = tx.organisations().find(std::string_view(call.at("code")));
  if (!row || !call.who.sees(row->path)) return not_found("there is no such organisation");
  return std::move(*row);
}

}  // namespace

Result<Answer> show_hours_job(Tx& tx, const Call& call) {
  auto organisation = organisation_at(tx, call);
  if (!organisation) return organisation.error();
  json::array house;
  for (auto kind : all_hours_kinds)
    house.push_back(window_json(kind, window_of(call.settings->hours, kind)));
  json::array narrowed;
  for (const auto& row : tx.contact_rules().hours_of(organisation->id))
    narrowed.push_back(hours_json(tx, row));
  json::object body;
  body["organisation"] = organisation->code;
  body["house"] = std::move(house);
  body["narrowed"] = std::move(narrowed);
  return answered(std::move(body));
}

Result<Answer> set_hours_job(Tx& tx, const Call& call) {
  NarrowedHours wanted;
  wanted.kind = parse_hours_kind(call.body.text("purpose")).value();
  wanted.window = {parse_minute_of_day(call.body.text("from")).value(),
                   parse_minute_of_day(call.body.text("to")).value()};
  auto row = set_hours(tx, *call.settings, call.who, call.at("code"), wanted, call.now);
  if (!row) return row.error();
  auto answer = answered(hours_json(tx, *row));
  answer.recalled.push_back(routine_recall());
  return answer;
}

Result<Answer> remove_hours_job(Tx& tx, const Call& call) {
  auto kind = parse_hours_kind(call.query.text("purpose")).value();
  auto removed = remove_hours(tx, call.who, call.at("code"), kind, call.now);
  if (!removed) return removed.error();
  return show_hours_job(tx, call);
}

Result<Answer> list_blackouts_job(Tx& tx, const Call& call) {
  // Yesterday's too: somewhere the day is not over yet.
  auto from = call.query.day("from").value_or(Zone::utc().day_of(call.now) - Days(1));
  json::array items;
  for (const auto& row : tx.contact_rules().blackouts(call.who, from))
    items.push_back(blackout_json(tx, row));
  return answered(listing(std::move(items), {}));
}

Result<Answer> add_blackout_job(Tx& tx, const Call& call) {
  NewBlackout wanted;
  wanted.organisation = call.body.text("organisation");
  wanted.name = call.body.text("name");
  wanted.first = *call.body.day("first");
  wanted.last = call.body.day("last");
  for (const auto& text : call.body.texts("purposes"))
    wanted.purposes.push_back(parse_purpose(text).value());
  auto row = add_blackout(tx, call.who, wanted, call.now);
  if (!row) return row.error();
  auto answer = answered(blackout_json(tx, *row));
  answer.recalled.push_back(routine_recall());
  return answer;
}

Result<Answer> remove_blackout_job(Tx& tx, const Call& call) {
  auto id = id_at<BlackoutId>(call, "id");
  if (!id) return id.error();
  auto row = remove_blackout(tx, call.who, *id, call.now);
  if (!row) return row.error();
  return answered(blackout_json(tx, *row));
}

}  // namespace muster
