// SPDX-License-Identifier: Apache-2.0
// What a bypass changes of the verdict on a page, and what it never changes.
#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "muster/domain/verdict.hpp"

namespace muster {
namespace {

const Instant noon = parse_instant("2026-03-10T12:00:00+07:00").value();
const Instant night = parse_instant("2026-03-10T23:00:00+07:00").value();
Zone vn() { return Zone::named("Asia/Ho_Chi_Minh").value(); }
constexpr auto page = Purpose::emergency;
constexpr auto drop = VerdictKind::drop;

SendFacts text_for(Purpose purpose) {
  SendFacts facts;
  facts.purpose = purpose;
  facts.verified = true;
  facts.consents = Consents::of_bits(0xF);
  return facts;
}

// Whatever a bypass lifts, it lifts nothing of these.
TEST(Verdict, ABypassNeverLiftsWhatIsForbidden) {
  const std::vector<std::pair<Reason, std::function<void(SendFacts&)>>> forbidden = {
      {Reason::stopped, [](SendFacts& f) { f.stops.add(StopScope::all()); }},
      {Reason::no_consent, [](SendFacts& f) { f.consents.withdraw(page); }},
      {Reason::not_messaged, [](SendFacts& f) { f.never = true; }},
      {Reason::not_eligible, [](SendFacts& f) { f.eligible = false; }},
      {Reason::outcome_pending, [](SendFacts& f) { f.hold = true; }},
      {Reason::not_verified, [](SendFacts& f) { f.verified = false; }},
      {Reason::address_suppressed, [](SendFacts& f) { f.suppressed = true; }},
      {Reason::request_closed, [](SendFacts& f) { f.request_open = false; }},
      {Reason::erased, [](SendFacts& f) { f.erased = true; }},
  };
  for (const auto& [reason, change] : forbidden)
    for (auto now : {noon, night}) {
      auto facts = text_for(page);
      facts.consents.withdraw(Purpose::emergency_night);
      facts.bypass_until = noon + Days(1);
      change(facts);
      auto verdict = decide(facts, now, vn());
      EXPECT_EQ(verdict.kind, drop) << name(reason);
      EXPECT_EQ(verdict.reason, reason) << name(reason);
    }
}

// A page that waits for a place into the night is asked again.
TEST(Verdict, TheHoursOfALeaseCloseAtNightForWhoDidNotConsent) {
  auto facts = text_for(page);
  EXPECT_TRUE(may_leave(send_hours(facts), night, vn()));
  facts.consents.withdraw(Purpose::emergency_night);
  EXPECT_FALSE(may_leave(send_hours(facts), night, vn()));
  EXPECT_TRUE(may_leave(send_hours(facts), noon, vn()));
  facts.bypass_until = noon + Days(1);
  EXPECT_TRUE(may_leave(send_hours(facts), night, vn()));
  facts.bypass_until = night;
  EXPECT_FALSE(may_leave(send_hours(facts), night, vn())) << "the bypass ends as it would leave";
  EXPECT_TRUE(may_leave(send_hours(facts), night - Millis(1), vn()));
  facts.bypass_until.reset();
  facts.stand_down = true;
  EXPECT_TRUE(may_leave(send_hours(facts), night, vn()));
  facts.purpose.reset();
  facts.stand_down = false;
  EXPECT_TRUE(may_leave(send_hours(facts), night, vn()));
}

}  // namespace
}  // namespace muster
