// SPDX-License-Identifier: Apache-2.0
#include "registry_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "muster/domain/club.hpp"
#include "muster/domain/folding.hpp"
#include "muster/domain/wording.hpp"
#include "muster/store/journal.hpp"

namespace muster {
namespace {

constexpr Days living_memory{366 * 120};

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

Result<void> allow(const Principal& who, std::initializer_list<Role> roles) {
  if (who.role == Role::system || std::ranges::find(roles, who.role) != roles.end()) return {};
  return Error(ErrorKind::forbidden,
               fmt::format("the role '{}' may not do this: ask an administrator", name(who.role)));
}

Result<OrganisationRow> organisation_for(Tx& tx, const Principal& who, const std::string& code) {
  if (code.empty() && !who.organisation)
    return invalid("/organisation", "say which organisation, by its code");
  auto found = code.empty() ? tx.organisations().find(who.organisation)
                            : tx.organisations().find(std::string_view(code));
  if (!found || !who.sees(found->path))
    return Error(ErrorKind::not_found, fmt::format("there is no organisation '{}'", code),
                 "/organisation");
  return std::move(*found);
}

void journal(Tx& tx, const Principal& who, std::string_view noun, std::int64_t id,
             std::string_view what, const boost::json::object& data, Instant now) {
  tx.journal().append(who.actor, noun, id, what, boost::json::serialize(data), now);
}

void FieldChecks::refuse(std::string field, std::string message) {
  if (!first_) first_ = invalid(std::move(field), std::move(message));
}

std::string FieldChecks::text(std::string field, std::string_view value, std::size_t most,
                              bool required) {
  value = trimmed(value);
  if (!valid_utf8(value)) {
    refuse(std::move(field), "is not UTF-8");
    return {};
  }
  auto text = to_nfc(value);
  if (required && text.empty()) refuse(field, "is empty: it is needed");
  if (text.size() > most)
    refuse(field, fmt::format("has {} bytes: at most {} are kept", text.size(), most));
  if (std::ranges::any_of(text, is_control)) refuse(field, "has control characters: remove them");
  return text;
}

std::string FieldChecks::page_text(std::string field, std::string_view value,
                                   std::string_view variable) {
  auto kept = text(field, value, 120, true);
  if (auto wrong = too_long_for_page(variable, kept); !wrong.empty())
    refuse(std::move(field), std::move(wrong));
  return kept;
}

std::string FieldChecks::code(std::string field, const std::string& value) {
  if (!valid_club_code(value))
    refuse(std::move(field),
           "use 2 to 40 of a-z, 0-9 and '-', beginning with a letter and not ending with '-'");
  return value;
}

std::string FieldChecks::zone(std::string field, const std::string& value,
                              const std::string& fallback) {
  if (value.empty()) return fallback;
  if (!Zone::named(value))
    refuse(std::move(field), "is no time zone: write it like Asia/Ho_Chi_Minh");
  return value;
}

std::optional<Place> FieldChecks::where(std::string field, std::string_view value) {
  value = trimmed(value);
  if (value.empty()) return std::nullopt;
  auto place = parse_place(value);
  if (!place)
    refuse(std::move(field),
           "is no place on the map: write latitude,longitude in degrees, like 20.9876,106.5432");
  return place;
}

int FieldChecks::number(std::string field, int value, int least, int most) {
  if (value < least || value > most)
    refuse(std::move(field), fmt::format("is {}: it must be {} to {}", value, least, most));
  return value;
}

void FieldChecks::past_day(std::string field, Day value, Day today) {
  if (value > today)
    refuse(std::move(field), fmt::format("{} lies in the future", to_string(value)));
  else if (value < today - living_memory)
    refuse(std::move(field), fmt::format("{} is too long ago", to_string(value)));
}

}  // namespace muster
