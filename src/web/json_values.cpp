// SPDX-License-Identifier: Apache-2.0
#include "json_values.hpp"

#include <array>

#include "muster/store/organisations.hpp"

namespace muster {
namespace {

constexpr std::array<std::pair<TypingSource, std::string_view>, 3> typings = {
    {{TypingSource::none, "none"},
     {TypingSource::self_declared, "self_declared"},
     {TypingSource::laboratory, "laboratory"}}};

}  // namespace

boost::json::value json_or_null(const std::optional<Instant>& value) {
  if (!value) return nullptr;
  return boost::json::string(to_string(*value));
}

boost::json::value json_or_null(const std::optional<Day>& value) {
  if (!value) return nullptr;
  return boost::json::string(to_string(*value));
}

boost::json::value json_or_null(std::string_view value) {
  if (value.empty()) return nullptr;
  return boost::json::string(value);
}

boost::json::value json_or_null(const std::string& value) {
  return json_or_null(std::string_view(value));
}

bool sees_names(const Principal& who) {
  return who.role != Role::caller && who.role != Role::viewer;
}

bool sees_addresses(const Principal& who) { return sees_names(who) && who.role != Role::approver; }

std::string_view name(TypingSource typing) {
  return typings[static_cast<std::size_t>(typing)].second;
}

std::optional<TypingSource> parse_typing(std::string_view text) {
  for (const auto& [typing, word] : typings)
    if (word == text) return typing;
  return std::nullopt;
}

std::string organisation_code(Tx& tx, OrganisationId id) {
  auto row = tx.organisations().find(id);
  return row ? row->code : std::string();
}

std::string given_name_of(Tx& tx, DonorId donor) {
  auto row = tx.donors().find(donor);
  return row ? row->given_name : std::string();
}

boost::json::object message_json(const MessageRow& row) {
  boost::json::object json;
  json["id"] = row.id.value();
  json["donor"] = json_or_null(row.donor);
  json["lane"] = name(row.lane);
  json["purpose"] = row.purpose ? boost::json::value(name(*row.purpose)) : nullptr;
  json["channel"] = name(row.channel);
  json["kind"] = row.kind;
  json["state"] = name(row.state);
  json["reason"] = row.reason == Reason::none ? nullptr : json_or_null(name(row.reason));
  json["due_at"] = to_string(row.due_at);
  json["not_after"] = json_or_null(row.not_after);
  json["created_at"] = to_string(row.created_at);
  json["changed_at"] = to_string(row.changed_at);
  json["attempts"] = row.attempts;
  json["gateway"] = json_or_null(row.gateway);
  json["code"] = json_or_null(row.code);
  json["segments"] = row.segments;
  json["maybe_duplicate"] = row.maybe_duplicate;
  json["request"] = json_or_null(row.request);
  json["session"] = json_or_null(row.session);
  json["reply"] = json_or_null(row.reply);
  json["bypass"] = json_or_null(row.bypass);
  return json;
}

}  // namespace muster
