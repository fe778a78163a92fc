// SPDX-License-Identifier: Apache-2.0
// Sessions, bookings, standing series.
#include <fmt/format.h>

#include "api.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/engine/registry.hpp"

namespace muster {
namespace {

namespace json = boost::json;

// More than any installation has ahead of it.
constexpr int sessions_most = 5'000;

json::object session_json(Tx& tx, const SessionRow& row, int booked) {
  json::object json;
  json["id"] = row.id.value();
  json["organisation"] = organisation_code(tx, row.organisation);
  json["code"] = row.code;
  json["venue"] = row.venue;
  json["address"] = row.address;
  json["starts_at"] = to_string(row.starts_at);
  json["ends_at"] = to_string(row.ends_at);
  json["zone"] = row.zone;
  json["capacity"] = row.capacity;
  json["booked"] = booked;
  json["hotline"] = row.hotline;
  json["note"] = row.note;
  return json;
}

json::object booking_json(const BookingRow& row) {
  json::object json;
  json["session"] = row.session.value();
  json["donor"] = row.donor.value();
  json["state"] = name(row.state);
  json["changed_at"] = to_string(row.changed_at);
  return json;
}

json::object step_json(const SeriesStep& step) {
  json::object json;
  json["code"] = step.code;
  json["anchor"] = name(step.anchor);
  json["offset_days"] = step.offset_days;
  json["at"] = to_string(step.at);
  json["text"] = step.text;
  json["lane"] = name(step.lane);
  json["when"] = name(step.when);
  json["late"] = name(step.late);
  return json;
}

Result<SessionRow> session_at(Tx& tx, const Call& call) {
  auto id = id_at<SessionId>(call, "id");
  if (!id) return id.error();
  auto row = tx.sessions().find(*id);
  if (!row || !tx.organisations().visible(call.who, row->organisation))
    return not_found(fmt::format("there is no session {}", id->value()));
  return std::move(*row);
}

}  // namespace

Result<Answer> list_sessions_job(Tx& tx, const Call& call) {
  auto page = paging(call.query);
  if (!page) return page.error();
  auto after = call.query.instant("after").value_or(call.now);
  json::array items;
  for (const auto& row : tx.sessions().upcoming({}, after, sessions_most)) {
    if (static_cast<int>(items.size()) == page->limit) break;
    if (tx.organisations().visible(call.who, row.session.organisation))
      items.push_back(session_json(tx, row.session, row.booked));
  }
  return answered(listing(std::move(items), {}));
}

Result<Answer> add_session_job(Tx& tx, const Call& call) {
  NewSession wanted;
  wanted.organisation = call.body.text("organisation");
  wanted.code = call.body.text("code");
  wanted.venue = call.body.text("venue");
  wanted.address = call.body.text("address");
  wanted.starts_at = *call.body.instant("starts_at");
  wanted.ends_at = *call.body.instant("ends_at");
  wanted.zone = call.body.text("zone");
  wanted.capacity = static_cast<int>(call.body.integer("capacity"));
  wanted.hotline = call.body.text("hotline");
  wanted.note = call.body.text("note");
  auto row = add_session(tx, *call.settings, call.who, wanted, call.now);
  if (!row) return row.error();
  return answered(session_json(tx, *row, 0));
}

Result<Answer> show_session_job(Tx& tx, const Call& call) {
  auto row = session_at(tx, call);
  if (!row) return row.error();
  return answered(session_json(tx, *row, tx.sessions().booked(row->id)));
}

Result<Answer> list_bookings_job(Tx& tx, const Call& call) {
  auto row = session_at(tx, call);
  if (!row) return row.error();
  auto donor = donor_of(tx, call.who, *call.query.id<DonorId>("donor"));
  if (!donor) return Error(ErrorKind::not_found, donor.error().message(), "?donor");
  json::array items;
  if (auto booking = tx.sessions().booking(row->id, donor->id))
    items.push_back(booking_json(*booking));
  return answered(listing(std::move(items), {}));
}

Result<Answer> enter_booking_job(Tx& tx, const Call& call) {
  auto id = id_at<SessionId>(call, "id");
  if (!id) return id.error();
  BookingEntry entry;
  entry.session = *id;
  entry.donor = *call.body.id<DonorId>("donor");
  entry.state = parse_booking_state(call.body.text("state", "booked")).value();
  entry.product = parse_product(call.body.text("product", "whole_blood")).value();
  entry.volume_ml = static_cast<int>(call.body.integer("volume_ml"));
  auto row = enter_booking(tx, *call.settings, call.who, entry, call.now);
  if (!row) return row.error();
  return answered(booking_json(*row));
}

Result<Answer> list_series_job(Tx&, const Call& call) {
  json::array items;
  for (const auto& series : call.settings->series) {
    json::array steps;
    for (const auto& step : series.steps) steps.push_back(step_json(step));
    json::object json;
    json["code"] = series.code;
    json["purpose"] = name(series.purpose);
    json["product"] = name(series.product);
    json["needs_session"] = series.needs_session;
    json["steps"] = std::move(steps);
    items.push_back(std::move(json));
  }
  return answered(listing(std::move(items), {}));
}

}  // namespace muster
