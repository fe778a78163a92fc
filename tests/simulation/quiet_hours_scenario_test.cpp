// SPDX-License-Identifier: Apache-2.0
// Nobody is reminded outside 08:00-20:00 of their own zone; what the donor started is answered at
// any hour.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "world.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

World& with_session(World& w) {
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  return w;
}

// May have given since the 24th: whoever is entered later is invited at once, if the hour allows
// it.
void overdue_donor(World& w, const std::string& alias, const std::string& phone) {
  w.donor(alias).phone(phone).gave(Product::whole_blood, "2026-08-01").consents({reminders});
}

TEST(QuietHoursScenario, TheHourIsTheDonorsOwn) {
  World w;
  with_session(w);
  w.donor("kim")
      .phone("0912345678")
      .lives_in("Europe/London")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders});
  // 09:00 in London, still on summer time, is 15:00 in Viet Nam.
  w.forward_to("2026-10-24 14:59");
  w.phone("kim").hears_nothing();
  w.forward_to("2026-10-24 15:01");
  w.phone("kim").gets("reminder_invite").arriving_at(w.at("2026-10-24 15:00"));
}

TEST(QuietHoursScenario, WhatComesUpAtNightWaitsForTheMorning) {
  World w({.start = "2026-10-25 22:00"});
  with_session(w);
  overdue_donor(w, "an", "0912345678");
  w.forward_to("2026-10-26 07:59");
  w.phone("an").hears_nothing();
  w.forward_to("2026-10-26 08:01");
  w.phone("an").gets("reminder_invite").arriving_at(w.at("2026-10-26 08:00"));
}

TEST(QuietHoursScenario, ARetryThatFallsIntoTheNightWaitsToo) {
  World w({.start = "2026-10-25 19:59"});
  with_session(w);
  Faults down;
  down.server_error = 1;
  w.gateway().suffer(down);
  overdue_donor(w, "an", "0912345678");
  w.forward_to("2026-10-25 20:01");
  w.gateway().suffer({});
  w.forward_to("2026-10-26 07:59");
  w.phone("an").hears_nothing();
  w.forward_to("2026-10-26 08:01");
  w.phone("an").gets("reminder_invite");
}

// A gateway that takes one at a time: what still waits for its place at 20:00 goes in the morning.
TEST(QuietHoursScenario, ASlowGatewayDoesNotSendIntoTheNight) {
  GatewayManners slow;
  slow.in_flight = 1;
  World w({.start = "2026-10-25 19:58", .gateway = slow});
  with_session(w);
  w.gateway().answer_after(Seconds(9));
  for (int i = 0; i < 30; ++i)
    overdue_donor(w, fmt::format("d{}", i), fmt::format("09123456{:02}", i));
  w.forward_to("2026-10-25 21:00");
  for (const auto& call : w.gateway().calls()) EXPECT_LT(call.at, w.at("2026-10-25 20:00"));
  EXPECT_GT(w.gateway().calls().size(), 5U);
  w.forward_to("2026-10-26 08:10");
  EXPECT_EQ(w.gateway().deliveries().size(), 30U);
}

TEST(QuietHoursScenario, AReplyIsAnsweredAtAnyHour) {
  World w;
  with_session(w);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward_to("2026-10-24 23:30");
  w.phone("an").gets("reminder_invite");
  w.phone("an").says("Có");
  w.phone("an").gets("reminder_yes").arriving_at(w.at("2026-10-24 23:30"));
}

TEST(QuietHoursScenario, PagesAtNightNeedAConsentOfTheirOwn) {
  World w({.start = "2026-10-24 23:00"});
  w.donor("day").phone("0912345601").group("O+").consents({emergency}).verified();
  w.donor("night")
      .phone("0912345602")
      .group("O+")
      .consents({emergency, emergency_night})
      .verified();
  w.club("rapid").members({"day", "night"});
  auto request = w.request("rapid", "O+", 1, Hours(3));
  w.phone("night").gets("emergency_page");
  w.phone("day").hears_nothing();
  EXPECT_FALSE(request.asked("day"));
}

}  // namespace
}  // namespace muster::simulation
