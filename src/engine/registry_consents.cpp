// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"
#include "muster/engine/stops.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/stops.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

boost::json::object purposes_data(Consents purposes) {
  boost::json::array names;
  for (auto purpose : all_purposes)
    if (purposes.has(purpose)) names.emplace_back(name(purpose));
  return {{"purposes", std::move(names)}};
}

}  // namespace

Result<DonorRow> give_consent(Tx& tx, const Settings&, const Principal& who, DonorId id,
                              const NewConsent& wanted, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto donor = donor_of(tx, who, id);
  if (!donor) return donor.error();
  auto zone = zone_of(tx, *donor);
  FieldChecks check;
  if (wanted.purposes.empty())
    check.refuse("/purposes",
                 "name at least one: reminders, campaigns, emergency, emergency_night");
  ConsentGiven given;
  given.how = check.text("/how", wanted.how, 40, true);
  given.proof = check.text("/proof", wanted.proof, 200, true);
  given.text_shown = check.text("/text_shown", wanted.text_shown, 2'000);
  if (wanted.on) check.past_day("/on", *wanted.on, zone.day_of(now));
  if (!check.ok()) return check.error();
  given.given_to = who.actor;
  // The first minute of that day: a later no of the same day stays.
  given.given_at = wanted.on ? zone.at(*wanted.on, MinuteOfDay(0)) : now;
  Consents purposes;
  for (auto purpose : wanted.purposes) purposes.give(purpose);
  auto fresh = tx.consents().give_all(id, donor->organisation, purposes, given);
  if (!fresh.none())
    journal(tx, who, "donor", id.value(), "consent_given", purposes_data(fresh), now);
  return *tx.donors().find(id);
}

Result<DonorRow> withdraw_consent(Tx& tx, const Settings&, const Principal& who, DonorId id,
                                  const std::vector<Purpose>& purposes, std::string_view how,
                                  Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto donor = donor_of(tx, who, id);
  if (!donor) return donor.error();
  FieldChecks check;
  auto said = check.text("/how", how, 40, true);
  if (purposes.empty()) check.refuse("/purposes", "name at least one");
  if (!check.ok()) return check.error();
  Consents withdrawn;
  for (auto purpose : purposes)
    if (tx.consents().withdraw(id, purpose, said, now)) withdrawn.give(purpose);
  if (withdrawn.none()) return *tx.donors().find(id);
  Forbidden what;
  what.scope.purposes = withdrawn;
  what.reason = Reason::no_consent;
  what.promised = false;
  int dropped = drop_forbidden(tx, id, std::nullopt, what, who.actor, now);
  auto data = purposes_data(withdrawn);
  data["dropped"] = dropped;
  journal(tx, who, "donor", id.value(), "consent_withdrawn", data, now);
  return *tx.donors().find(id);
}

Result<DonorStopped> stop_donor(Tx& tx, const Settings&, const Principal& who, DonorId id,
                                std::string_view how, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto donor = donor_of(tx, who, id);
  if (!donor) return donor.error();
  FieldChecks check;
  auto said = check.text("/how", how, 40, true);
  if (!check.ok()) return check.error();
  DonorStopped stopped;
  for (const auto& point : tx.contact_points().of_donor(id)) {
    stopped.fresh += apply_stop(tx, point, StopScope::all(), said, who.actor, now);
    stopped.address_indexes.push_back(point.address_index);
  }
  if (stopped.address_indexes.empty())
    return conflict("this donor has no address to stop: withdraw the consents instead");
  journal(tx, who, "donor", id.value(), "stopped", {{"addresses", stopped.fresh}}, now);
  return stopped;
}

}  // namespace muster
