// SPDX-License-Identifier: Apache-2.0
// Hours that an organisation narrows, and days on which nothing goes.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "office.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

void overdue_donor(World& w, const std::string& alias, const std::string& phone) {
  w.donor(alias).phone(phone).gave(Product::whole_blood, "2026-08-01").consents({reminders});
}

World& with_session(World& w) {
  w.session("kinh-mon-10").on("2026-11-05", "07:30", "11:30").places(100);
  return w;
}

TEST(ContactHoursScenario, NarrowedHoursHold) {
  World w({.start = "2026-10-25 18:00"});
  with_session(w);
  EXPECT_TRUE(Office(w).narrows(HoursKind::reminders, "10:00", "17:00"));
  overdue_donor(w, "an", "0912345678");
  w.forward_to("2026-10-26 09:59");
  w.phone("an").hears_nothing();
  w.forward_to("2026-10-26 10:01");
  w.phone("an").gets("reminder_invite").arriving_at(w.at("2026-10-26 10:00"));
}

TEST(ContactHoursScenario, WiderOnesAreRefused) {
  World w;
  EXPECT_FALSE(Office(w).narrows(HoursKind::reminders, "07:00", "20:00"));
}

TEST(ContactHoursScenario, ABlackoutWaitsForTheFirstMinuteAfterIt) {
  World w({.start = "2026-10-25 10:00"});
  with_session(w);
  EXPECT_TRUE(Office(w).blacks_out("2026-10-25", "2026-10-27"));
  overdue_donor(w, "an", "0912345678");
  EXPECT_EQ(w.messages_to("an").back().reason, Reason::blackout);
  w.forward_to("2026-10-28 07:59");
  w.phone("an").hears_nothing();
  w.forward_to("2026-10-28 08:01");
  w.phone("an").gets("reminder_invite").arriving_at(w.at("2026-10-28 08:00"));
}

TEST(ContactHoursScenario, ABlackoutNeverKeepsAPageOrAnAnswer) {
  World w({.start = "2026-10-25 10:00"});
  w.donor("an").phone("0912345678").group("O+").consents({emergency}).verified();
  w.club("rapid").members({"an"});
  EXPECT_TRUE(Office(w).blacks_out("2026-10-25", "2026-10-27"));
  w.request("rapid", "O+", 1, Hours(3));
  w.phone("an").gets("emergency_page");
  w.phone("an").says("CO 20");
  w.phone("an").gets("page_go");
}

// Declared while texts wait for a place at the gateway.
TEST(ContactHoursScenario, ABlackoutCallsBackWhatIsLeased) {
  GatewayManners narrow;
  narrow.in_flight = 1;
  World w({.start = "2026-10-25 10:00", .gateway = narrow});
  with_session(w);
  w.gateway().answer_after(Seconds(5));
  for (int i = 0; i < 4; ++i)
    overdue_donor(w, fmt::format("d{}", i), fmt::format("091234560{}", i));
  EXPECT_EQ(w.gateway().calls().size(), 1U);
  EXPECT_TRUE(Office(w).blacks_out("2026-10-25", "2026-10-25"));
  w.forward_to("2026-10-25 23:00");
  EXPECT_EQ(w.gateway().calls().size(), 1U);
  w.forward_to("2026-10-26 09:00");
  EXPECT_EQ(w.gateway().deliveries().size(), 4U);
}

}  // namespace
}  // namespace muster::simulation
