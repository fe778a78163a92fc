// SPDX-License-Identifier: Apache-2.0
// The plan of one look at a request: reserves first, then new donors in order, then when to look
// again.
#include "muster/domain/wave.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "wave_supply.hpp"

namespace muster {
namespace {

// Shares of acceptors add up in binary: .2 ten times is less than 2.
constexpr double rounding = 1e-9;

std::string last_paged(const Candidate& candidate, Instant now) {
  if (candidate.last_paged == Instant{}) return "never paged before";
  return fmt::format("last paged {} d ago",
                     std::chrono::floor<Days>(now - candidate.last_paged).count());
}

int waves_so_far(const WaveView& view) {
  int waves = view.waves_so_far;
  for (const auto& page : view.pages) waves = std::max(waves, page.wave);
  return waves;
}

bool wave_due(const WavePolicy& policy, const WaveView& view, Instant now) {
  if (waves_so_far(view) == 0) return true;
  // The clock was set back by more than an interval: a wave too many beats silence.
  if (view.last_wave > now + policy.interval) return true;
  return now >= view.last_wave + policy.interval;
}

bool is_gone(const WavePolicy& policy, const WaveView& view, const PageView& page, Instant now) {
  if (page.state == PageState::accepted_go) return !coming_in_time(policy, view.terms, page, now);
  bool late_reserve = page.state == PageState::accepted_reserve && page.eta_at &&
                      *page.eta_at > view.terms.arrive_by;
  return late_reserve || is_lost(page.state);
}

// Lost and not yet replaced. Counting what is out there, not what happened since the last look,
// makes it safe to ask again.
int owed(const WavePolicy& policy, const WaveView& view, Instant now) {
  auto gone = [&](const PageView& page) { return is_gone(policy, view, page, now); };
  auto lost = std::count_if(view.pages.begin(), view.pages.end(), gone);
  int replaced = 0;
  for (const auto& page : view.pages) replaced += page.stands_for;
  return std::max(0, static_cast<int>(lost) - replaced);
}

// How many more have to say yes until the chance reaches the mark.
int missing_acceptors(const WavePolicy& policy, Fill coming) {
  // So many are never missing: the chances have bounds above 0 in the configuration.
  constexpr int most = 10'000;
  int missing = 0;
  for (; coming.probability() < policy.covered_at && missing < most; ++missing)
    coming.add(policy.gives());
  return missing;
}

// The yeses still to be expected of the wave that is out: at the time of the next one, whoever of
// it has been silent for an interval does not count any more.
double expected_yeses(const WavePolicy& policy, const WaveView& view, const Supply& supply,
                      Instant now) {
  double yeses = 0;
  for (const auto& page : view.pages) {
    bool of_this_wave =
        page.paged_at > now - policy.interval && page.paged_at <= now + policy.interval;
    if (is_unanswered(page.state) && of_this_wave)
      yeses += chance_of_yes(policy, *supply.ranked_of(page.donor).candidate);
  }
  return yeses;
}

class Planner {
 public:
  Planner(const WavePolicy& policy, const CompatibilityTable& table, const WaveView& view,
          Instant now, bool night)
      : policy_(policy), view_(view), now_(now), supply_(policy, table, view, now) {
    plan_.wave = waves_so_far(view);
    pool_ = order(policy, table, view, now, night, plan_.excluded);
  }

  WavePlan plan() {
    bool in_time = now_ < view_.terms.arrive_by;
    if (in_time) promote_reserves();
    plan_.mark = policy_.covered_at;
    plan_.chance = supply_.coming().probability();
    plan_.paused = plan_.chance >= policy_.covered_at;
    plan_.covered = supply_.trusted().probability() >= policy_.covered_at;
    plan_.expected = supply_.expected();
    plan_.unproven = supply_.unproven();
    auto pool = open_pool(policy_, supply_, pool_);
    plan_.reach = pool.reach;
    if (in_time && !plan_.paused) ask_next(pool.open);
    plan_.waiting = static_cast<int>(pool_.size() - plan_.asks.size());
    next_look();
    return std::move(plan_);
  }

 private:
  bool wanted(const Reserve& reserve) const {
    if (reserve.ranked.proven) return supply_.trusted().probability() < policy_.covered_at;
    return supply_.coming().probability() < policy_.covered_at &&
           !supply_.better_may_suffice(reserve.ranked.typing_class, pool_);
  }

  // Those of better typing first, then the nearest, as many as it takes.
  void promote_reserves() {
    const auto reserves = supply_.reserves();
    for (const auto& reserve : reserves) {
      if (!wanted(reserve)) continue;
      plan_.promote.push_back(
          {reserve.donor, reserve.minutes,
           fmt::format("reserve called up: chance {:.2f} of {}, {}, {} min away",
                       supply_.coming().probability(), policy_.covered_at,
                       typing_text(reserve.ranked.typing_class), reserve.minutes)});
      supply_.promote(reserve);
    }
  }

  std::string explain(const Ranked& ranked, std::size_t place, bool stands_for) const {
    const auto& candidate = *ranked.candidate;
    return fmt::format(
        "wave {}{}, place {} of {}: {}, {}, tier {}{}, gives {}, {} min away, {}{}; rule: {} more "
        "acceptors wanted, at most {} every {}, tier before on call",
        plan_.wave, stands_for ? " (in place of one lost)" : "", place, pool_.size(),
        candidate.on_call ? "on call" : "standby", typing_text(ranked.typing_class), ranked.tier,
        ranked.emergency_choice ? " (RhD-positive as the emergency choice)" : "",
        name(candidate.gives), candidate.travel_minutes, last_paged(candidate, now_),
        candidate.cap_lifted ? ", cap lifted by the caller" : "", missing_, policy_.size,
        to_string(policy_.interval));
  }

  // How many of `open` it takes until the missing acceptors are expected, beside `yeses`.
  std::size_t taking(const std::vector<Ranked>& open, double yeses, int most) const {
    auto room = std::min(static_cast<std::size_t>(most), open.size());
    std::size_t count = 0;
    for (; count < room && yeses + rounding < missing_; ++count)
      yeses += chance_of_yes(policy_, *open[count].candidate);
    return count;
  }

  // A wave when it is due, counting those who may still answer. Each lost is replaced at once, but
  // never are more asked than all that is missing takes: of those who said no while enough were
  // coming, most are not needed any more.
  void ask_next(const std::vector<Ranked>& open) {
    bool due = wave_due(policy_, view_, now_);
    int lost = owed(policy_, view_, now_);
    missing_ = missing_acceptors(policy_, supply_.coming());
    auto count = taking(open, 0, lost);
    if (due)
      count = std::max(
          count, taking(open, expected_yeses(policy_, view_, supply_, now_), lost + policy_.size));
    plan_.new_wave = due && count > 0;
    if (plan_.new_wave) ++plan_.wave;
    for (std::size_t i = 0; i < count; ++i) {
      // The last of them settles what is not replaced.
      int stands_for = i + 1 == count ? lost : std::min(lost, 1);
      lost -= stands_for;
      plan_.asks.push_back({open[i].candidate->donor, open[i].candidate->travel_minutes,
                            explain(open[i], i + 1, stands_for > 0), stands_for});
    }
  }

  // The earliest instant after `now` at which the plan may differ without any event.
  void next_look() {
    if (now_ >= view_.terms.arrive_by) return;
    auto next = view_.terms.arrive_by;
    auto consider = [&](Instant at) {
      if (at > now_) next = std::min(next, at);
    };
    for (const auto& page : view_.pages) {
      if (page.eta_at && coming_in_time(policy_, view_.terms, page, now_))
        consider(*page.eta_at + policy_.overdue_grace + Millis(1));
      if (!plan_.paused && is_unanswered(page.state)) consider(page.paged_at + policy_.interval);
    }
    for (const auto& ask : plan_.promote)
      consider(now_ + Minutes(ask.travel_minutes) + policy_.overdue_grace + Millis(1));
    // With nobody left to ask, somebody may become free by the next wave's time.
    if (!plan_.paused)
      consider(wave_due(policy_, view_, now_) ? now_ + policy_.interval
                                              : view_.last_wave + policy_.interval);
    plan_.next = next;
  }

  const WavePolicy& policy_;
  const WaveView& view_;
  Instant now_;
  Supply supply_;
  std::vector<Ranked> pool_;
  WavePlan plan_;
  int missing_ = 0;
};

}  // namespace

WavePlan plan_wave(const WavePolicy& policy, const CompatibilityTable& table, const WaveView& view,
                   Instant now, bool night) {
  return Planner(policy, table, view, now, night).plan();
}

Called called(const WavePolicy& policy, const CompatibilityTable& table, WaveView view,
              DonorId donor, Instant eta_at, Instant now, bool night) {
  if (eta_at > view.terms.arrive_by) return Called::too_late;
  std::erase_if(view.pages, [&](const PageView& page) { return page.donor == donor; });
  Supply supply(policy, table, view, now);
  auto ranked = supply.ranked_of(donor);
  if (ranked.tier == tier_incompatible) return Called::reserve;
  if (ranked.proven)
    return supply.trusted().probability() < policy.covered_at ? Called::go : Called::reserve;
  if (supply.coming().probability() >= policy.covered_at) return Called::reserve;
  std::map<std::string, int, std::less<>> excluded;
  auto pool = order(policy, table, view, now, night, excluded);
  return supply.better_may_suffice(ranked.typing_class, pool) ? Called::reserve : Called::go;
}

}  // namespace muster
