// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/series.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

Zone zone(std::string_view name = "Asia/Ho_Chi_Minh") { return Zone::named(name).value(); }
Instant at(std::string_view text) { return parse_instant(text).value(); }
Day day(std::string_view text) { return parse_day(text).value(); }

SeriesStep step(LatePolicy policy, Millis within = Millis(0)) {
  SeriesStep s;
  s.code = "invite";
  s.late = policy;
  s.late_within = within;
  return s;
}

TEST(DueTime, IsTheLocalHourOnTheDayOffTheAnchor) {
  Anchor anchor;
  anchor.eligible_on = day("2026-03-10");
  anchor.donated_on = day("2025-12-16");
  anchor.session_starts = at("2026-03-15T07:30:00+07:00");
  auto s = step(LatePolicy::expire);
  EXPECT_EQ(due_time(s, anchor, zone()), at("2026-03-10T09:00:00+07:00"));
  s.offset_days = 3;
  EXPECT_EQ(due_time(s, anchor, zone()), at("2026-03-13T09:00:00+07:00"));
  s.anchor = SeriesAnchor::donation;
  EXPECT_EQ(due_time(s, anchor, zone()), at("2025-12-19T09:00:00+07:00"));
  s.anchor = SeriesAnchor::session;
  s.offset_days = -1;
  s.at = Hours(17);
  EXPECT_EQ(due_time(s, anchor, zone()), at("2026-03-14T17:00:00+07:00"));
  anchor.session_starts.reset();
  EXPECT_FALSE(due_time(s, anchor, zone()));
}

// A session late in the evening UTC is on the next day at home.
TEST(DueTime, TakesTheDayOfTheSessionInTheDonorsZone) {
  Anchor anchor;
  anchor.session_starts = at("2026-03-14T23:30:00Z");
  auto s = step(LatePolicy::expire);
  s.anchor = SeriesAnchor::session;
  EXPECT_EQ(due_time(s, anchor, zone()), at("2026-03-15T09:00:00+07:00"));
  EXPECT_EQ(due_time(s, anchor, zone("Europe/Berlin")), at("2026-03-15T09:00:00+01:00"));
}

TEST(DueTime, KeepsTheLocalHourWhenTheClocksChange) {
  Anchor anchor;
  anchor.eligible_on = day("2026-03-28");
  auto s = step(LatePolicy::expire);
  EXPECT_EQ(due_time(s, anchor, zone("Europe/Berlin")), at("2026-03-28T09:00:00+01:00"));
  s.offset_days = 1;
  EXPECT_EQ(due_time(s, anchor, zone("Europe/Berlin")), at("2026-03-29T09:00:00+02:00"));
  s.at = Hours(2) + Minutes(30);  // does not exist on that day
  auto moved = *due_time(s, anchor, zone("Europe/Berlin"));
  EXPECT_GE(moved, at("2026-03-29T03:00:00+02:00"));
  EXPECT_LE(moved, at("2026-03-29T03:30:00+02:00"));
  anchor.eligible_on = day("2026-10-24");  // twice: the first time
  EXPECT_EQ(due_time(s, anchor, zone("Europe/Berlin")), at("2026-10-25T02:30:00+02:00"));
}

struct LateCase {
  LatePolicy policy;
  Millis within;
  Millis late_by;
  LateAction action;
  const char* moved_to;  // next_window only
};

TEST(Late, Table) {
  auto due = at("2026-03-10T09:00:00+07:00");
  const std::vector<LateCase> cases = {
      {LatePolicy::expire, Millis(0), -Hours(1), LateAction::send, nullptr},
      {LatePolicy::expire, Millis(0), Millis(0), LateAction::send, nullptr},
      {LatePolicy::expire, Millis(0), Minutes(5), LateAction::send, nullptr},
      {LatePolicy::expire, Millis(0), Minutes(5) + Millis(1), LateAction::expire, nullptr},
      {LatePolicy::skip_and_list, Millis(0), Minutes(5), LateAction::send, nullptr},
      {LatePolicy::skip_and_list, Millis(0), Minutes(6), LateAction::skip, nullptr},
      {LatePolicy::skip_and_list, Millis(0), Days(400), LateAction::skip, nullptr},
      {LatePolicy::send_late_within, Hours(12), Hours(12), LateAction::send, nullptr},
      {LatePolicy::send_late_within, Hours(12), Hours(12) + Millis(1), LateAction::expire, nullptr},
      {LatePolicy::next_window, Millis(0), Hours(1), LateAction::next_window,
       "2026-03-11T09:00:00+07:00"},
      {LatePolicy::next_window, Millis(0), Hours(23), LateAction::next_window,
       "2026-03-11T09:00:00+07:00"},
      {LatePolicy::next_window, Millis(0), Hours(24), LateAction::next_window,
       "2026-03-12T09:00:00+07:00"},
      {LatePolicy::next_window, Days(1), Hours(36), LateAction::expire, nullptr},
      {LatePolicy::next_window, Days(2), Hours(36), LateAction::next_window,
       "2026-03-12T09:00:00+07:00"},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto& c = cases[i];
    auto decision = late(step(c.policy, c.within), due, due + c.late_by, zone());
    EXPECT_EQ(name(decision.action), name(c.action)) << "case " << i;
    EXPECT_EQ(decision.at.has_value(), c.moved_to != nullptr) << "case " << i;
    if (c.moved_to) {
      EXPECT_EQ(decision.at, at(c.moved_to)) << "case " << i;
    }
  }
}

// An outage of 36 hours: every step that was due is sent, skipped, moved or expired; none is lost.
TEST(PlanSteps, AfterAnOutageEveryStepIsDecided) {
  Series series;
  for (auto policy : {LatePolicy::send_late_within, LatePolicy::skip_and_list,
                      LatePolicy::next_window, LatePolicy::expire}) {
    auto s = step(policy, policy == LatePolicy::send_late_within ? Days(2) : Days(0));
    s.code = name(policy);
    series.steps.push_back(s);
  }
  Anchor anchor;
  anchor.eligible_on = day("2026-03-10");
  auto planned = plan_steps(series, anchor, at("2026-03-11T21:00:00+07:00"), zone());
  ASSERT_EQ(planned.size(), 4u);
  auto action = [&](std::string_view code) {
    for (const auto& p : planned)
      if (p.step == code) return name(p.decision.action);
    return std::string_view("lost");
  };
  EXPECT_EQ(action("send_late_within"), "send");
  EXPECT_EQ(action("skip_and_list"), "skip");
  EXPECT_EQ(action("next_window"), "next_window");
  EXPECT_EQ(action("expire"), "expire");
  EXPECT_EQ(planned.back().step, "next_window") << "in order of the time they now have";
  EXPECT_EQ(planned.back().due, at("2026-03-12T09:00:00+07:00"));
}

TEST(PlanSteps, LeaveOutWhatHasNoDateYet) {
  Series series;
  series.steps = {step(LatePolicy::expire), step(LatePolicy::expire)};
  series.steps[1].anchor = SeriesAnchor::session;
  Anchor anchor;
  anchor.eligible_on = day("2026-03-10");
  auto now = at("2026-03-01T00:00:00Z");
  EXPECT_EQ(plan_steps(series, anchor, now, zone()).size(), 1u);
  EXPECT_TRUE(plan_steps(series, {}, now, zone()).empty());
}

TEST(PlanSteps, NothingAboutASessionGoesOnceItHasBegun) {
  Series series;
  series.steps = {step(LatePolicy::send_late_within, Days(5))};
  series.steps[0].anchor = SeriesAnchor::session;
  series.steps[0].offset_days = -1;
  Anchor anchor;
  anchor.session_starts = at("2026-03-15T07:30:00+07:00");
  auto plan = [&](const char* now) { return plan_steps(series, anchor, at(now), zone()).at(0); };
  EXPECT_EQ(plan("2026-03-15T07:29:59+07:00").decision.action, LateAction::send);
  EXPECT_EQ(plan("2026-03-15T07:30:00+07:00").decision.action, LateAction::expire);
  EXPECT_EQ(plan("2026-03-14T08:00:00+07:00").not_after, anchor.session_starts);
  series.steps[0].late = LatePolicy::next_window;
  EXPECT_EQ(plan("2026-03-14T20:00:00+07:00").decision.action, LateAction::expire);
}

TEST(Wanted, AfterANoNothingGoes) {
  using C = StepCondition;
  using A = CycleAnswer;
  for (auto condition : {C::always, C::silent, C::coming})
    EXPECT_FALSE(wanted(condition, A::declined)) << name(condition);
  EXPECT_TRUE(wanted(C::always, A::silent));
  EXPECT_TRUE(wanted(C::always, A::coming));
  EXPECT_TRUE(wanted(C::silent, A::silent));
  EXPECT_FALSE(wanted(C::silent, A::coming));
  EXPECT_FALSE(wanted(C::coming, A::silent));
  EXPECT_TRUE(wanted(C::coming, A::coming));
}

TEST(CycleName, IsOfTheEntryThatOpenedIt) {
  EXPECT_EQ(cycle_name(CycleOpener::donation, 17), "donation-17");
  EXPECT_EQ(cycle_name(CycleOpener::booking, 4), "booking-4");
  EXPECT_EQ(cycle_name(CycleOpener::registered), "registered");
  EXPECT_DEATH(cycle_name(CycleOpener::donation), "id > 0");
}

class PickSession : public testing::Test {
 protected:
  PickSession() { eligibility_.on = day("2026-03-12"); }
  SessionOffer offer(int id, const char* starts, int free = 5) {
    return {SessionId(id), at(starts), zone().day_of(at(starts)), free};
  }
  SessionPick pick(std::vector<SessionOffer> offers) {
    return pick_session(series_, offers, eligibility_, at("2026-03-10T09:00:00+07:00"));
  }
  Series series_;
  Eligibility eligibility_;
};

TEST_F(PickSession, TheEarliestWithAPlaceOnADayTheyMayGive) {
  auto picked =
      pick({offer(4, "2026-03-20T08:00:00+07:00"), offer(1, "2026-03-11T08:00:00+07:00"),
            offer(2, "2026-03-13T08:00:00+07:00", 0), offer(3, "2026-03-15T08:00:00+07:00")});
  ASSERT_TRUE(picked.session);
  EXPECT_EQ(picked.session->id, SessionId(3));
  EXPECT_EQ(picked.miss, SessionMiss::none);
}

TEST_F(PickSession, OnTheFirstDayTheyMayGive) {
  EXPECT_TRUE(pick({offer(1, "2026-03-12T00:30:00+07:00")}).session);
  EXPECT_FALSE(pick({offer(1, "2026-03-11T23:30:00+07:00")}).session);
}

TEST_F(PickSession, OfTwoAtOnceTheSameOneInAnyOrder) {
  auto a = offer(8, "2026-03-15T08:00:00+07:00"), b = offer(9, "2026-03-15T08:00:00+07:00");
  EXPECT_EQ(pick({a, b}).session->id, SessionId(8));
  EXPECT_EQ(pick({b, a}).session->id, SessionId(8));
}

TEST_F(PickSession, NeitherTooSoonNorTooFarAway) {
  eligibility_.on = day("2026-01-01");
  EXPECT_FALSE(pick({offer(1, "2026-03-11T09:00:00+07:00")}).session);
  EXPECT_TRUE(pick({offer(1, "2026-03-11T09:00:01+07:00")}).session);
  EXPECT_TRUE(pick({offer(1, "2026-05-09T09:00:00+07:00")}).session);
  EXPECT_FALSE(pick({offer(1, "2026-05-09T09:00:01+07:00")}).session);
}

TEST_F(PickSession, SaysWhyThereIsNone) {
  auto early = offer(1, "2026-03-11T20:00:00+07:00");
  auto full = offer(2, "2026-03-13T08:00:00+07:00", 0);
  auto past = offer(3, "2026-03-01T08:00:00+07:00");
  EXPECT_EQ(pick({}).miss, SessionMiss::no_session);
  EXPECT_EQ(pick({past}).miss, SessionMiss::no_session);
  EXPECT_EQ(pick({past, early}).miss, SessionMiss::not_eligible);
  EXPECT_EQ(pick({early, full}).miss, SessionMiss::all_full);
  EXPECT_EQ(pick({full, early}).miss, SessionMiss::all_full);
  eligibility_.hold = true;
  EXPECT_EQ(pick({offer(4, "2026-03-20T08:00:00+07:00")}).miss, SessionMiss::not_eligible);
  eligibility_ = {};
  EXPECT_EQ(pick({offer(4, "2026-03-20T08:00:00+07:00")}).miss, SessionMiss::not_eligible);
}

}  // namespace
}  // namespace muster
