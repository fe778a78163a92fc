// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/consent.hpp"

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

std::string_view name(StopScope scope) {
  return scope == StopScope::all ? "all" : "reminders_and_campaigns";
}

bool stop_forbids(StopScope scope, std::optional<Purpose> purpose) {
  if (scope == StopScope::all) return true;
  return purpose == Purpose::reminders || purpose == Purpose::campaigns;
}

}  // namespace muster
