// SPDX-License-Identifier: Apache-2.0
// One request for 2 units of O- red cells, 90 minutes before its arrival deadline, and a pool for
// it.
#pragma once
#include "muster/domain/wave.hpp"

namespace muster::wave_world {

// Passes the hard filter.
inline Candidate donor(std::int64_t id, BloodGroup group = {Abo::o, RhD::negative}) {
  Candidate candidate;
  candidate.donor = DonorId(id);
  candidate.group = group;
  candidate.typing = TypingSource::laboratory;
  candidate.consent_emergency = candidate.consent_night = true;
  candidate.eligible = candidate.verified = true;
  candidate.travel_minutes = 10;
  return candidate;
}

struct World {
  explicit World(int pool) {
    view.terms.group = {Abo::o, RhD::negative};
    view.terms.units = 2;
    view.terms.arrive_by = now + Minutes(90);
    view.terms.needed_by = now + Minutes(120);
    view.seed = 7;
    for (int id = 1; id <= pool; ++id) view.candidates.push_back(donor(id));
  }

  WavePlan plan() const { return plan_wave(policy, lifeblood_compatibility(), view, now, night); }

  void page_all(const WavePlan& plan) {
    for (const auto& ask : plan.asks)
      view.pages.push_back(
          {ask.donor, PageState::sent, now, std::nullopt, plan.wave, ask.stands_for});
    if (!plan.new_wave) return;
    view.last_wave = now;
    ++view.waves_so_far;
  }

  void answer(std::size_t page, PageState state, std::optional<Millis> eta = std::nullopt) {
    view.pages[page].state = state;
    if (eta) view.pages[page].eta_at = now + *eta;
  }

  void travel(std::size_t page, int minutes) {
    for (auto& candidate : view.candidates)
      if (candidate.donor == view.pages[page].donor) candidate.travel_minutes = minutes;
  }

  Instant now = parse_instant("2026-03-10T12:00:00Z").value();
  bool night = false;
  WavePolicy policy;
  WaveView view;
};

}  // namespace muster::wave_world
