// SPDX-License-Identifier: Apache-2.0
// What the desk, the API or a donor's link sets for one donor: a stop of some purposes or of one
// channel, its end, a pause until a day. Each is a job, checked like those of registry.hpp.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "muster/engine/lease.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/stops.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// Without a channel: on all. Without purposes: all, and service texts too.
struct NewStop {
  std::vector<Purpose> purposes;  // emergency includes the night
  std::optional<Channel> channel;
  std::string how;  // who asked, and how
};
struct StopEntered {
  StopScope scope;
  bool fresh = false;  // it was not stopped as wide before
};
// Binds the donor, on whatever number they have; those who share it are asked as before. Errors
// also: invalid (nothing is narrowed: that is stop_donor; the night alone is a consent).
Result<StopEntered> stop_in_part(Tx& tx, const Principal& who, DonorId donor, const NewStop& wanted,
                                 Instant now);

struct NewStart {
  std::optional<StopId> stop;  // none: all that are in force
  std::string reason;          // why the desk lifts it; kept with the stop
};
// Lifts stops of the donor and of their numbers, for whoever else has them too, and restores what
// was consented before, nothing more. Returns those lifted. Errors also: conflict (there is none).
Result<std::vector<StopRow>> start_donor(Tx& tx, const Principal& who, DonorId donor,
                                         const NewStart& wanted, Instant now);

// `until` is the first day they may be written to again, in their zone; none ends the pause.
Result<DonorRow> snooze_donor(Tx& tx, const Principal& who, DonorId donor, std::optional<Day> until,
                              Instant now);

// Leases that a stop, a withdrawal or a pause of this donor forbids.
Recall recall_of(DonorId donor, const StopScope& scope);
Recall recall_of(DonorId donor, const std::vector<Purpose>& purposes);

}  // namespace muster
