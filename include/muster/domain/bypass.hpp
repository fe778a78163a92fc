// SPDX-License-Identifier: Apache-2.0
// An emergency bypass: somebody answers with role and reason for paging donors at night who did not
// consent to nights, and more often than the limits allow, for at most a day. It never lifts a
// stop, a missing consent for emergencies, a deferral or a hold. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/wave.hpp"

namespace muster {

inline constexpr Millis bypass_most = Hours(24);

struct Bypass {
  BypassId id;
  std::string organisation_path;  // "/1/4/": it and what is below it
  ClubId club;  // none: every club of these
  Instant opened_at{};
  Instant expires_at{};
  std::optional<Instant> ended_at;
};

bool covers(const Bypass& bypass, std::string_view organisation_path, ClubId club, Instant now);
// The one that expires last of those that cover it; the older of two.
const Bypass* covering(const std::vector<Bypass>& bypasses, std::string_view organisation_path,
                       ClubId club, Instant now);

// Takes from the candidate what a bypass lifts: the consent for the night that is missing now, the
// limits on pages, their snooze. Whether it took anything: then the page is sent because of it.
bool lift(Candidate& candidate, bool night);

}  // namespace muster
