// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/planner.hpp"

#include <algorithm>

#include "muster/domain/eligibility.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/organisations.hpp"
#include "muster/store/sessions.hpp"
#include "muster/store/steps.hpp"

namespace muster {
namespace {

const Donation* newest_given(const std::vector<Donation>& donations) {
  const Donation* newest = nullptr;
  for (const auto& donation : donations)
    if (donation.outcome == DonationOutcome::given && (!newest || donation.on >= newest->on))
      newest = &donation;
  return newest;
}

void plan_series(Tx& tx, const Series& series, const DonorRow& donor, const Anchor& anchor,
                 const std::string& cycle, SessionId booked, Instant now) {
  auto zone = zone_of(tx, donor);
  for (const auto& planned : plan_steps(series, anchor, now, zone)) {
    const auto* step = series.step(planned.step);
    StepRow row;
    row.organisation = donor.organisation;
    row.donor = donor.id;
    row.series = series.code;
    row.cycle = cycle;
    row.step = planned.step;
    row.due_at = planned.due;
    if (step->anchor == SeriesAnchor::session) row.session = booked;
    tx.steps().plan(row, now);
  }
}

}  // namespace

Zone zone_of(Tx& tx, const std::optional<std::string>& own, OrganisationId organisation) {
  if (own)
    if (auto zone = Zone::named(*own)) return *zone;
  if (const auto* row = tx.organisations().look(organisation))
    if (auto zone = Zone::named(row->zone)) return *zone;
  return Zone::utc();
}

std::string current_cycle(const std::vector<Donation>& donations) {
  const auto* newest = newest_given(donations);
  return newest ? cycle_name(CycleOpener::donation, newest->id.value())
                : cycle_name(CycleOpener::registered);
}

void replan(Tx& tx, const Settings& settings, DonorId id, Instant now) {
  auto donor = tx.donors().find(id);
  if (!donor || donor->erased_at || donor->merged_into) return;
  auto ledger = tx.ledger().ledger(*donor);
  auto eligibility = evaluate(settings.rules, ledger);
  tx.ledger().store_eligibility(id, eligibility);
  if (eligibility.never) {
    tx.steps().stop_all(id, Reason::not_messaged, now);
    tx.messages().drop_queued_steps(id, Reason::not_messaged, now);
    return;
  }
  auto cycle = current_cycle(ledger.donations);
  Anchor anchor;
  if (const auto* newest = newest_given(ledger.donations)) anchor.donated_on = newest->on;
  SessionId booked;
  if (auto booking = tx.sessions().booking_of(id)) {
    booked = booking->session;
    anchor.session_starts = tx.sessions().find(booked)->starts_at;
  }
  for (const auto& series : settings.series) {
    anchor.eligible_on = eligibility.on_for(series.product);
    tx.steps().stop_cycles(id, series.code, cycle, Reason::answered, now);
    plan_series(tx, series, *donor, anchor, cycle, booked, now);
  }
}

}  // namespace muster
