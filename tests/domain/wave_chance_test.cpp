// SPDX-License-Identifier: Apache-2.0
// Chances instead of heads: what counts, what a yes makes of a donor, and which groups are asked.
#include <gtest/gtest.h>

#include <algorithm>

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

World a_positive(int units) {
  World w(0);
  w.view.terms.group = a_pos;
  w.view.terms.units = units;
  return w;
}

std::int64_t add(World& w, BloodGroup group, bool on_call = true,
                 TypingSource typing = TypingSource::laboratory) {
  auto id = static_cast<std::int64_t>(w.view.candidates.size()) + 1;
  auto candidate = donor(id, group);
  candidate.on_call = on_call;
  candidate.typing = typing;
  w.view.candidates.push_back(candidate);
  return id;
}

void add_many(World& w, int count, BloodGroup group, bool on_call = true,
              TypingSource typing = TypingSource::laboratory) {
  for (int i = 0; i < count; ++i) add(w, group, on_call, typing);
}

// A page that somebody has answered, or not, half a minute ago.
void page(World& w, std::int64_t id, S state) {
  w.view.pages.push_back({DonorId(id), state, w.now, std::nullopt, 1, 0});
  w.view.waves_so_far = 1;
  w.view.last_wave = w.now;
}

int asked_of(const World& w, const WavePlan& plan, BloodGroup group) {
  return static_cast<int>(std::count_if(plan.asks.begin(), plan.asks.end(), [&](const Ask& ask) {
    return w.view.candidates[static_cast<std::size_t>(ask.donor.value() - 1)].group == group;
  }));
}

Called call(const World& w, std::int64_t id, Instant eta_at) {
  return called(w.policy, lifeblood_compatibility(), w.view, DonorId(id), eta_at, w.now, false);
}

TEST(Chance, AWaveAsksAsManyAsTheMissingYesesTake) {
  struct Row {
    int units;
    bool on_call;
    int most;
    std::size_t asked;
  };
  // Two acceptors for one unit, four for two, fourteen for nine.
  for (const auto& row : {Row{1, true, 40, 3}, Row{2, true, 40, 6}, Row{1, false, 40, 10},
                          Row{2, false, 40, 20}, Row{2, false, 10, 10}, Row{9, true, 40, 20}}) {
    World w = a_positive(row.units);
    w.policy.size = row.most;
    add_many(w, 60, a_pos, row.on_call);
    EXPECT_EQ(w.plan().asks.size(), row.asked) << row.units << " units";
  }
}

TEST(Chance, AnArrivalNotYetJudgedIsLessThanAUnit) {
  World w = a_positive(1);
  page(w, add(w, a_pos), S::arrived);
  EXPECT_NEAR(w.plan().chance, .92, 1e-9);
  EXPECT_FALSE(w.plan().covered);
  w.view.usable_arrivals = 1;
  EXPECT_NEAR(w.plan().chance, 1, 1e-9);
  // One used and one here.
  w.view.terms.units = 2;
  w.view.pages[0].state = S::used;
  page(w, add(w, a_pos), S::arrived);
  EXPECT_NEAR(w.plan().chance, .92, 1e-9);
  EXPECT_EQ(w.plan().expected, 2);
}

TEST(Chance, OnlyAProvenGroupCounts) {
  for (bool count_told : {false, true})
    for (auto typing : {TypingSource::laboratory, TypingSource::self_declared}) {
      World w = a_positive(1);
      w.policy.count_told = count_told;
      for (int i = 0; i < 2; ++i) page(w, add(w, a_pos, true, typing), S::accepted_go);
      bool proven = count_told || typing == TypingSource::laboratory;
      EXPECT_EQ(w.plan().covered, proven);
      EXPECT_TRUE(w.plan().paused) << "enough are told to come all the same";
      EXPECT_EQ(w.plan().unproven, proven ? 0 : 2);
      w.view.candidates[0].group = w.view.candidates[1].group = {};
      EXPECT_FALSE(w.plan().covered) << "unknown is never proven";
    }
}

TEST(Chance, WhatAYesMakes) {
  World w = a_positive(1);
  auto typed = add(w, a_pos);
  auto told = add(w, a_pos, true, TypingSource::self_declared);
  for (auto id : {typed, told}) page(w, id, S::sent);
  auto soon = w.now + Minutes(20);
  EXPECT_EQ(call(w, typed, w.view.terms.arrive_by), Called::go);
  EXPECT_EQ(call(w, typed, w.view.terms.arrive_by + Millis(1)), Called::too_late);
  EXPECT_EQ(call(w, told, soon), Called::go) << "one typed donor asked is not enough";
  // Five more typed donors on call who could be asked.
  add_many(w, 5, a_pos);
  EXPECT_EQ(call(w, told, soon), Called::reserve);
  EXPECT_EQ(call(w, typed, soon), Called::go);
  // With two told on their way a typed yes still goes before them, a third told one does not.
  page(w, add(w, a_pos, true, TypingSource::self_declared), S::accepted_go);
  page(w, add(w, a_pos, true, TypingSource::self_declared), S::accepted_go);
  EXPECT_EQ(call(w, typed, soon), Called::go);
  EXPECT_EQ(call(w, told, soon), Called::reserve);
}

// Whatever becomes of a yes, the next look must not turn it over: two texts would contradict.
TEST(Chance, WhoeverWaitsByTheAnswerWaitsByThePlan) {
  World w = a_positive(2);
  add_many(w, 12, a_pos);
  auto told = add(w, a_pos, true, TypingSource::self_declared);
  page(w, told, S::accepted_reserve);
  EXPECT_EQ(call(w, told, w.now + Minutes(20)), Called::reserve);
  EXPECT_TRUE(w.plan().promote.empty());
  w.view.candidates.resize(1);
  w.view.candidates.push_back(donor(told, a_pos));
  w.view.candidates.back().typing = TypingSource::self_declared;
  EXPECT_EQ(call(w, told, w.now + Minutes(20)), Called::go);
  EXPECT_EQ(w.plan().promote.size(), 1u);
}

TEST(Tiers, TheNextOpensOnlyWhileThoseBeforeDoNotReachTheMark) {
  for (int near = 1; near <= 8; ++near) {
    World w = a_positive(2);
    add_many(w, near, a_pos);
    add_many(w, 10, o_pos);
    add_many(w, 10, o_neg);
    auto plan = w.plan();
    EXPECT_EQ(asked_of(w, plan, a_pos), std::min(near, 6)) << near;
    EXPECT_EQ(asked_of(w, plan, o_pos), std::max(0, 6 - near)) << near;
    EXPECT_EQ(asked_of(w, plan, o_neg), 0) << near;
  }
}

// Six of them asked and silent for an interval may still answer, but they are no more enough.
TEST(Tiers, SilenceOpensTheNext) {
  World w = a_positive(2);
  add_many(w, 7, a_pos);
  add_many(w, 7, o_neg);
  w.page_all(w.plan());
  w.now += Minutes(5);
  auto plan = w.plan();
  EXPECT_EQ(asked_of(w, plan, a_pos), 1);
  EXPECT_EQ(asked_of(w, plan, o_neg), 4);
}

// One unit: two A+ on call are not enough by themselves, and one O- closes the gap.
TEST(Tiers, ONegativeEntersOnlyAsManyAsCloseTheGap) {
  World w = a_positive(1);
  w.policy.accepts_on_call = .9;
  add_many(w, 2, a_pos);
  add_many(w, 10, o_neg);
  for (std::int64_t id : {1, 2}) page(w, id, S::sent);
  w.now += Minutes(5);
  EXPECT_EQ(asked_of(w, w.plan(), o_neg), 2);
  page(w, 3, S::sent);
  page(w, 4, S::sent);
  w.view.last_wave = w.now - Minutes(5);
  EXPECT_TRUE(w.plan().asks.empty()) << "the next look finds the two who were asked";
}

TEST(Words, TheFirstSayHowManyWereAskedAndCouldBe) {
  World w = a_positive(2);
  add_many(w, 9, a_pos);
  w.view.candidates[0].capped = true;
  auto plan = w.plan();
  EXPECT_EQ(plan_words(plan, lifeblood_compatibility(), w.view.terms, 0),
            "6 asked, 2 more could be asked; 0 of 2 expected in time, chance 0 %; not asked: 1 "
            "capped");
  w.view.candidates.resize(2);
  EXPECT_EQ(plan_words(w.plan(), lifeblood_compatibility(), w.view.terms, 3),
            "4 asked, 0 more could be asked; 0 of 2 expected in time, chance 0 %; with all who can "
            "be asked 0 %; caps may be lifted with lift_caps and a reason; not asked: 1 capped");
}

TEST(Words, WhoOpensOneForAnUnknownGroupIsToldWhatToChoose) {
  World w = a_positive(2);
  add_many(w, 9, o_neg);
  w.view.terms.group = {};
  auto words = [&] { return plan_words(w.plan(), lifeblood_compatibility(), w.view.terms, 0); };
  EXPECT_NE(words().find("policy is strict: only O-"), std::string::npos) << words();
  w.view.terms.rhd_policy = RhdPolicy::emergency;
  EXPECT_EQ(words().find("allow_o_positive"), std::string::npos) << "nine on call are enough";
  w.view.candidates.resize(2);
  EXPECT_NE(words().find("allow_o_positive"), std::string::npos) << words();
  w.view.terms.recipient.anti_d = true;
  EXPECT_EQ(words().find("allow_o_positive"), std::string::npos) << "it would kill";
}

}  // namespace
}  // namespace muster
