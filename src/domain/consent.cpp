// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/consent.hpp"

#include <algorithm>

namespace muster {

std::string_view name(Purpose purpose) {
  switch (purpose) {
    case Purpose::reminders: return "reminders";
    case Purpose::campaigns: return "campaigns";
    case Purpose::emergency: return "emergency";
    case Purpose::emergency_night: return "emergency_night";
  }
  return "reminders";
}

std::optional<Purpose> parse_purpose(std::string_view text) {
  for (auto purpose : all_purposes)
    if (name(purpose) == text) return purpose;
  return std::nullopt;
}

StopScope StopScope::all() { return {Consents::of_bits(~0U), true, std::nullopt}; }

StopScope StopScope::reminders_and_campaigns() {
  StopScope scope;
  scope.purposes.give(Purpose::reminders);
  scope.purposes.give(Purpose::campaigns);
  return scope;
}

std::string name(const StopScope& scope) {
  auto plain = scope;
  plain.channel.reset();
  std::string text;
  if (plain == StopScope::all()) {
    text = "all";
  } else {
    for (auto purpose : all_purposes)
      if (scope.purposes.has(purpose))
        text += (text.empty() ? "" : "_and_") + std::string(name(purpose));
    if (scope.services) text += text.empty() ? "services" : "_and_services";
  }
  if (scope.channel) text += " by " + std::string(name(*scope.channel));
  return text;
}

bool stop_forbids(const StopScope& scope, Channel channel, std::optional<Purpose> purpose) {
  if (scope.channel && *scope.channel != channel) return false;
  return purpose ? scope.purposes.has(*purpose) : scope.services;
}

bool at_least_as_wide(const StopScope& scope, const StopScope& other) {
  if (scope.channel && scope.channel != other.channel) return false;
  if (other.services && !scope.services) return false;
  return (other.purposes.bits() & ~scope.purposes.bits()) == 0;
}

bool Stops::forbid(Channel channel, std::optional<Purpose> purpose) const {
  return std::any_of(scopes_.begin(), scopes_.end(),
                     [&](const StopScope& scope) { return stop_forbids(scope, channel, purpose); });
}

bool Stops::cover(const StopScope& scope) const {
  return std::any_of(scopes_.begin(), scopes_.end(),
                     [&](const StopScope& stands) { return at_least_as_wide(stands, scope); });
}

}  // namespace muster
