// SPDX-License-Identifier: Apache-2.0
// Requests, their pages and what donors wrote, as JSON.
#include <map>
#include <vector>

#include "json_values.hpp"
#include "muster/domain/wave.hpp"

namespace muster {
namespace {

namespace json = boost::json;

// An acceptor's name and code are gone this long after the close.
constexpr Millis shown_to_callers = Hours(24);
constexpr int messages_most = 20'000;

using MessagesOf = std::map<DonorId, std::vector<MessageRow>>;

MessagesOf messages_of(Tx& tx, const RequestRow& request) {
  MessageFilter filter;
  filter.request = request.id;
  filter.limit = messages_most;
  MessagesOf found;
  for (auto& row : tx.messages().list(system_principal(), filter))
    found[row.donor].push_back(std::move(row));
  return found;
}

json::object page_message_json(const MessageRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["kind"] = row.kind;
  json["channel"] = name(row.channel);
  json["state"] = name(row.state);
  json["reason"] = row.reason == Reason::none ? nullptr : json_or_null(name(row.reason));
  json["maybe_duplicate"] = row.maybe_duplicate;
  json["changed_at"] = to_string(row.changed_at);
  return json;
}

bool is_overdue(const Settings& settings, const PageRow& row, Instant now) {
  PageView view;
  view.donor = row.donor;
  view.state = row.state;
  view.paged_at = row.asked_at;
  view.eta_at = row.eta_at;
  return overdue(settings.wave, view, now);
}

json::object page_json(Tx& tx, const Settings& settings, const PageRow& row, Instant now) {
  json::object json;
  json["donor"] = row.donor.value();
  json["given_name"] = json_or_null(given_name_of(tx, row.donor));
  json["wave"] = row.wave;
  json["state"] = name(row.state);
  json["why"] = json_or_null(row.why);
  json["asked_at"] = to_string(row.asked_at);
  json["answered_at"] = json_or_null(row.answered_at);
  json["eta_at"] = json_or_null(row.eta_at);
  json["overdue"] = is_overdue(settings, row, now);
  json["arrival_code"] = json_or_null(row.arrival_code);
  json["arrived_at"] = json_or_null(row.arrived_at);
  json["left_before_close"] = row.left_before_close;
  json["stand_down"] = row.stand_down;
  json["messages"] = json::array();
  return json;
}

bool accepted(const PageRow& row) {
  return is_commitment(row.state) || row.state == PageState::arrived ||
         row.state == PageState::used;
}

}  // namespace

json::object request_json(Tx& tx, const RequestRow& row) {
  json::object counts;
  std::int64_t asked = 0;
  std::int64_t coming = 0;
  for (const auto& page : tx.pages().of_request(row.id)) {
    auto& count = counts[name(page.state)];
    count = count.is_int64() ? count.get_int64() + 1 : std::int64_t{1};
    ++asked;
    coming += page.state == PageState::accepted_go;
  }
  auto club = tx.clubs().find(row.club);
  json::object json;
  // First, as people read it: how many were asked, how many more could be, and what is in the way.
  json["note"] = row.note;
  json["id"] = row.id.value();
  json["code"] = row.code;
  json["club"] = club ? club->code : std::string();
  json["organisation"] = organisation_code(tx, row.organisation);
  json["group"] = to_string(row.group);
  json["product"] = name(row.product);
  json["units"] = row.units;
  json["needed_by"] = to_string(row.needed_by);
  json["arrive_by"] = to_string(row.arrive_by);
  json["place"] = row.place;
  json["contact"] = row.contact;
  json["state"] = name(row.state);
  json["close_reason"] = json_or_null(row.close_reason);
  json["opened_at"] = to_string(row.opened_at);
  json["opened_by"] = row.opened_by;
  json["closed_at"] = json_or_null(row.closed_at);
  json["closed_by"] = json_or_null(row.closed_by);
  json["waves"] = row.waves;
  json["last_wave_at"] = json_or_null(row.last_wave_at);
  json["next_at"] = json_or_null(row.next_at);
  json["usable"] = row.usable;
  json["coming"] = coming;
  json["asked"] = asked;
  json["counts"] = std::move(counts);
  json["recipient_sex"] = name(row.recipient.sex);
  json["recipient_age"] = row.recipient.age ? json::value(*row.recipient.age) : nullptr;
  json["anti_d"] = row.recipient.anti_d;
  json["chronically_transfused"] = row.recipient.chronically_transfused;
  json["rhd_policy"] = name(row.rhd_policy);
  json["lift_caps_reason"] = json_or_null(row.lift_caps);
  json["allow_o_positive_reason"] = json_or_null(row.allow_o_positive);
  return json;
}

json::array pages_json(Tx& tx, const Settings& settings, const Principal& who,
                       const RequestRow& request, Instant now) {
  json::array pages;
  bool caller = who.role == Role::caller;
  if (caller && request.closed_at && now - *request.closed_at > shown_to_callers) return pages;
  auto messages = caller ? MessagesOf() : messages_of(tx, request);
  for (const auto& row : tx.pages().of_request(request.id)) {
    if (caller && !accepted(row)) continue;
    auto json = page_json(tx, settings, row, now);
    if (caller) json["donor"] = json["why"] = nullptr;
    if (who.role == Role::viewer) json["given_name"] = json["arrival_code"] = nullptr;
    for (const auto& message : messages[row.donor])
      json["messages"].get_array().push_back(page_message_json(message));
    pages.push_back(std::move(json));
  }
  return pages;
}

json::object answer_json(Tx& tx, const ReplyRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["donor"] = json_or_null(row.donor);
  json["given_name"] = row.donor ? json_or_null(given_name_of(tx, row.donor)) : nullptr;
  json["gateway"] = row.gateway;
  json["received_at"] = to_string(row.received_at);
  json["text"] = row.text;
  json["intent"] = row.intent;
  json["eta_minutes"] = row.eta_minutes ? json::value(*row.eta_minutes) : nullptr;
  json["state"] = name(row.state);
  json["why"] = row.why;
  json["request"] = json_or_null(row.request);
  json["message"] = json_or_null(row.message);
  json["resolved_at"] = json_or_null(row.resolved_at);
  json["resolved_by"] = json_or_null(row.resolved_by);
  return json;
}

}  // namespace muster
