// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/donor_stops.hpp"

#include <fmt/format.h>

#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"
#include "muster/engine/stops.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

constexpr Days snooze_most{366 * 2};

StopScope scope_of(const NewStop& wanted) {
  auto scope = StopScope::all();
  scope.channel = wanted.channel;
  if (wanted.purposes.empty()) return scope;
  scope.services = false;
  scope.purposes = {};
  for (auto purpose : wanted.purposes) scope.purposes.give(purpose);
  // Whoever wants no pages wants none at night.
  if (scope.purposes.has(Purpose::emergency)) scope.purposes.give(Purpose::emergency_night);
  return scope;
}

}  // namespace

Recall recall_of(DonorId donor, const StopScope& scope) {
  Recall recall;
  recall.donor = donor;
  recall.scope = scope;
  return recall;
}

Recall recall_of(DonorId donor, const std::vector<Purpose>& purposes) {
  StopScope scope;
  for (auto purpose : purposes) {
    scope.purposes.give(purpose);
    // A page is a page by night and by day: whether this one may go is decided again.
    if (purpose == Purpose::emergency_night) scope.purposes.give(Purpose::emergency);
  }
  return recall_of(donor, scope);
}

Result<StopEntered> stop_in_part(Tx& tx, const Principal& who, DonorId id, const NewStop& wanted,
                                 Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto donor = donor_of(tx, who, id);
  if (!donor) return donor.error();
  StopEntered entered;
  entered.scope = scope_of(wanted);
  FieldChecks check;
  auto said = check.text("/how", wanted.how, 40, true);
  if (entered.scope == StopScope::all())
    check.refuse("/purposes", "name a channel or purposes: a stop of all binds the numbers");
  if (entered.scope.purposes.has(Purpose::emergency_night) &&
      !entered.scope.purposes.has(Purpose::emergency))
    check.refuse("/purposes", "the night alone is a consent: withdraw emergency_night");
  if (!check.ok()) return check.error();
  entered.fresh = apply_donor_stop(tx, id, entered.scope, said, who.actor, now);
  return entered;
}

Result<std::vector<StopRow>> start_donor(Tx& tx, const Principal& who, DonorId id,
                                         const NewStart& wanted, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto donor = donor_of(tx, who, id);
  if (!donor) return donor.error();
  FieldChecks check;
  auto reason = check.text("/reason", wanted.reason, 200, true);
  if (!check.ok()) return check.error();
  std::vector<StopRow> lifted;
  for (auto& row : tx.stops().of_donor(id)) {
    if (wanted.stop && *wanted.stop != row.id) continue;
    if (!tx.stops().lift(row.id, reason, now, who.actor)) continue;
    boost::json::object data = {{"stop", row.id.value()}, {"scope", name(row.scope)}};
    journal(tx, who, "donor", id.value(), "started", data, now);
    lifted.push_back(std::move(row));
  }
  if (lifted.empty())
    return conflict(wanted.stop ? "this donor has no such stop in force"
                                : "nothing is stopped for this donor");
  return lifted;
}

Result<DonorRow> snooze_donor(Tx& tx, const Principal& who, DonorId id, std::optional<Day> until,
                              Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto donor = donor_of(tx, who, id);
  if (!donor) return donor.error();
  auto zone = zone_of(tx, *donor);
  std::optional<Instant> wakes;
  if (until) {
    auto today = zone.day_of(now);
    if (*until <= today) return invalid("/until", "is not after today: say a day to come");
    if (*until > today + snooze_most)
      return invalid("/until", "is more than two years ahead: withdraw the consents instead");
    wakes = zone.at(*until, MinuteOfDay(0));
  }
  tx.donors().snooze(id, wakes, now);
  boost::json::object data = {{"until", until ? to_string(*until) : "now"}};
  journal(tx, who, "donor", id.value(), until ? "snoozed" : "woken", data, now);
  return *tx.donors().find(id);
}

}  // namespace muster
