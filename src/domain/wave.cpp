// SPDX-License-Identifier: Apache-2.0
// The plan of one look at a request: reserves first, then new donors in order, then when to look
// again.
#include "muster/domain/wave.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace muster {
namespace {

// splitmix64 (Steele, Lea, Flood 2014): the same order everywhere, known to nobody without the
// seed.
std::uint64_t tie_break(std::uint64_t seed, DonorId donor) {
  auto z = seed + 0x9E3779B97F4A7C15ULL * static_cast<std::uint64_t>(donor.value());
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

struct Ranked {
  const Candidate* candidate = nullptr;
  int typing_class = 0;
  int tier = 0;
  bool emergency_choice = false;  // RhD-positive cells for a RhD-negative recipient
  std::uint64_t hash = 0;

  // Whose group is not known may not fit at all: they come last. Before them those whom only the
  // emergency choice lets in, on call or not: RhD-negative blood is asked for first.
  auto key() const {
    return std::tuple(typing_class == 2, emergency_choice, typing_class, !candidate->on_call, tier,
                      candidate->travel_minutes, hash, candidate->donor);
  }
};

// A group that no laboratory confirmed may turn out wrong at the desk, when there is no time left.
int typing_class(int tier, TypingSource typing) {
  if (tier == tier_unknown_donor) return 2;
  return typing == TypingSource::laboratory ? 0 : 1;
}

std::string_view typing_text(int typing_class) {
  if (typing_class == 0) return "group typed by a laboratory";
  return typing_class == 1 ? "group not confirmed by a laboratory" : "group not known";
}

Ranked rank(const CompatibilityTable& table, const WaveView& view, const Candidate& candidate) {
  Ranked ranked;
  ranked.candidate = &candidate;
  ranked.tier =
      table.tier(view.terms.product, view.terms.whom(), candidate.group, view.terms.rhd_policy);
  const bool cells =
      view.terms.product != Product::platelets && view.terms.product != Product::plasma;
  ranked.emergency_choice =
      cells && ranked.tier >= tier_rhd_mismatch && ranked.tier < tier_unknown_donor;
  ranked.typing_class = typing_class(ranked.tier, candidate.typing);
  ranked.hash = tie_break(view.seed, candidate.donor);
  return ranked;
}

// Who may be asked, first to ask first; everybody else is counted in `excluded`.
std::vector<Ranked> order(const CompatibilityTable& table, const WaveView& view, Instant now,
                          bool night, std::map<std::string, int, std::less<>>& excluded) {
  std::unordered_set<DonorId> seen;
  for (const auto& page : view.pages) seen.insert(page.donor);
  std::vector<Ranked> ranked;
  for (const auto& candidate : view.candidates) {
    auto why = exclusion(table, view.terms, candidate, now, night);
    if (!seen.insert(candidate.donor).second) why = Exclusion::already_paged;
    if (why == Exclusion::none)
      ranked.push_back(rank(table, view, candidate));
    else
      ++excluded[std::string(name(why))];
  }
  std::sort(ranked.begin(), ranked.end(),
            [](const Ranked& a, const Ranked& b) { return a.key() < b.key(); });
  return ranked;
}

std::string last_paged(const Candidate& candidate, Instant now) {
  if (candidate.last_paged == Instant{}) return "never paged before";
  return fmt::format("last paged {} d ago",
                     std::chrono::floor<Days>(now - candidate.last_paged).count());
}

std::string explain(const WavePolicy& policy, const Ranked& ranked, const WavePlan& plan,
                    std::size_t place, std::size_t pool, Instant now) {
  return fmt::format(
      "wave {}{}, place {} of {}: {}, {}, tier {}{}, {} min away, {}; rule: {} every {}, "
      "on call first",
      plan.wave, plan.new_wave ? "" : " (in place of one lost)", place, pool,
      ranked.candidate->on_call ? "on call" : "standby", typing_text(ranked.typing_class),
      ranked.tier, ranked.emergency_choice ? " (RhD-positive as the emergency choice)" : "",
      ranked.candidate->travel_minutes, last_paged(*ranked.candidate, now), policy.size,
      to_string(policy.interval));
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

int lost(const WavePolicy& policy, const WaveView& view, Instant now) {
  auto is_gone = [&](const PageView& page) {
    bool late =
        page.state == PageState::accepted_go && !coming_in_time(policy, view.terms, page, now);
    return late || is_lost(page.state);
  };
  return static_cast<int>(std::count_if(view.pages.begin(), view.pages.end(), is_gone));
}

// Pages that stand for others: those added to a wave after it began, or to its size as it did.
int replaced(const WavePolicy& policy, const WaveView& view) {
  struct Begun {
    Instant at;
    int pages = 0;
  };
  std::map<int, Begun> waves;
  for (const auto& page : view.pages) {
    auto& begun = waves.try_emplace(page.wave, Begun{page.paged_at}).first->second;
    if (page.paged_at < begun.at) begun = {page.paged_at};
    if (page.paged_at == begun.at) ++begun.pages;
  }
  int first_asked = 0;
  for (const auto& [wave, begun] : waves) first_asked += std::min(begun.pages, policy.size);
  return static_cast<int>(view.pages.size()) - first_asked;
}

// A wave if one is due, and one for each lost who was not replaced yet. Counting what is out there,
// not what happened since the last look, makes it safe to ask again.
int asks_wanted(const WavePolicy& policy, const WaveView& view, bool due, Instant now) {
  int owed = std::max(0, lost(policy, view, now) - replaced(policy, view));
  return owed + (due ? policy.size : 0);
}

// Reserves who still arrive in time, nearest first, as many as are missing.
void promote_reserves(const WaveView& view, Instant now, WavePlan& plan) {
  std::unordered_map<DonorId, int> travel;
  for (const auto& candidate : view.candidates)
    travel.emplace(candidate.donor, candidate.travel_minutes);
  std::vector<std::tuple<int, std::uint64_t, DonorId>> reserves;
  for (const auto& page : view.pages) {
    if (page.state != PageState::accepted_reserve) continue;
    // Left the club meanwhile: their promise stands, their distance is not known here.
    auto known = travel.find(page.donor);
    int minutes = known == travel.end() ? 0 : known->second;
    if (now + Minutes(minutes) > view.terms.arrive_by) continue;
    reserves.emplace_back(minutes, tie_break(view.seed, page.donor), page.donor);
  }
  std::sort(reserves.begin(), reserves.end());
  for (const auto& [minutes, hash, donor] : reserves) {
    if (plan.expected >= view.terms.units) return;
    plan.promote.push_back(
        {donor, minutes,
         fmt::format("reserve called up: {} of {} expected, nearest reserve, {} min away",
                     plan.expected, view.terms.units, minutes)});
    ++plan.expected;
  }
}

void ask_next(const WavePolicy& policy, const WaveView& view, Instant now,
              const std::vector<Ranked>& pool, WavePlan& plan) {
  bool due = wave_due(policy, view, now);
  auto wanted = static_cast<std::size_t>(asks_wanted(policy, view, due, now));
  auto count = std::min(wanted, pool.size());
  plan.new_wave = due && count > 0;
  if (plan.new_wave) ++plan.wave;
  for (std::size_t i = 0; i < count; ++i)
    plan.asks.push_back({pool[i].candidate->donor, pool[i].candidate->travel_minutes,
                         explain(policy, pool[i], plan, i + 1, pool.size(), now)});
}

// The earliest instant after `now` at which the plan may differ without any event.
std::optional<Instant> next_look(const WavePolicy& policy, const WaveView& view,
                                 const WavePlan& plan, Instant now) {
  if (now >= view.terms.arrive_by) return std::nullopt;
  auto next = view.terms.arrive_by;
  auto consider = [&](Instant at) {
    if (at > now) next = std::min(next, at);
  };
  for (const auto& page : view.pages)
    if (page.eta_at && coming_in_time(policy, view.terms, page, now))
      consider(*page.eta_at + policy.overdue_grace + Millis(1));
  for (const auto& ask : plan.promote)
    consider(now + Minutes(ask.travel_minutes) + policy.overdue_grace + Millis(1));
  // With nobody left to ask, somebody may become free by the next wave's time.
  if (!plan.covered)
    consider(wave_due(policy, view, now) ? now + policy.interval
                                         : view.last_wave + policy.interval);
  return next;
}

}  // namespace

WavePlan plan_wave(const WavePolicy& policy, const CompatibilityTable& table, const WaveView& view,
                   Instant now, bool night) {
  WavePlan plan;
  plan.wave = waves_so_far(view);
  plan.expected = expected_in_time(policy, view, now);
  auto pool = order(table, view, now, night, plan.excluded);
  bool in_time = now < view.terms.arrive_by;
  if (in_time) promote_reserves(view, now, plan);
  plan.covered = plan.expected >= view.terms.units;
  if (in_time && !plan.covered) ask_next(policy, view, now, pool, plan);
  plan.waiting = static_cast<int>(pool.size() - plan.asks.size());
  plan.next = next_look(policy, view, plan, now);
  return plan;
}

}  // namespace muster
