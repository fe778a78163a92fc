// SPDX-License-Identifier: Apache-2.0
// Rapid-response clubs: members, rota, who could be paged.
#include <fmt/format.h>

#include "api.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/engine/readiness.hpp"
#include "muster/engine/registry.hpp"

namespace muster {
namespace {

namespace json = boost::json;

json::object club_json(Tx& tx, const ClubRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["organisation"] = organisation_code(tx, row.organisation);
  json["code"] = row.code;
  json["name"] = row.name;
  json["place"] = row.place;
  json["contact"] = row.contact;
  json["zone"] = row.zone;
  json["where"] = row.where ? json::value(to_string(*row.where)) : nullptr;
  json["members"] = tx.clubs().members(row.id).size();
  return json;
}

json::object member_json(Tx& tx, const MemberRow& row, bool on_call) {
  auto donor = tx.donors().find(row.donor);
  json::object json;
  json["donor"] = row.donor.value();
  json["given_name"] = donor ? donor->given_name : std::string();
  json["group"] = donor ? to_string(donor->group) : std::string("?");
  json["role"] = row.role;
  json::array tags;
  for (const auto& tag : row.tags) tags.emplace_back(tag);
  json["tags"] = std::move(tags);
  json["joined_at"] = to_string(row.joined_at);
  json["on_call"] = on_call;
  return json;
}

json::object shift_json(const RotaShift& shift) {
  json::object json;
  json["donor"] = shift.donor.value();
  json["weekday"] = shift.weekday;
  json["from"] = to_string(shift.from);
  json["to"] = to_string(shift.to);
  return json;
}

Result<RotaShift> shift_of(const Input& input) {
  auto from = parse_minute_of_day(input.text("from")).value();
  auto to = parse_minute_of_day(input.text("to")).value();
  return rota_shift(*input.id<DonorId>("donor"), static_cast<int>(input.integer("weekday")), from,
                    to);
}

json::array ready_json(Tx& tx, const ClubReadiness& found) {
  json::array donors;
  for (const auto& ready : found.ready) {
    json::object json;
    json["donor"] = ready.donor.value();
    json["given_name"] = given_name_of(tx, ready.donor);
    json["group"] = to_string(ready.group);
    json["on_call"] = ready.on_call;
    json["travel_minutes"] = ready.travel_minutes;
    donors.push_back(std::move(json));
  }
  return donors;
}

}  // namespace

Result<Answer> list_clubs_job(Tx& tx, const Call& call) {
  json::array items;
  for (const auto& row : tx.clubs().all(call.who)) items.push_back(club_json(tx, row));
  return answered(listing(std::move(items), {}));
}

Result<Answer> add_club_job(Tx& tx, const Call& call) {
  NewClub wanted;
  wanted.organisation = call.body.text("organisation");
  wanted.code = call.body.text("code");
  wanted.name = call.body.text("name");
  wanted.place = call.body.text("place");
  wanted.contact = call.body.text("contact");
  wanted.zone = call.body.text("zone");
  wanted.where = call.body.text("where");
  auto row = add_club(tx, *call.settings, call.who, wanted, call.now);
  if (!row) return row.error();
  return answered(club_json(tx, *row));
}

Result<Answer> place_club_job(Tx& tx, const Call& call) {
  auto row =
      place_club(tx, *call.settings, call.who, call.at("code"), call.body.text("where"), call.now);
  if (!row) return row.error();
  return answered(club_json(tx, *row));
}

Result<Answer> show_club_job(Tx& tx, const Call& call) {
  auto row = club_of(tx, call.who, call.at("code"));
  if (!row) return row.error();
  return answered(club_json(tx, *row));
}

Result<Answer> list_members_job(Tx& tx, const Call& call) {
  auto club = club_of(tx, call.who, call.at("code"));
  if (!club) return club.error();
  auto rota = tx.clubs().rota(club->id);
  auto zone = Zone::named(club->zone).value();
  json::array items;
  for (const auto& row : tx.clubs().members(club->id))
    items.push_back(member_json(tx, row, on_call(rota, row.donor, call.now, zone)));
  return answered(listing(std::move(items), {}));
}

Result<Answer> add_member_job(Tx& tx, const Call& call) {
  NewMember wanted;
  wanted.donor = *call.body.id<DonorId>("donor");
  wanted.role = parse_member_role(call.body.text("role", "member")).value();
  wanted.tags = call.body.texts("tags");
  auto row = add_member(tx, *call.settings, call.who, call.at("code"), wanted, call.now);
  if (!row) return row.error();
  auto club = club_of(tx, call.who, call.at("code"));
  if (!club) return club.error();
  auto zone = Zone::named(club->zone).value();
  auto rota = tx.clubs().rota(club->id);
  return answered(member_json(tx, *row, on_call(rota, row->donor, call.now, zone)));
}

Result<Answer> remove_member_job(Tx& tx, const Call& call) {
  auto donor = id_at<DonorId>(call, "donor");
  if (!donor) return donor.error();
  auto done = remove_member(tx, *call.settings, call.who, call.at("code"), *donor, call.now);
  if (!done) return done.error();
  return Answer();
}

Result<Answer> list_rota_job(Tx& tx, const Call& call) {
  auto club = club_of(tx, call.who, call.at("code"));
  if (!club) return club.error();
  json::array items;
  for (const auto& row : tx.clubs().rota(club->id)) items.push_back(shift_json(row));
  return answered(listing(std::move(items), {}));
}

Result<Answer> add_shift_job(Tx& tx, const Call& call) {
  auto shift = shift_of(call.body);
  if (!shift) return shift.error();
  auto added = add_shift(tx, *call.settings, call.who, call.at("code"), *shift, call.now);
  if (!added) return added.error();
  return answered(shift_json(*added));
}

Result<Answer> remove_shift_job(Tx& tx, const Call& call) {
  auto shift = shift_of(call.query);
  if (!shift) return shift.error();
  auto done = remove_shift(tx, *call.settings, call.who, call.at("code"), *shift, call.now);
  if (!done) return done.error();
  return Answer();
}

Result<Answer> readiness_job(Tx& tx, const Call& call) {
  ReadinessQuestion question;
  question.club = call.at("code");
  question.product = parse_product(call.query.text("product", "red_cells")).value();
  if (call.query.has("group")) question.group = call.query.group("group");
  if (call.query.has("needed_in_minutes")) {
    auto minutes = call.query.integer("needed_in_minutes");
    auto horizon = std::chrono::floor<Minutes>(call.settings->request_limits.horizon).count();
    if (minutes < 1 || minutes > horizon)
      return invalid("?needed_in_minutes", fmt::format("must be 1 to {}", horizon));
    question.needed_in = Minutes(minutes);
  }
  auto at = call.query.instant("at").value_or(call.now);
  auto found = readiness(tx, *call.settings, call.who, question, at);
  if (!found) return found.error();
  json::object by_group;
  json::object excluded;
  std::int64_t on_call = 0;
  for (const auto& ready : found->ready) {
    auto& count = by_group[to_string(ready.group)];
    count = count.is_int64() ? count.get_int64() + 1 : std::int64_t{1};
    on_call += ready.on_call;
  }
  for (const auto& [reason, count] : found->excluded) excluded[reason] = count;
  json::object body;
  body["club"] = found->club.code;
  body["at"] = to_string(at);
  body["product"] = name(question.product);
  body["group"] = question.group ? json::value(to_string(*question.group)) : nullptr;
  body["night"] = found->night;
  body["members"] = found->members;
  body["on_call"] = found->on_call;
  body["ready"] = found->ready.size();
  body["ready_on_call"] = on_call;
  body["by_group"] = std::move(by_group);
  body["excluded"] = std::move(excluded);
  body["without_consent"] = found->without_consent;
  body["without_verified"] = found->without_verified;
  body["donors"] = sees_names(call.who) ? ready_json(tx, *found) : json::array();
  json::array advice;
  for (const auto& line : found->advice) advice.emplace_back(line);
  body["advice"] = std::move(advice);
  return answered(std::move(body));
}

}  // namespace muster
