// SPDX-License-Identifier: Apache-2.0
// One emergency from the call to the last stand-down. Units of red cells, a club of 100, a wave
// every 5 minutes of as many as the missing promises take: four for two units.
#include <gtest/gtest.h>

#include "emergency_town.hpp"

namespace muster::simulation {
namespace {

WorldOptions morning() { return {.start = "2026-10-24 09:00"}; }

TEST(EmergencyScenario, OnCallMembersAreAskedFirstAndAtOnce) {
  World w(morning());
  auto members = make_club(w, 100, 12);
  auto opened = w.now();
  auto request = w.request("rapid", "O+", 2, Hours(2));
  w.forward(Seconds(1));
  auto first = asked(request, members, w);
  ASSERT_EQ(first.size(), 6U);
  for (const auto& alias : first) {
    EXPECT_LT(w.id(alias), w.id("m12")) << alias << " is not on call";
    auto page = w.phone(alias).gets("emergency_page").saying(request.code()).saying("BV Kinh Mon");
    EXPECT_LE(page.when(), opened + Seconds(1));
  }
}

TEST(EmergencyScenario, SilenceBringsTheNextWave) {
  World w(morning());
  auto members = make_club(w, 100, 12);
  auto request = w.request("rapid", "O+", 2, Hours(2));
  w.forward(Minutes(4));
  EXPECT_EQ(request.asked_so_far(), 6);
  w.forward(Minutes(1));
  EXPECT_EQ(request.asked_so_far(), 12);
  EXPECT_EQ(request.waves(), 2);
  EXPECT_TRUE(request.asked("m11"));
  EXPECT_EQ(request.page_state(asked(request, members, w).front()), PageState::silent);
}

TEST(EmergencyScenario, FromFourYesToTheLastStandDown) {
  World w(morning());
  auto members = make_club(w, 100, 12);
  auto request = w.request("rapid", "O+", 2, Hours(2));
  w.forward(Seconds(2));
  auto first = asked(request, members, w);
  auto& comes = first[0];
  auto& fails = first[1];
  for (const auto& alias : first) w.phone(alias).gets("emergency_page");

  w.phone(comes).says("CO 20");
  w.phone(comes).gets("page_go").saying(request.code());
  EXPECT_EQ(request.state(), RequestState::open);
  w.phone(fails).says(request.code() + " CO 20");
  w.phone(fails).gets("page_go");
  for (std::size_t i : {2U, 3U}) {
    EXPECT_EQ(request.state(), RequestState::open);
    w.phone(first[i]).says("CO 20");
    w.phone(first[i]).gets("page_go");
  }
  EXPECT_EQ(request.state(), RequestState::covered);

  // Covered: paging pauses, and nobody is stood down on promises.
  w.forward(Minutes(15));
  EXPECT_EQ(request.asked_so_far(), 6);
  EXPECT_EQ(w.phone(first[5]).count("stand_down"), 0);

  // The desk gives one up: the search is on again within a second.
  EXPECT_TRUE(request.does_not_show(fails));
  w.forward(Seconds(1));
  EXPECT_EQ(request.state(), RequestState::open);
  EXPECT_EQ(request.asked_so_far(), 8);
  auto now_asked = asked(request, members, w);
  auto& replaces = now_asked.back();
  w.phone(replaces).gets("emergency_page");
  w.phone(replaces).says("CO 15");
  w.phone(replaces).gets("page_go");
  EXPECT_EQ(request.state(), RequestState::covered);

  EXPECT_TRUE(request.arrives(comes));
  EXPECT_FALSE(request.closed_as() == "filled");
  EXPECT_TRUE(request.arrives(replaces));
  EXPECT_EQ(request.state(), RequestState::closed);
  EXPECT_EQ(request.closed_as(), "filled");

  w.forward(Minutes(5));
  for (const auto& alias : now_asked) {
    bool arrived = alias == comes || alias == replaces;
    EXPECT_EQ(w.phone(alias).count("stand_down"), arrived ? 0 : 1) << alias;
  }
  for (const auto& alias : members)
    if (!request.asked(alias)) {
      EXPECT_EQ(w.phone(alias).count("stand_down"), 0) << alias;
    }
}

TEST(EmergencyScenario, ALateYesGetsACourteousAnswer) {
  World w(morning());
  auto members = make_club(w, 10, 10);
  auto request = w.request("rapid", "O+", 5, Hours(2));
  w.forward(Seconds(2));
  w.phone("m1").gets("emergency_page");
  EXPECT_TRUE(request.close());
  w.phone("m1").gets("stand_down");
  w.phone("m1").says("CO 10");
  w.phone("m1").gets("page_late");
  EXPECT_EQ(request.page_state("m1"), PageState::stood_down);
}

TEST(EmergencyScenario, AWrongCodeIsAskedBack) {
  World w(morning());
  make_club(w, 10, 10);
  auto request = w.request("rapid", "O+", 5, Hours(2));
  w.forward(Seconds(2));
  w.phone("m1").gets("emergency_page");
  w.phone("m1").says("K99 CO 20");
  w.phone("m1").gets("page_which_code").saying(request.code());
  EXPECT_FALSE(is_commitment(request.page_state("m1")));
}

TEST(EmergencyScenario, ARefusalPullsTheNextWithinASecond) {
  World w(morning());
  auto members = make_club(w, 30, 0);
  auto request = w.request("rapid", "O+", 2, Hours(2));
  w.forward(Seconds(2));
  auto first = asked(request, members, w);
  auto calls = w.gateway().calls().size();
  auto refused = w.now();
  w.phone(first[0]).gets("emergency_page");
  w.phone(first[0]).says(request.code() + " KHONG");
  w.forward(Seconds(1));
  EXPECT_EQ(request.asked_so_far(), 11);
  EXPECT_EQ(request.page_state(first[0]), PageState::declined);
  ASSERT_GT(w.gateway().calls().size(), calls);
  EXPECT_LE(w.gateway().calls().back().at, refused + Seconds(1));
  w.phone(first[0]).gets("page_declined");
}

TEST(EmergencyScenario, AnUndeliveredPagePullsTheNext) {
  World w(morning());
  auto members = make_club(w, 30, 1);
  w.gateway().never_delivers_to(w.phone("m0").number());
  auto request = w.request("rapid", "O+", 2, Hours(2));
  w.forward(Seconds(10));
  EXPECT_EQ(request.page_state("m0"), PageState::undelivered);
  EXPECT_EQ(request.asked_so_far(), 11);
}

TEST(EmergencyScenario, YesThenNoFreesThePlace) {
  World w(morning());
  auto members = make_club(w, 30, 0);
  auto request = w.request("rapid", "O+", 1, Hours(2));
  w.forward(Seconds(2));
  auto all = asked(request, members, w);
  auto& first = all[0];
  w.phone(first).gets("emergency_page");
  w.phone(first).says("CO 20");
  w.phone(first).gets("page_go");
  EXPECT_EQ(request.state(), RequestState::open);
  w.phone(all[1]).says("CO 20");
  EXPECT_EQ(request.state(), RequestState::covered);
  w.phone(first).says("không đi được");
  w.phone(first).gets("page_changed_mind");
  EXPECT_EQ(request.page_state(first), PageState::released);
  w.forward(Seconds(1));
  EXPECT_EQ(request.state(), RequestState::open);
  EXPECT_EQ(request.asked_so_far(), 11);
  request.close();
  w.forward(Minutes(1));
  EXPECT_EQ(w.phone(first).count("stand_down"), 0);
}

TEST(EmergencyScenario, TheFifthYesIsAReserveAndIsCalledUp) {
  World w(morning());
  auto members = make_club(w, 10, 10);
  auto request = w.request("rapid", "O+", 2, Hours(2));
  w.forward(Seconds(2));
  auto first = asked(request, members, w);
  for (const auto& alias : first) w.phone(alias).gets("emergency_page");
  for (std::size_t i = 0; i < 5; ++i) w.phone(first[i]).says("CO 20");
  auto& reserve = first[4];
  w.phone(reserve).gets("page_reserve");
  EXPECT_EQ(request.page_state(reserve), PageState::accepted_reserve);
  // Later: what they named with their yes has passed, and counts from now.
  w.forward(Minutes(25));
  request.does_not_show(first[0]);
  w.forward(Seconds(1));
  EXPECT_EQ(request.page_state(reserve), PageState::accepted_go);
  w.phone(reserve).gets("page_go");
  w.forward(Minutes(4));
  EXPECT_GE(request.page_to(reserve).eta_at, w.at("2026-10-24 09:45"));
  EXPECT_LT(request.page_to(reserve).eta_at, w.at("2026-10-24 09:46"));
  EXPECT_EQ(request.state(), RequestState::covered);
}

TEST(EmergencyScenario, WhoIsDeferredAtTheDeskIsReplaced) {
  World w(morning());
  auto members = make_club(w, 30, 0);
  auto request = w.request("rapid", "O+", 1, Hours(2));
  w.forward(Seconds(2));
  auto first = asked(request, members, w).front();
  w.phone(first).gets("emergency_page");
  w.phone(first).says("CO 5");
  auto code = request.page_to(first).arrival_code;
  w.phone(first).gets("page_go").saying(code);
  EXPECT_TRUE(request.is_deferred(first));
  EXPECT_EQ(request.page_state(first), PageState::deferred);
  w.forward(Seconds(1));
  EXPECT_EQ(request.asked_so_far(), 11);
}

TEST(EmergencyScenario, ArrivalsCountByCodeAndOnce) {
  World w(morning());
  make_club(w, 10, 10);
  auto request = w.request("rapid", "O+", 5, Hours(2));
  w.forward(Seconds(2));
  w.phone("m0").says("CO 5");
  auto code = request.page_to("m0").arrival_code;
  EXPECT_FALSE(request.arrives_with_code(code == "0000" ? "0001" : "0000"));
  EXPECT_TRUE(request.arrives_with_code(code));
  EXPECT_TRUE(request.arrives_with_code(code));
  EXPECT_EQ(request.row().usable, 1);
}

TEST(EmergencyScenario, ExpiresAtTheArrivalDeadline) {
  World w(morning());
  make_club(w, 10, 10);
  auto request = w.request("rapid", "O+", 2, Hours(1));
  auto deadline = request.row().arrive_by;
  EXPECT_EQ(deadline, w.at("2026-10-24 09:35"));
  w.forward_to(deadline - Seconds(1));
  EXPECT_EQ(request.state(), RequestState::open);
  w.forward_to(deadline + Seconds(1));
  EXPECT_EQ(request.closed_as(), "expired");
  w.forward(Minutes(1));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(w.phone(fmt::format("m{}", i)).count("stand_down"), 1);
}

TEST(EmergencyScenario, AnOverdueDonorIsExpectedNoMore) {
  World w(morning());
  auto members = make_club(w, 30, 0);
  auto request = w.request("rapid", "O+", 1, Hours(2));
  w.forward(Seconds(2));
  auto first = asked(request, members, w);
  w.phone(first[0]).says("CO 10");
  EXPECT_EQ(request.state(), RequestState::open);
  w.phone(first[1]).says("CO 60");
  EXPECT_EQ(request.state(), RequestState::covered);
  w.forward(Minutes(19));
  EXPECT_EQ(request.state(), RequestState::covered);
  w.forward(Minutes(2));
  EXPECT_EQ(request.state(), RequestState::open);
  EXPECT_GT(request.asked_so_far(), 10);
}

}  // namespace
}  // namespace muster::simulation
