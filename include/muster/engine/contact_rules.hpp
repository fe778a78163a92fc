// SPDX-License-Identifier: Apache-2.0
// What people set about when donors may be written to: hours and blackouts of an organisation,
// emergency bypasses, addresses taken up again. Each is a job: it asks whether this principal may
// (forbidden, not_found outside the subtree), checks every field (invalid, with the field's pointer
// and the cure), writes, and journals ids and codes only.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "muster/engine/lease.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/bypasses.hpp"
#include "muster/store/contact_rules.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/suppressions.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// Narrower than the configuration's hours and leaving some minute of the day open together with
// those of the organisations above. Errors also: invalid (wider, or nothing is left). Admins and
// coordinators.
Result<HoursRow> set_hours(Tx& tx, const Settings& settings, const Principal& who,
                           const std::string& organisation, const NarrowedHours& wanted,
                           Instant now);
Result<void> remove_hours(Tx& tx, const Principal& who, const std::string& organisation,
                          HoursKind kind, Instant now);

struct NewBlackout {
  std::string organisation;  // code; empty: the principal's own
  std::string name;  // "Tết Đinh Mùi"
  Day first{};
  std::optional<Day> last;  // included; none: that one day
  std::vector<Purpose> purposes;  // reminders and campaigns when empty; never emergencies
};
Result<BlackoutRow> add_blackout(Tx& tx, const Principal& who, const NewBlackout& wanted,
                                 Instant now);
Result<BlackoutRow> remove_blackout(Tx& tx, const Principal& who, BlackoutId id, Instant now);

// Admins and approvers, in their own subtree. Requests it covers are planned anew at once.
struct NewBypass {
  std::string organisation;  // code; empty: the principal's own
  std::string club;  // code; empty: every club below it
  std::string reason;  // for the record; never in the journal or the log
  std::optional<Instant> expires_at;  // none: in four hours; at most 24 hours from now
};
Result<BypassRow> open_bypass(Tx& tx, const Principal& who, const NewBypass& wanted, Instant now);
// Errors also: conflict (it is over).
Result<BypassRow> end_bypass(Tx& tx, const Principal& who, BypassId id, Instant now);

// Texts go to a suppressed address again. One that was a wrong number must be verified anew before
// an emergency uses it. Errors also: conflict (it is not suppressed).
Result<ContactPointRow> restore_address(Tx& tx, const Principal& who, ContactPointId id,
                                        const std::string& reason, Instant now);

// Leases that new hours or blackouts may forbid.
Recall routine_recall();

}  // namespace muster
