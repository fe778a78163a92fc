// SPDX-License-Identifier: Apache-2.0
// Who of a club a request would ask at a moment, now or ahead, and why the others could not.
// Without a group each member is asked about a recipient of their own group. A job that only reads.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/domain/wave.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/clubs.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct ReadyDonor {
  DonorId donor;
  BloodGroup group;
  TypingSource typing = TypingSource::none;
  bool on_call = false;
  int travel_minutes = 0;
};

struct ClubReadiness {
  ClubRow club;
  bool night = false;
  int members = 0;
  int on_call = 0;
  std::vector<ReadyDonor> ready;  // on call first, then by id
  std::map<std::string, int, std::less<>> excluded;  // by name of their exclusion
  // Of all members, whatever else excludes them.
  int without_consent = 0;  // to be called in an emergency: never asked
  int without_verified = 0;  // number: not asked in an emergency
  std::vector<std::string> advice;  // how to mend it
};

struct ReadinessQuestion {
  std::string club;  // code
  Product product = Product::red_cells;
  std::optional<BloodGroup> group;  // of the recipient
  // From the moment asked about to the need, screening and draw included: who would come later is
  // not ready. None: distance excludes nobody.
  std::optional<Millis> needed_in;
};

Result<ClubReadiness> readiness(Tx& tx, const Settings& settings, const Principal& who,
                                const ReadinessQuestion& question, Instant at);

}  // namespace muster
