// SPDX-License-Identifier: Apache-2.0
// Clocks that are set and machines that sleep: nothing doubled, nothing early, nothing forgotten.
#include <gtest/gtest.h>

#include "emergency_town.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

TEST(ClockScenario, AMachineThatSleptSendsWhatIsStillOfUse) {
  World w;
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward_to("2026-10-24 03:00");
  w.jump_to(w.at("2026-10-24 14:00"));
  w.phone("an").gets("reminder_invite");
  w.forward(Hours(48));
  EXPECT_EQ(w.phone("an").count("reminder_invite"), 1);
}

TEST(ClockScenario, SetBackAnHourNothingGoesTwice) {
  World w;
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.jump_to(w.at("2026-10-24 08:01"));
  w.forward(Hours(3));
  w.phone("an").hears_nothing();
}

TEST(ClockScenario, SetBackAMinuteAWaveIsNotRepeated) {
  World w({.start = "2026-10-24 09:00"});
  make_club(w, 40, 0);
  auto request = w.request("rapid", "O+", 1, Hours(2));
  w.forward(Minutes(5));
  EXPECT_EQ(request.waves(), 2);
  w.jump_to(w.now() - Minutes(1));
  w.forward(Minutes(2));
  EXPECT_EQ(request.waves(), 2);
  w.forward(Minutes(4));
  EXPECT_EQ(request.waves(), 3);
}

TEST(ClockScenario, SetForwardInAWaveBringsOneNotMany) {
  World w({.start = "2026-10-24 09:00"});
  make_club(w, 100, 0);
  auto request = w.request("rapid", "O+", 1, Hours(3));
  w.forward(Minutes(1));
  EXPECT_EQ(request.asked_so_far(), 10);
  w.jump_to(w.now() + Hours(1));
  w.forward(Seconds(5));
  EXPECT_EQ(request.asked_so_far(), 20);
  EXPECT_EQ(request.waves(), 2);
}

TEST(ClockScenario, SummerTimeEndsTheHourStaysTheDonors) {
  // 25 October 2026: London goes back from 02:00 to 01:00. 84 days after 2 August.
  World w;
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("kim")
      .phone("0912345678")
      .lives_in("Europe/London")
      .gave(Product::whole_blood, "2026-08-02")
      .consents({reminders});
  w.forward_to("2026-10-25 15:59");
  w.phone("kim").hears_nothing();
  w.forward_to("2026-10-25 16:01");
  w.phone("kim").gets("reminder_invite").arriving_at(w.at("2026-10-25 16:00"));
}

}  // namespace
}  // namespace muster::simulation
