// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/verdict.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>

namespace muster {
namespace {

const Instant noon = parse_instant("2026-03-10T12:00:00+07:00").value();
const Instant night = parse_instant("2026-03-10T23:00:00+07:00").value();
Zone vn() { return Zone::named("Asia/Ho_Chi_Minh").value(); }

SendFacts text_for(Purpose purpose) {
  SendFacts facts;
  facts.purpose = purpose;
  facts.verified = true;
  facts.consents = Consents::of_bits(0xF);
  return facts;
}

struct Case {
  const char* what;
  Purpose purpose;
  std::function<void(SendFacts&)> change;
  VerdictKind kind;
  Reason reason;
};

constexpr auto reminder = Purpose::reminders;
constexpr auto page = Purpose::emergency;
constexpr auto drop = VerdictKind::drop;
constexpr auto defer = VerdictKind::defer;

Blackout today_for(Purpose purpose) {
  Blackout blackout;
  blackout.first = blackout.last = parse_day("2026-03-10").value();
  blackout.purposes.give(purpose);
  return blackout;
}

const std::vector<Case> at_noon = {
    {"all well", reminder, [](SendFacts&) {}, VerdictKind::send, Reason::none},
    {"page", page, [](SendFacts&) {}, VerdictKind::send, Reason::none},
    {"halt", reminder, [](SendFacts& f) { f.halted = true; }, defer, Reason::halted},
    {"too late", reminder, [](SendFacts& f) { f.not_after = noon; }, drop, Reason::expired},
    {"no address", page, [](SendFacts& f) { f.has_address = false; }, drop, Reason::no_address},
    {"bounced", page, [](SendFacts& f) { f.suppressed = true; }, drop, Reason::address_suppressed},
    {"unverified page", page, [](SendFacts& f) { f.verified = false; }, drop, Reason::not_verified},
    {"unverified reminder", reminder, [](SendFacts& f) { f.verified = false; }, VerdictKind::send,
     Reason::none},
    {"stop", page, [](SendFacts& f) { f.stops.add(StopScope::all()); }, drop, Reason::stopped},
    {"no consent", page, [](SendFacts& f) { f.consents.withdraw(page); }, drop, Reason::no_consent},
    {"snoozed", reminder, [](SendFacts& f) { f.snoozed_until = noon + Days(3); }, defer,
     Reason::snoozed},
    {"snoozed page", page, [](SendFacts& f) { f.snoozed_until = noon + Days(3); }, drop,
     Reason::snoozed},
    {"snooze over", reminder, [](SendFacts& f) { f.snoozed_until = noon; }, VerdictKind::send,
     Reason::none},
    {"never", reminder, [](SendFacts& f) { f.never = true; }, drop, Reason::not_messaged},
    {"not yet", reminder, [](SendFacts& f) { f.eligible = false; }, drop, Reason::not_eligible},
    {"hold", page, [](SendFacts& f) { f.hold = true; }, drop, Reason::outcome_pending},
    {"closed", page, [](SendFacts& f) { f.request_open = false; }, drop, Reason::request_closed},
    {"closed is of pages", reminder, [](SendFacts& f) { f.request_open = false; },
     VerdictKind::send, Reason::none},
    {"answered", reminder, [](SendFacts& f) { f.answered = true; }, drop, Reason::answered},
    {"session begun", reminder, [](SendFacts& f) { f.session_starts = noon; }, drop,
     Reason::session_past},
    {"session ahead", reminder, [](SendFacts& f) { f.session_starts = noon + Millis(1); },
     VerdictKind::send, Reason::none},
    {"cap", reminder,
     [](SendFacts& f) { f.caps.push_back({{2, Days(30)}, {noon - Days(28), noon - Days(3)}}); },
     defer, Reason::frequency_cap},
    {"below the cap", reminder,
     [](SendFacts& f) { f.caps.push_back({{2, Days(30)}, {noon - Days(3)}}); }, VerdictKind::send,
     Reason::none},
    {"caps are not of pages", page,
     [](SendFacts& f) { f.caps.push_back({{1, Days(30)}, {noon - Days(3)}}); }, VerdictKind::send,
     Reason::none},
    {"on the register", Purpose::campaigns, [](SendFacts& f) { f.do_not_call = true; }, drop,
     Reason::do_not_call},
    {"a stop comes before the register", Purpose::campaigns,
     [](SendFacts& f) {
       f.do_not_call = true;
       f.stops.add(StopScope::all());
     },
     drop, Reason::stopped},
    {"a stop of another channel", reminder,
     [](SendFacts& f) {
       auto calls = StopScope::all();
       calls.channel = Channel::voice;
       f.stops.add(calls);
     },
     VerdictKind::send, Reason::none},
    {"blackout", reminder, [](SendFacts& f) { f.blackouts.push_back(today_for(reminder)); }, defer,
     Reason::blackout},
    {"blackout of campaigns", reminder,
     [](SendFacts& f) { f.blackouts.push_back(today_for(Purpose::campaigns)); }, VerdictKind::send,
     Reason::none},
    {"blackout never of pages", page, [](SendFacts& f) { f.blackouts.push_back(today_for(page)); },
     VerdictKind::send, Reason::none},
    {"narrowed hours", reminder,
     [](SendFacts& f) { f.narrowed.push_back({HoursKind::reminders, {Hours(13), Hours(15)}}); },
     defer, Reason::quiet_hours},
    {"narrowed for campaigns", reminder,
     [](SendFacts& f) { f.narrowed.push_back({HoursKind::campaigns, {Hours(13), Hours(15)}}); },
     VerdictKind::send, Reason::none},
    {"narrowed never for pages", page,
     [](SendFacts& f) { f.narrowed.push_back({HoursKind::voice, {Hours(13), Hours(15)}}); },
     VerdictKind::send, Reason::none},
    {"bypass where nothing is in the way", page,
     [](SendFacts& f) { f.bypass_until = noon + Days(1); }, VerdictKind::send, Reason::none},
    {"bypass of a snooze", page,
     [](SendFacts& f) {
       f.bypass_until = noon + Days(1);
       f.snoozed_until = noon + Days(3);
     },
     VerdictKind::send, Reason::bypassed},
    {"erased", page, [](SendFacts& f) { f.erased = true; }, drop, Reason::erased},
};

const std::vector<Case> at_night = {
    {"quiet hours", reminder, [](SendFacts&) {}, defer, Reason::quiet_hours},
    {"page with night consent", page, [](SendFacts&) {}, VerdictKind::send, Reason::none},
    {"page without", page, [](SendFacts& f) { f.consents.withdraw(Purpose::emergency_night); },
     drop, Reason::no_night_consent},
    {"page by bypass", page,
     [](SendFacts& f) {
       f.consents.withdraw(Purpose::emergency_night);
       f.bypass_until = noon + Days(1);
     },
     VerdictKind::send, Reason::bypassed},
    {"page by a bypass that is over", page,
     [](SendFacts& f) {
       f.consents.withdraw(Purpose::emergency_night);
       f.bypass_until = night;
     },
     drop, Reason::no_night_consent},
    {"reminder never by bypass", reminder, [](SendFacts& f) { f.bypass_until = noon + Days(1); },
     defer, Reason::quiet_hours},
    {"blackout at night", reminder,
     [](SendFacts& f) { f.blackouts.push_back(today_for(reminder)); }, defer, Reason::blackout},
    {"service text", reminder, [](SendFacts& f) { f.purpose.reset(); }, VerdictKind::send,
     Reason::none},
    {"stand-down", page,
     [](SendFacts& f) {
       f.stand_down = true;
       f.consents = {};
       f.request_open = false;
     },
     VerdictKind::send, Reason::none},
};

void check(const std::vector<Case>& cases, Instant now) {
  for (const auto& c : cases) {
    auto facts = text_for(c.purpose);
    c.change(facts);
    auto verdict = decide(facts, now, vn());
    EXPECT_EQ(verdict.kind, c.kind) << c.what;
    EXPECT_EQ(name(verdict.reason), name(c.reason)) << c.what;
    EXPECT_EQ(verdict.until.has_value(), c.kind == defer) << c.what;
    // A verdict that waits for a time that has passed is asked for again at once, for ever.
    EXPECT_GT(verdict.until.value_or(now + Millis(1)), now) << c.what;
  }
}

TEST(Verdict, ByDay) { check(at_noon, noon); }
TEST(Verdict, ByNight) { check(at_night, night); }

TEST(Verdict, EveryReasonIsReached) {
  std::set<std::string_view> reached;
  for (const auto* cases : {&at_noon, &at_night})
    for (const auto& c : *cases) reached.insert(name(c.reason));
  for (int i = 0; i <= static_cast<int>(Reason::bypassed); ++i)
    EXPECT_TRUE(reached.contains(name(static_cast<Reason>(i)))) << name(static_cast<Reason>(i));
}

TEST(Verdict, ReasonNamesAreDistinctAndReadBack) {
  std::set<std::string_view> seen;
  for (int i = 0; i <= static_cast<int>(Reason::bypassed); ++i) {
    auto reason = static_cast<Reason>(i);
    EXPECT_TRUE(seen.insert(name(reason)).second) << i;
    EXPECT_EQ(parse_reason(name(reason)), reason);
  }
  EXPECT_EQ(name(Reason::erased), "erased");
  EXPECT_EQ(name(Reason::quiet_hours), "quiet_hours");
  EXPECT_FALSE(parse_reason("because"));
}

// Whatever else is true, nothing goes to a stopped number but the one confirmation.
TEST(Verdict, StopBeatsEverything) {
  for (unsigned bits = 0; bits < 512; ++bits)
    for (int purpose = -1; purpose < static_cast<int>(all_purposes.size()); ++purpose) {
      SendFacts facts;
      if (purpose >= 0) facts.purpose = static_cast<Purpose>(purpose);
      facts.stops.add(StopScope::all());
      facts.consents = Consents::of_bits(0xF);
      facts.halted = (bits & 1) != 0;
      facts.stand_down = (bits & 2) != 0;
      facts.verified = (bits & 4) != 0;
      facts.request_open = (bits & 8) != 0;
      facts.suppressed = (bits & 16) != 0;
      facts.answered = (bits & 32) != 0;
      facts.eligible = (bits & 64) != 0;
      if ((bits & 128) != 0) facts.snoozed_until = noon + Days(1);
      if ((bits & 256) != 0) facts.not_after = noon - Days(1);
      for (auto now : {noon, night}) {
        auto verdict = decide(facts, now, vn());
        ASSERT_EQ(verdict.kind, drop) << bits;
        ASSERT_EQ(verdict.reason, Reason::stopped) << bits;
      }
    }
}

TEST(Verdict, TheOneConfirmationOfAStopGoesAtAnyHour) {
  SendFacts facts;
  facts.stops.add(StopScope::all());
  facts.stop_confirmation = true;
  EXPECT_EQ(decide(facts, night, vn()).kind, VerdictKind::send);
  facts.erased = true;
  EXPECT_EQ(decide(facts, night, vn()).kind, drop);
}

TEST(Verdict, OneClickByEmailLeavesPages) {
  auto facts = text_for(page);
  facts.stops.add(StopScope::reminders_and_campaigns());
  EXPECT_EQ(decide(facts, noon, vn()).kind, VerdictKind::send);
  facts.purpose = reminder;
  EXPECT_EQ(decide(facts, noon, vn()).reason, Reason::stopped);
}

TEST(Verdict, APageMarkedAsOfTheNightIsAPageToo) {
  auto facts = text_for(Purpose::emergency_night);
  facts.request_open = false;
  EXPECT_EQ(decide(facts, noon, vn()).reason, Reason::request_closed);
}

TEST(Verdict, QuietHoursWaitUntilTheMorning) {
  auto verdict = decide(text_for(reminder), night, vn());
  EXPECT_EQ(verdict.until, parse_instant("2026-03-11T08:00:00+07:00").value());
}

TEST(Verdict, ABlackoutWaitsForTheFirstAllowedMinuteAfterIt) {
  auto facts = text_for(reminder);
  facts.blackouts.push_back(today_for(reminder));
  facts.blackouts.back().last += Days(2);
  auto verdict = decide(facts, noon, vn());
  EXPECT_EQ(verdict.until, parse_instant("2026-03-13T08:00:00+07:00").value());
}

TEST(Verdict, TheCapThatBindsLongestIsWaitedFor) {
  auto facts = text_for(reminder);
  facts.caps.push_back({{1, Days(1)}, {noon - Hours(1)}});
  facts.caps.push_back({{2, Days(30)}, {noon - Days(29), noon - Hours(1)}});
  facts.caps.push_back({{1, Days(2)}, {noon - Hours(1)}});
  EXPECT_EQ(decide(facts, noon, vn()).until, noon - Hours(1) + Days(2));
}

}  // namespace
}  // namespace muster
