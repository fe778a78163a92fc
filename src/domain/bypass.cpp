// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/bypass.hpp"

#include <algorithm>

namespace muster {

bool covers(const Bypass& bypass, std::string_view organisation_path, ClubId club, Instant now) {
  if (bypass.ended_at && *bypass.ended_at <= now) return false;
  // However long a row says: a day is the most.
  auto expires = std::min(bypass.expires_at, bypass.opened_at + bypass_most);
  if (now < bypass.opened_at || now >= expires) return false;
  if (bypass.club) return bypass.club == club;
  return !bypass.organisation_path.empty() &&
         organisation_path.starts_with(bypass.organisation_path);
}

const Bypass* covering(const std::vector<Bypass>& bypasses, std::string_view organisation_path,
                       ClubId club, Instant now) {
  const Bypass* found = nullptr;
  for (const auto& bypass : bypasses) {
    if (!covers(bypass, organisation_path, club, now)) continue;
    if (!found || bypass.expires_at > found->expires_at) found = &bypass;
  }
  return found;
}

bool lift(Candidate& candidate, bool night) {
  bool without_night = night && !candidate.consent_night;
  bool took = without_night || candidate.capped || candidate.snoozed;
  if (without_night) candidate.consent_night = true;
  candidate.capped = false;
  candidate.snoozed = false;
  return took;
}

}  // namespace muster
