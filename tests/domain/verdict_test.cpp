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
    {"stop", page, [](SendFacts& f) { f.stop = StopScope::all; }, drop, Reason::stopped},
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
     [](SendFacts& f) {
       f.cap = f.sent_in_window = 2;
       f.cap_frees_at = noon + Days(2);
     },
     defer, Reason::frequency_cap},
    {"below the cap", reminder,
     [](SendFacts& f) {
       f.cap = 2;
       f.sent_in_window = 1;
     },
     VerdictKind::send, Reason::none},
    {"erased", page, [](SendFacts& f) { f.erased = true; }, drop, Reason::erased},
};

const std::vector<Case> at_night = {
    {"quiet hours", reminder, [](SendFacts&) {}, defer, Reason::quiet_hours},
    {"page with night consent", page, [](SendFacts&) {}, VerdictKind::send, Reason::none},
    {"page without", page, [](SendFacts& f) { f.consents.withdraw(Purpose::emergency_night); },
     drop, Reason::no_night_consent},
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
  for (int i = 0; i <= static_cast<int>(Reason::erased); ++i)
    EXPECT_TRUE(reached.contains(name(static_cast<Reason>(i)))) << name(static_cast<Reason>(i));
}

TEST(Verdict, ReasonNamesAreDistinctAndReadBack) {
  std::set<std::string_view> seen;
  for (int i = 0; i <= static_cast<int>(Reason::erased); ++i) {
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
      facts.stop = StopScope::all;
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
  facts.stop = StopScope::all;
  facts.stop_confirmation = true;
  EXPECT_EQ(decide(facts, night, vn()).kind, VerdictKind::send);
  facts.erased = true;
  EXPECT_EQ(decide(facts, night, vn()).kind, drop);
}

TEST(Verdict, OneClickByEmailLeavesPages) {
  auto facts = text_for(page);
  facts.stop = StopScope::reminders_and_campaigns;
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

TEST(Verdict, ACapThatHasFreedMeanwhileDoesNotSpin) {
  auto facts = text_for(reminder);
  facts.cap = facts.sent_in_window = 1;
  facts.cap_frees_at = noon - Days(1);
  EXPECT_GT(decide(facts, noon, vn()).until, noon);
}

}  // namespace
}  // namespace muster
