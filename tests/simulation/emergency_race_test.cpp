// SPDX-License-Identifier: Apache-2.0
// Emergencies that meet: two for one pool, a close while pages are on the wire, a page whose
// outcome nobody knows.
#include <gtest/gtest.h>

#include <algorithm>

#include "emergency_town.hpp"

namespace muster::simulation {
namespace {

WorldOptions morning() { return {.start = "2026-10-24 09:00"}; }

std::size_t pages_on_phones(World& w) {
  const auto& all = w.gateway().deliveries();
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(),
      [&](const Delivery& delivery) { return w.kind_of(delivery.key) == "emergency_page"; }));
}

TEST(EmergencyRace, TwoRequestsShareAPoolAndNobodyIsAskedTwice) {
  World w(morning());
  auto members = make_club(w, 40, 10);
  auto one = w.request("rapid", "O+", 2, Hours(2));
  auto two = w.request("rapid", "O+", 2, Hours(2));
  EXPECT_NE(one.code(), two.code());
  w.forward(Seconds(2));
  // The second finds four of the shift free, and takes the others from outside it.
  EXPECT_EQ(one.asked_so_far(), 6);
  EXPECT_EQ(two.asked_so_far(), 10);
  for (const auto& alias : members) EXPECT_FALSE(one.asked(alias) && two.asked(alias)) << alias;
}

// Silent for twice the wave, so free to be asked by the other request; then they say yes to both.
TEST(EmergencyRace, AYesToTheSecondIsNotASecondPromise) {
  World w(morning());
  make_club(w, 1, 1);
  auto one = w.request("rapid", "O+", 1, Hours(2));
  w.phone("m0").gets("emergency_page");
  w.forward(Minutes(12));
  auto two = w.request("rapid", "O+", 1, Hours(2));
  w.forward(Seconds(2));
  ASSERT_TRUE(two.asked("m0"));
  w.phone("m0").gets("emergency_page");
  w.phone("m0").says("CO 20");
  w.phone("m0").gets("page_which_code").saying(one.code()).saying(two.code());
  w.phone("m0").says(one.code() + " CO 20");
  w.phone("m0").gets("page_go");
  w.phone("m0").says(two.code() + " CO 20");
  w.forward(Seconds(5));
  EXPECT_EQ(is_commitment(one.page_state("m0")) + is_commitment(two.page_state("m0")), 1);
}

TEST(EmergencyRace, ACloseCatchesWhatHasNotLeft) {
  GatewayManners narrow;
  narrow.in_flight = 4;
  World w({.start = "2026-10-24 09:00", .gateway = narrow});
  make_club(w, 10, 10);
  w.gateway().answer_after(Seconds(5));
  auto request = w.request("rapid", "O+", 5, Hours(2));
  EXPECT_EQ(w.gateway().calls().size(), 4U);
  request.close();
  w.forward(Minutes(2));
  EXPECT_EQ(pages_on_phones(w), 4U);
  int stood_down = 0;
  for (int i = 0; i < 10; ++i) stood_down += w.phone(fmt::format("m{}", i)).count("stand_down");
  EXPECT_EQ(stood_down, 4);
}

TEST(EmergencyRace, ALostAnswerToAPage) {
  for (bool keyed : {true, false})
    for (auto fate : {Fate::lost_answer, Fate::lost_request}) {
      SCOPED_TRACE(keyed);
      GatewayManners manners;
      manners.keyed = keyed;
      World w({.start = "2026-10-24 09:00", .gateway = manners});
      make_club(w, 1, 1);
      w.gateway().next_fate(fate);
      auto request = w.request("rapid", "O+", 1, Hours(2));
      w.forward(Minutes(1));
      bool twice =
          !keyed && fate == Fate::lost_answer && w.phone("m0").count("emergency_page") == 2;
      EXPECT_TRUE(twice || w.phone("m0").count("emergency_page") == 1);
      bool flagged = w.messages_to("m0").front().maybe_duplicate;
      EXPECT_EQ(flagged, !keyed && (twice || fate == Fate::lost_request));
      request.close();
      w.forward(Minutes(1));
      EXPECT_EQ(w.phone("m0").count("stand_down"), 1);
    }
}

// The answer is lost and the request closes before the page can go again: it may be on the phone,
// so it is stood down.
TEST(EmergencyRace, AnUnknownPageIsStoodDownToo) {
  for (bool keyed : {true, false}) {
    GatewayManners manners;
    manners.keyed = keyed;
    World w({.start = "2026-10-24 09:00", .gateway = manners});
    make_club(w, 1, 1);
    w.gateway().next_fate(Fate::lost_answer);
    auto request = w.request("rapid", "O+", 1, Hours(2));
    w.forward(Seconds(5));
    request.close();
    w.forward(Minutes(5));
    EXPECT_EQ(w.phone("m0").count("emergency_page"), 1) << "keyed " << keyed;
    EXPECT_EQ(w.phone("m0").count("stand_down"), 1) << "keyed " << keyed;
  }
}

// The same at the edge of the night: the page may not go again, yet it may be on the phone.
TEST(EmergencyRace, APageInDoubtThatMayNotGoAgainIsStoodDown) {
  World w({.start = "2026-10-24 21:59"});
  w.donor("an").phone("0912345678").group("O+").consents({Purpose::emergency}).verified();
  w.club("rapid").members({"an"});
  w.forward(Seconds(55));
  w.gateway().next_fate(Fate::lost_answer);
  Faults silent;
  silent.lost_receipt = 1;
  w.gateway().suffer(silent);
  auto request = w.request("rapid", "O+", 1, Hours(2));
  w.forward(Minutes(2));
  EXPECT_EQ(w.phone("an").count("emergency_page"), 1);
  request.close();
  w.forward(Minutes(2));
  EXPECT_EQ(w.phone("an").count("stand_down"), 1);
}

TEST(EmergencyRace, ADeadGatewayIsTriedAndThenLost) {
  World w(morning());
  make_club(w, 3, 3);
  Faults dead;
  dead.refused = 1;
  w.gateway().suffer(dead);
  auto request = w.request("rapid", "O+", 1, Hours(4));
  w.forward(Minutes(5));
  w.gateway().suffer({});
  EXPECT_EQ(pages_on_phones(w), 0U);
  request.close();
  w.forward(Minutes(5));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(w.phone(fmt::format("m{}", i)).count("stand_down"), 0);
}

// Reminders by the hundred are under way: the pages leave at once all the same.
TEST(EmergencyRace, PagesPassTheReminders) {
  GatewayManners narrow;
  narrow.in_flight = 16;
  World w({.start = "2026-10-24 08:30", .gateway = narrow});
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(0);
  for (int i = 0; i < 200; ++i)
    w.donor(fmt::format("d{}", i))
        .phone(fmt::format("0913{:06}", i))
        .gave(Product::whole_blood, "2026-08-01")
        .consents({Purpose::reminders});
  make_club(w, 5, 5);
  w.gateway().answer_after(Seconds(1));
  w.forward_to("2026-10-24 09:00");
  w.forward(Seconds(3));
  EXPECT_LT(w.gateway().deliveries().size(), 100U);
  auto opened = w.now();
  w.request("rapid", "O+", 5, Hours(2));
  w.forward(Seconds(3));
  for (int i = 0; i < 5; ++i)
    EXPECT_LE(w.phone(fmt::format("m{}", i)).gets("emergency_page").when(), opened + Seconds(2));
}

}  // namespace
}  // namespace muster::simulation
