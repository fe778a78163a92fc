// SPDX-License-Identifier: Apache-2.0
// Who may be asked, in which order, and what holds for every plan.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include "muster/base/random.hpp"
#include "muster/domain/compatibility.hpp"
#include "muster/domain/wave.hpp"
#include "wave_world.hpp"

namespace muster {
namespace {

using S = PageState;
using wave_world::donor;
using wave_world::World;

constexpr BloodGroup o_neg{Abo::o, RhD::negative};
constexpr BloodGroup o_pos{Abo::o, RhD::positive};
constexpr BloodGroup a_pos{Abo::a, RhD::positive};

std::vector<std::int64_t> ids(const std::vector<Ask>& asks) {
  std::vector<std::int64_t> found;
  for (const auto& ask : asks) found.push_back(ask.donor.value());
  return found;
}

int excluded_sum(const WavePlan& plan) {
  int sum = 0;
  for (const auto& [reason, count] : plan.excluded) sum += count;
  return sum;
}

TEST(Exclusion, EachReasonAlone) {
  const std::vector<std::pair<Exclusion, std::function<void(Candidate&)>>> cases = {
      {Exclusion::none, [](Candidate&) {}},
      {Exclusion::not_compatible, [](Candidate& c) { c.group = o_pos; }},
      {Exclusion::stopped, [](Candidate& c) { c.stopped = true; }},
      {Exclusion::snoozed, [](Candidate& c) { c.snoozed = true; }},
      {Exclusion::no_consent, [](Candidate& c) { c.consent_emergency = false; }},
      {Exclusion::no_night_consent, [](Candidate& c) { c.consent_night = false; }},
      {Exclusion::outcome_pending, [](Candidate& c) { c.hold = true; }},
      {Exclusion::not_eligible, [](Candidate& c) { c.eligible = false; }},
      {Exclusion::not_verified, [](Candidate& c) { c.verified = false; }},
      {Exclusion::outside_window, [](Candidate& c) { c.outside_window = true; }},
      {Exclusion::busy, [](Candidate& c) { c.busy = true; }},
      {Exclusion::capped, [](Candidate& c) { c.capped = true; }},
      {Exclusion::too_far, [](Candidate& c) { c.travel_minutes = 91; }},
  };
  for (const auto& [reason, change] : cases) {
    World w(1);
    w.night = true;
    change(w.view.candidates[0]);
    auto plan = w.plan();
    EXPECT_EQ(plan.asks.size(), reason == Exclusion::none ? 1u : 0u) << name(reason);
    EXPECT_EQ(excluded_sum(plan), reason == Exclusion::none ? 0 : 1);
    if (reason != Exclusion::none) {
      EXPECT_EQ(plan.excluded.count(name(reason)), 1u) << name(reason);
    }
    EXPECT_EQ(exclusion(lifeblood_compatibility(), w.view.terms, w.view.candidates[0], w.now, true),
              reason);
  }
}

TEST(Exclusion, RhdPositiveIsTheLastChoiceAndOnlyInAnEmergency) {
  World w(1);
  w.view.candidates.push_back(donor(2, o_pos));
  w.view.terms.recipient = {Sex::male, 40};
  EXPECT_EQ(ids(w.plan().asks), std::vector<std::int64_t>{1});
  w.view.terms.rhd_policy = RhdPolicy::emergency;
  w.view.candidates[1].travel_minutes = 1;
  w.view.candidates[1].on_call = true;
  w.view.candidates[0].typing = TypingSource::self_declared;
  w.view.candidates.push_back(donor(3, {}));
  auto asks = w.plan().asks;
  EXPECT_EQ(ids(asks), (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(asks[0].why.find("emergency choice"), std::string::npos) << asks[0].why;
  EXPECT_NE(asks[1].why.find("tier 5 (RhD-positive as the emergency choice)"), std::string::npos)
      << asks[1].why;
  w.view.terms.recipient.sex = Sex::female;
  EXPECT_EQ(ids(w.plan().asks), (std::vector<std::int64_t>{1, 3}));
}

TEST(Exclusion, TheSitesTableDecides) {
  World w(1);
  w.view.terms.product = Product::whole_blood;
  w.view.terms.group = a_pos;
  CompatibilityTable table = lifeblood_compatibility();
  EXPECT_TRUE(plan_wave(w.policy, table, w.view, w.now, false).asks.empty());
  table.blocks[static_cast<std::size_t>(Product::whole_blood)].low_titre = true;
  EXPECT_EQ(plan_wave(w.policy, table, w.view, w.now, false).asks.size(), 1u);
}

TEST(Exclusion, NightConsentIsOnlyOfTheNight) {
  World w(1);
  w.view.candidates[0].consent_night = false;
  EXPECT_EQ(w.plan().asks.size(), 1u);
  // The consent for the night alone is none for the day, nor for the night.
  w.view.candidates[0].consent_emergency = false;
  w.view.candidates[0].consent_night = true;
  w.night = true;
  EXPECT_TRUE(w.plan().asks.empty());
}

TEST(Exclusion, WhoArrivesExactlyInTimeIsAsked) {
  World w(1);
  w.view.candidates[0].travel_minutes = 90;
  EXPECT_EQ(w.plan().asks.size(), 1u);
  w.now += Millis(1);
  EXPECT_TRUE(w.plan().asks.empty());
}

TEST(Exclusion, HasAsManyNamesAsReasons) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Exclusion::too_far); ++i)
    names.insert(name(static_cast<Exclusion>(i)));
  EXPECT_EQ(names.size(), 14u);
}

TEST(Order, TypingThenTierThenOnCallThenTravel) {
  World w(0);
  w.view.terms.group = a_pos;
  auto add = [&](int id, BloodGroup group, bool on_call, int travel, TypingSource typing) {
    auto candidate = donor(id, group);
    candidate.on_call = on_call;
    candidate.travel_minutes = travel;
    candidate.typing = typing;
    w.view.candidates.push_back(candidate);
  };
  constexpr auto lab = TypingSource::laboratory;
  constexpr auto said = TypingSource::self_declared;
  add(8, {}, true, 1, TypingSource::none);    // group not known: after everybody
  add(7, a_pos, false, 1, said);              // no laboratory: after all who have one
  add(6, a_pos, true, 2, said);
  add(5, o_neg, true, 1, lab);                // O- last of the tiers, on call and near or not
  add(4, o_pos, true, 5, lab);                // O+ after who is nearer
  add(3, a_pos, false, 30, lab);
  add(2, a_pos, true, 40, lab);
  add(1, a_pos, true, 20, lab);
  EXPECT_EQ(ids(w.plan().asks), (std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST(Order, TiesAreBrokenByTheSeedOfTheRequest) {
  World w(12);
  auto first = ids(w.plan().asks);
  EXPECT_EQ(first, ids(w.plan().asks));
  w.view.seed = 8;
  EXPECT_NE(first, ids(w.plan().asks));
  std::vector<std::int64_t> by_id(10);
  std::iota(by_id.begin(), by_id.end(), 1);
  EXPECT_NE(first, by_id) << "whoever registered first would always be woken first";
}

TEST(Order, ARecipientOfUnknownGroupGetsGroupO) {
  World w(0);
  w.view.terms.group = {};
  std::int64_t id = 0;
  for (auto group : all_groups) w.view.candidates.push_back(donor(++id, group));
  auto plan = w.plan();
  EXPECT_FALSE(plan.asks.empty());
  for (const auto& ask : plan.asks) {
    auto group = all_groups[static_cast<std::size_t>(ask.donor.value() - 1)];
    EXPECT_TRUE(compatible(Product::red_cells, {}, group)) << to_string(group);
  }
}

// A pool and pages at random: every rule of the filter, every state.
World random_world(SeededRandom& random) {
  World w(0);
  auto chance = [&](int percent) { return static_cast<int>(random.below(100)) < percent; };
  w.view.terms.group = all_groups[random.below(8)];
  w.view.terms.product = all_products[random.below(5)];
  w.view.terms.units = 1 + static_cast<int>(random.below(12));
  w.view.seed = random.next();
  w.night = chance(30);
  auto pool = static_cast<std::int64_t>(random.below(120));
  for (std::int64_t id = 1; id <= pool; ++id) {
    auto c = donor(id, chance(5) ? BloodGroup{} : all_groups[random.below(8)]);
    c.typing = static_cast<TypingSource>(random.below(3));
    c.on_call = chance(20);
    c.consent_emergency = chance(90);
    c.consent_night = chance(60);
    c.eligible = chance(80);
    c.hold = chance(5);
    c.verified = chance(90);
    c.stopped = chance(5);
    c.busy = chance(10);
    c.capped = chance(10);
    c.travel_minutes = static_cast<int>(random.below(120));
    w.view.candidates.push_back(c);
    if (!chance(20)) continue;
    auto state = all_page_states[random.below(all_page_states.size())];
    int wave = 1 + static_cast<int>(random.below(2));
    auto paged_at = w.now - Minutes(15 - 5 * wave) + Minutes(random.below(3));
    PageView page{c.donor, state, paged_at, std::nullopt, wave, 0};
    if (chance(70)) page.eta_at = w.now + Minutes(random.below(140)) - Minutes(30);
    w.view.pages.push_back(page);
  }
  for (const auto& page : w.view.pages)
    w.view.waves_so_far = std::max(w.view.waves_so_far, page.wave);
  w.view.last_wave = w.now - Minutes(random.below(8));
  w.view.usable_arrivals = static_cast<int>(random.below(3));
  return w;
}

class EveryPlan : public testing::TestWithParam<std::uint64_t> {
 protected:
  void SetUp() override { world_.emplace(random_world(random_)); }
  SeededRandom random_{GetParam()};
  std::optional<World> world_;
};

TEST_P(EveryPlan, CountsEveryCandidateOnce) {
  auto plan = world_->plan();
  EXPECT_EQ(excluded_sum(plan) + static_cast<int>(plan.asks.size()) + plan.waiting,
            static_cast<int>(world_->view.candidates.size()));
  for (const auto& [reason, count] : plan.excluded) EXPECT_GT(count, 0) << reason;
}

TEST_P(EveryPlan, AsksNobodyTwiceAndNobodyWhoMayNotBe) {
  auto plan = world_->plan();
  std::set<DonorId> seen;
  for (const auto& page : world_->view.pages) seen.insert(page.donor);
  for (const auto& ask : plan.asks) {
    EXPECT_TRUE(seen.insert(ask.donor).second);
    EXPECT_FALSE(ask.why.empty());
    const auto& candidate =
        world_->view.candidates[static_cast<std::size_t>(ask.donor.value() - 1)];
    EXPECT_EQ(exclusion(lifeblood_compatibility(), world_->view.terms, candidate, world_->now,
                        world_->night),
              Exclusion::none);
  }
}

TEST_P(EveryPlan, IsTheSameInWhateverOrderTheRowsCome) {
  auto plan = world_->plan();
  auto& candidates = world_->view.candidates;
  auto& pages = world_->view.pages;
  for (std::size_t i = candidates.size(); i > 1; --i)
    std::swap(candidates[i - 1], candidates[random_.below(i)]);
  std::reverse(pages.begin(), pages.end());
  auto again = world_->plan();
  EXPECT_EQ(plan.asks, again.asks);
  EXPECT_EQ(plan.promote, again.promote);
  EXPECT_EQ(plan.excluded, again.excluded);
  EXPECT_EQ(plan.next, again.next);
}

// The wave is a prefix of the order: with a larger size the same donors come first.
TEST_P(EveryPlan, IsAPrefixOfTheOrder) {
  auto small = world_->plan();
  world_->policy.size = 25;
  auto large = world_->plan();
  ASSERT_LE(small.asks.size(), large.asks.size());
  for (std::size_t i = 0; i < small.asks.size(); ++i)
    EXPECT_EQ(small.asks[i].donor, large.asks[i].donor);
}

TEST_P(EveryPlan, AsksOnlyWhileMoreAreNeeded) {
  auto plan = world_->plan();
  EXPECT_EQ(plan.paused, plan.chance >= world_->policy.covered_at);
  EXPECT_TRUE(plan.paused || !plan.covered) << "whoever counts for covered is coming";
  if (plan.paused) {
    EXPECT_TRUE(plan.asks.empty());
  }
  EXPECT_LE(plan.chance, plan.reach + 1e-12);
}

TEST_P(EveryPlan, LooksAgainLaterAndNotAfterTheDeadline) {
  auto plan = world_->plan();
  ASSERT_TRUE(plan.next);
  EXPECT_GT(*plan.next, world_->now);
  EXPECT_LE(*plan.next, world_->view.terms.arrive_by);
}

// What was asked is out there: planning again in the same instant asks nobody else.
TEST_P(EveryPlan, IsDoneOnce) {
  auto plan = world_->plan();
  world_->page_all(plan);
  EXPECT_TRUE(plan.asks.empty() || world_->plan().asks.empty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, EveryPlan, testing::Range<std::uint64_t>(1, 201));

}  // namespace
}  // namespace muster
