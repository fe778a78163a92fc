// SPDX-License-Identifier: Apache-2.0
// Waves every 5 minutes while the chance is below the mark, one situation a test.
#include "muster/domain/wave.hpp"

#include <gtest/gtest.h>

#include "wave_world.hpp"

namespace muster {
namespace {

using S = PageState;
using wave_world::donor;
using wave_world::World;

TEST(Wave, TheFirstOneIsDueAtOnceAndHasTheSizeOfThePolicy) {
  World w(30);
  auto plan = w.plan();
  EXPECT_EQ(plan.asks.size(), 10u);
  EXPECT_TRUE(plan.new_wave);
  EXPECT_EQ(plan.wave, 1);
  EXPECT_EQ(plan.waiting, 20);
  EXPECT_EQ(plan.next, w.now + Minutes(5));
}

TEST(Wave, TheNextOneWaitsForTheInterval) {
  World w(40);
  w.page_all(w.plan());
  auto first = w.now;
  w.now = first + Minutes(5) - Millis(1);
  EXPECT_TRUE(w.plan().asks.empty());
  EXPECT_EQ(w.plan().next, first + Minutes(5));
  w.now = first + Minutes(5);
  auto plan = w.plan();
  EXPECT_EQ(plan.asks.size(), 10u);
  EXPECT_EQ(plan.wave, 2);
  EXPECT_TRUE(plan.new_wave);
}

TEST(Wave, PausesWhileCoveredAndTellsNobodyOff) {
  World w(40);
  w.page_all(w.plan());
  w.answer(0, S::accepted_go, Minutes(20));
  for (std::size_t i = 1; i < 4; ++i) {
    EXPECT_FALSE(w.plan().covered) << i << " promises are no two units";
    w.answer(i, S::accepted_go, Minutes(30));
  }
  w.now += Minutes(6);
  auto plan = w.plan();
  EXPECT_TRUE(plan.covered);
  EXPECT_TRUE(plan.paused);
  EXPECT_NEAR(plan.chance, .9872, 1e-4);
  EXPECT_EQ(plan.expected, 4);
  EXPECT_TRUE(plan.asks.empty());
  // Looks again when the first of them is overdue.
  EXPECT_EQ(plan.next, *w.view.pages[0].eta_at + Minutes(10) + Millis(1));
}

// A refusal pulls the next at once, one for one, in the same wave.
TEST(Wave, OneLostIsReplacedAtOnce) {
  for (auto lost : {S::declined, S::undelivered, S::no_show, S::deferred, S::released}) {
    World w(40);
    w.page_all(w.plan());
    w.now += Seconds(1);
    w.answer(3, lost);
    auto plan = w.plan();
    ASSERT_EQ(plan.asks.size(), 1u) << name(lost);
    EXPECT_FALSE(plan.new_wave);
    EXPECT_EQ(plan.wave, 1);
    w.page_all(plan);
    EXPECT_TRUE(w.plan().asks.empty()) << "replaced twice: " << name(lost);
  }
}

TEST(Wave, SilenceAndUnclearAnswersWaitForTheNextWave) {
  for (auto state : {S::silent, S::unclear, S::sent, S::queued}) {
    World w(40);
    w.page_all(w.plan());
    w.now += Minutes(2);
    w.answer(3, state);
    EXPECT_TRUE(w.plan().asks.empty()) << name(state);
  }
}

TEST(Wave, ManyLostAtOnceAreAllReplaced) {
  World w(40);
  w.page_all(w.plan());
  w.now += Seconds(30);
  for (std::size_t i = 0; i < 7; ++i) w.answer(i, S::undelivered);
  EXPECT_EQ(w.plan().asks.size(), 7u);
  w.now += Minutes(5);
  EXPECT_EQ(w.plan().asks.size(), 17u);  // and the wave that is due with them
}

TEST(Wave, NobodyIsReplacedWhileCovered) {
  World w(40);
  w.page_all(w.plan());
  for (std::size_t i = 0; i < 4; ++i) w.answer(i, S::accepted_go, Minutes(10));
  w.answer(4, S::declined);
  EXPECT_TRUE(w.plan().asks.empty());
}

// Covered, one does not come, paging goes on at once.
TEST(Wave, ANoShowReopensTheSearch) {
  World w(40);
  w.page_all(w.plan());
  for (std::size_t i = 0; i < 4; ++i) w.answer(i, S::accepted_go, Minutes(10));
  w.now += Minutes(2);
  ASSERT_TRUE(w.plan().covered);
  w.answer(1, S::no_show);
  auto plan = w.plan();
  EXPECT_FALSE(plan.covered);
  EXPECT_EQ(plan.expected, 3);
  EXPECT_EQ(plan.asks.size(), 1u);
}

TEST(Wave, AnOverdueDonorCountsNoMoreUntilTheyArrive) {
  World w(40);
  w.page_all(w.plan());
  w.answer(0, S::accepted_go, Minutes(10));
  for (std::size_t i = 1; i < 4; ++i) w.answer(i, S::accepted_go, Minutes(40));
  w.now += Minutes(20);
  EXPECT_EQ(w.plan().expected, 4);
  EXPECT_TRUE(w.plan().covered);
  w.now += Millis(1);
  auto plan = w.plan();
  EXPECT_EQ(plan.expected, 3);
  EXPECT_FALSE(plan.covered);
  EXPECT_FALSE(plan.asks.empty());
  w.view.pages[0].state = S::arrived;
  w.view.usable_arrivals = 1;
  EXPECT_EQ(w.plan().expected, 4);
  EXPECT_TRUE(w.plan().covered);
}

TEST(Wave, ATimeAfterTheDeadlineIsNoSupply) {
  World w(40);
  w.page_all(w.plan());
  w.answer(0, S::accepted_go, Minutes(90));
  EXPECT_EQ(w.plan().expected, 1);
  w.answer(0, S::accepted_go, Minutes(90) + Millis(1));
  EXPECT_EQ(w.plan().expected, 0);
  EXPECT_EQ(w.plan().asks.size(), 1u);
}

TEST(Wave, AYesWithoutATimeIsExpectedByTheDeadline) {
  World w(40);
  w.page_all(w.plan());
  w.view.pages[0].state = S::accepted_go;
  EXPECT_EQ(w.plan().expected, 1);
  w.now += Minutes(89);
  EXPECT_EQ(w.plan().expected, 1);
}

TEST(Wave, ReservesDoNotCountUntilCalledUp) {
  World w(40);
  w.page_all(w.plan());
  for (std::size_t i = 0; i < 4; ++i) w.answer(i, S::accepted_go, Minutes(20));
  for (std::size_t i = 4; i < 7; ++i) w.answer(i, S::accepted_reserve);
  w.travel(4, 30);
  w.travel(5, 10);
  w.travel(6, 20);
  EXPECT_EQ(w.plan().expected, 4);
  EXPECT_TRUE(w.plan().promote.empty());
  w.answer(0, S::no_show);
  auto plan = w.plan();
  ASSERT_EQ(plan.promote.size(), 1u);
  EXPECT_EQ(plan.promote[0].donor, w.view.pages[5].donor) << "the nearest first";
  EXPECT_EQ(plan.promote[0].travel_minutes, 10);
  EXPECT_TRUE(plan.covered);
  EXPECT_TRUE(plan.asks.empty()) << "nobody new is disturbed while a reserve waits";
}

TEST(Wave, AReserveTooFarForTheTimeLeftIsNotCalledUp) {
  World w(40);
  w.page_all(w.plan());
  w.answer(0, S::accepted_reserve);
  w.travel(0, 60);
  w.now += Minutes(31);
  auto plan = w.plan();
  EXPECT_TRUE(plan.promote.empty());
  EXPECT_FALSE(plan.asks.empty());
}

// Their own word, not the map's: told at once, since somebody else is needed in their place.
TEST(Wave, AReserveWhoNamedATimeAfterTheDeadlineIsNotCalledUpAndIsReplaced) {
  World w(40);
  w.page_all(w.plan());
  w.answer(0, S::accepted_reserve, Minutes(90) + Millis(1));
  auto plan = w.plan();
  EXPECT_TRUE(plan.promote.empty());
  EXPECT_EQ(plan.expected, 0);
  EXPECT_EQ(plan.asks.size(), 1u);
  w.answer(0, S::accepted_reserve, Minutes(90));
  ASSERT_EQ(w.plan().promote.size(), 1u);
  EXPECT_EQ(w.plan().promote[0].travel_minutes, 90) << "expected when they said";
}

TEST(Wave, NothingIsAskedAtOrAfterTheDeadline) {
  World w(40);
  w.now = w.view.terms.arrive_by;
  auto plan = w.plan();
  EXPECT_TRUE(plan.asks.empty());
  EXPECT_FALSE(plan.next);
  w.now += Hours(1);
  EXPECT_TRUE(w.plan().asks.empty());
}

TEST(Wave, AnExhaustedPoolIsLookedAtAgainEveryInterval) {
  World w(4);
  w.page_all(w.plan());
  EXPECT_EQ(w.view.pages.size(), 4u);
  w.now += Minutes(5);
  auto plan = w.plan();
  EXPECT_TRUE(plan.asks.empty());
  EXPECT_FALSE(plan.new_wave);
  EXPECT_EQ(plan.wave, 1);
  EXPECT_EQ(plan.next, w.now + Minutes(5));
  // Somebody gets free: asked at the next look.
  w.view.candidates.push_back(donor(99));
  EXPECT_EQ(w.plan().asks.size(), 1u);
}

TEST(Wave, AClockSetBackDoesNotSilenceTheRequest) {
  World w(40);
  w.page_all(w.plan());
  w.now -= Minutes(3);  // a small step: wait, rather than ask twice
  EXPECT_TRUE(w.plan().asks.empty());
  w.now -= Hours(2);
  EXPECT_EQ(w.plan().asks.size(), 10u);
}

TEST(Wave, TellsWhyEachWasAsked) {
  World w(12);
  for (std::size_t i = 1; i < 12; ++i) w.view.candidates[i].eligible = false;
  w.view.candidates[0].on_call = true;
  w.view.candidates[0].travel_minutes = 12;
  auto plan = w.plan();
  ASSERT_EQ(plan.asks.size(), 1u);
  EXPECT_EQ(plan.asks[0].why,
            "wave 1, place 1 of 1: on call, group typed by a laboratory, tier 0, gives red_cells, "
            "12 min away, never paged before; rule: 4 more acceptors wanted, at most 10 every 5m, "
            "tier before on call");
  w.view.candidates[0].last_paged = w.now - Days(40);
  EXPECT_NE(w.plan().asks[0].why.find("last paged 40 d ago"), std::string::npos);
}

TEST(FallenSilent, OnlyASentPageAfterOneInterval) {
  WavePolicy policy;
  PageView page;
  page.paged_at = from_millis(1'000'000);
  for (auto state : all_page_states) {
    page.state = state;
    EXPECT_FALSE(fallen_silent(policy, page, page.paged_at + policy.interval - Millis(1)));
    EXPECT_EQ(fallen_silent(policy, page, page.paged_at + policy.interval), state == S::sent);
  }
}

// A commitment keeps its donor for good, an unanswered page for twice the interval.
TEST(KeepsBusy, Table) {
  WavePolicy policy;
  auto paged = from_millis(1'000'000);
  auto fresh = paged + 2 * policy.interval - Millis(1);
  auto stale = paged + 2 * policy.interval;
  for (auto state : all_page_states) {
    EXPECT_EQ(keeps_busy(policy, state, paged, fresh), is_commitment(state) || is_unanswered(state))
        << name(state);
    EXPECT_EQ(keeps_busy(policy, state, paged, stale), is_commitment(state)) << name(state);
  }
}

TEST(PagedTooOften, StandbyAndOnCall) {
  PageCaps caps;
  auto now = parse_instant("2026-06-01T12:00:00Z").value();
  auto paged = [&](int in_standby_window, int in_on_call_window, std::optional<Millis> ago) {
    PagedBefore before{in_standby_window, in_on_call_window, std::nullopt};
    if (ago) before.last = now - *ago;
    return before;
  };
  EXPECT_FALSE(paged_too_often(caps, false, {}, now));
  EXPECT_TRUE(paged_too_often(caps, false, paged(1, 0, Days(13)), now));
  EXPECT_FALSE(paged_too_often(caps, false, paged(1, 0, Days(14)), now));
  EXPECT_FALSE(paged_too_often(caps, false, paged(3, 0, Days(20)), now));
  EXPECT_TRUE(paged_too_often(caps, false, paged(4, 0, Days(20)), now));
  // Whoever is on call may be asked twice in a shift, whatever they were asked as standby.
  EXPECT_FALSE(paged_too_often(caps, true, paged(5, 0, Days(1)), now));
  EXPECT_FALSE(paged_too_often(caps, true, paged(1, 1, Hours(1)), now));
  EXPECT_TRUE(paged_too_often(caps, true, paged(2, 2, Hours(1)), now));
}

}  // namespace
}  // namespace muster
