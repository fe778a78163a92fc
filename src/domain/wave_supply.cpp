// SPDX-License-Identifier: Apache-2.0
#include "wave_supply.hpp"

#include <algorithm>

namespace muster {
namespace {

// What is left of the chance of a yes while a page is not answered: half of those who answer do so
// within one interval, and after two hardly anybody does.
double still_open(const WavePolicy& policy, const PageView& page, Instant now) {
  // Asked in the future: the clock was set back, and the page is old.
  if (page.paged_at > now + policy.interval || now >= page.paged_at + 2 * policy.interval) return 0;
  return now < page.paged_at + policy.interval ? 1.0 : 0.5;
}

}  // namespace

double chance_of_yes(const WavePolicy& policy, const Candidate& candidate) {
  return candidate.on_call ? policy.accepts_on_call : policy.accepts_standby;
}

Supply::Supply(const WavePolicy& policy, const CompatibilityTable& table, const WaveView& view,
               Instant now)
    : policy_(policy), view_(view), trusted_(needed()), coming_(needed()) {
  for (const auto& candidate : view.candidates)
    known_.emplace(candidate.donor, rank(policy, table, view, candidate));
  expected_ = view.usable_arrivals;
  for (const auto& page : view.pages) count(page, now);
  add_arrivals();
  std::sort(reserves_.begin(), reserves_.end(), [](const Reserve& a, const Reserve& b) {
    return std::tuple(!a.ranked.proven, a.ranked.typing_class, a.minutes, a.ranked.hash, a.donor) <
           std::tuple(!b.ranked.proven, b.ranked.typing_class, b.minutes, b.ranked.hash, b.donor);
  });
}

Ranked Supply::ranked_of(DonorId donor) const {
  if (auto known = known_.find(donor); known != known_.end()) return known->second;
  static constexpr Candidate nobody;
  Ranked ranked;
  ranked.candidate = &nobody;
  ranked.typing_class = typed_by_nobody;
  ranked.tier = tier_unknown_donor;
  ranked.proven = false;
  ranked.hash = tie_break(view_.seed, donor);
  return ranked;
}

void Supply::count(const PageView& page, Instant now) {
  auto ranked = ranked_of(page.donor);
  // Their group was corrected meanwhile: whatever they promised, it does not fit.
  if (ranked.tier == tier_incompatible) return;
  if (coming_in_time(policy_, view_.terms, page, now)) {
    tell_to_come(ranked);
  } else if (page.state == PageState::accepted_reserve) {
    auto there = now + Minutes(ranked.candidate->travel_minutes);
    if (page.eta_at) there = std::max(there, *page.eta_at);
    if (there > view_.terms.arrive_by) return;
    auto minutes = static_cast<int>(std::chrono::ceil<Minutes>(there - now).count());
    reserves_.push_back({page.donor, minutes, ranked});
    hopes_.push_back({page.donor, ranked, policy_.gives()});
  } else if (is_unanswered(page.state)) {
    auto yes = chance_of_yes(policy_, *ranked.candidate) * still_open(policy_, page, now);
    if (yes > 0) hopes_.push_back({page.donor, ranked, yes * policy_.gives()});
  } else if (page.state == PageState::arrived) {
    arrived_.push_back(ranked);
  } else if (page.state == PageState::used) {
    ++used_;
  }
}

// The desk's number of usable donors names nobody: of those here, so many are judged, the proven
// ones first, so that none counts for more than is known.
void Supply::add_arrivals() {
  std::stable_partition(arrived_.begin(), arrived_.end(),
                        [](const Ranked& ranked) { return ranked.proven; });
  auto judged = static_cast<std::size_t>(std::max(0, view_.usable_arrivals - used_));
  for (auto i = std::min(judged, arrived_.size()); i < arrived_.size(); ++i) {
    coming_.add(policy_.pass);
    if (arrived_[i].proven) trusted_.add(policy_.pass);
    sure_.emplace_back(arrived_[i], policy_.pass);
    ++expected_;
    unproven_ += !arrived_[i].proven;
  }
}

void Supply::tell_to_come(const Ranked& ranked) {
  coming_.add(policy_.gives());
  if (ranked.proven) trusted_.add(policy_.gives());
  sure_.emplace_back(ranked, policy_.gives());
  ++expected_;
  unproven_ += !ranked.proven;
}

void Supply::promote(const Reserve& reserve) {
  std::erase_if(hopes_, [&](const Hope& hope) { return hope.donor == reserve.donor; });
  tell_to_come(reserve.ranked);
}

bool Supply::better_may_suffice(int typing_class, const std::vector<Ranked>& pool) const {
  auto fill = needed();
  for (const auto& [ranked, chance] : sure_)
    if (ranked.typing_class < typing_class) fill.add(chance);
  for (const auto& hope : hopes_)
    if (hope.ranked.typing_class < typing_class) fill.add(hope.chance);
  for (const auto& ranked : pool)
    if (ranked.typing_class < typing_class)
      fill.add(chance_of_yes(policy_, *ranked.candidate) * policy_.gives());
  return fill.probability() >= policy_.covered_at;
}

OpenPool open_pool(const WavePolicy& policy, const Supply& supply,
                   const std::vector<Ranked>& pool) {
  auto hopes = supply.hopes();
  std::sort(hopes.begin(), hopes.end(),
            [](const Hope& a, const Hope& b) { return a.ranked.step() < b.ranked.step(); });
  auto hope = hopes.begin();
  OpenPool found;
  auto fill = supply.coming();
  bool closed = false;
  for (std::size_t i = 0; i < pool.size(); ++i) {
    const auto& ranked = pool[i];
    bool begins = i == 0 || pool[i - 1].step() < ranked.step();
    // Those of this very step who were asked count against the next of a spared group.
    for (; hope != hopes.end() && (hope->ranked.step() < ranked.step() ||
                                   (ranked.spared && hope->ranked.step() == ranked.step()));
         ++hope)
      fill.add(hope->chance);
    if (begins || ranked.spared) closed = closed || fill.probability() >= policy.covered_at;
    if (!closed) found.open.push_back(ranked);
    fill.add(chance_of_yes(policy, *ranked.candidate) * policy.gives());
  }
  for (; hope != hopes.end(); ++hope) fill.add(hope->chance);
  found.reach = fill.probability();
  return found;
}

}  // namespace muster
