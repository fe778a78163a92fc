// SPDX-License-Identifier: Apache-2.0
// An emergency bypass: who it reaches, who it never reaches, and that it is written down.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "office.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

void member(World& w, const std::string& alias, const std::string& phone,
            std::vector<Purpose> consents = {emergency}) {
  w.donor(alias).phone(phone).group("O+").consents(std::move(consents)).verified();
}

BypassId bypass_of(World& w, const std::string& alias) {
  return w.messages_to(alias).back().bypass;
}

TEST(BypassScenario, ReachesAtNightWhoConsentedToEmergenciesOnly) {
  World w({.start = "2026-10-24 23:00"});
  member(w, "day", "0912345601");
  member(w, "night", "0912345602", {emergency, emergency_night});
  member(w, "neither", "0912345603", {reminders});
  w.club("rapid").members({"day", "night", "neither"});
  auto request = w.request("rapid", "O+", 3, Hours(3));
  w.phone("night").gets("emergency_page");
  w.phone("day").hears_nothing();
  Office office(w);
  EXPECT_TRUE(office.opens_bypass(Hours(2)));
  w.forward(Minutes(6));  // with the next wave
  w.phone("day").gets("emergency_page");
  w.phone("neither").hears_nothing();
  EXPECT_TRUE(bypass_of(w, "day"));
  EXPECT_FALSE(bypass_of(w, "night")) << "they are asked by the rules";
  EXPECT_NE(request.page_to("day").why.find("bypass 1"), std::string::npos);
  EXPECT_EQ(office.bypasses().front().used, 1);
}

TEST(BypassScenario, LiftsThePauseAndNoStop) {
  World w({.start = "2026-10-24 10:00"});
  member(w, "pauses", "0912345601");
  member(w, "stopped", "0912345602");
  member(w, "in_part", "0912345603");
  w.club("rapid").members({"pauses", "stopped", "in_part"});
  Office office(w);
  EXPECT_TRUE(office.snoozes("pauses", "2026-12-01"));
  EXPECT_TRUE(office.stops("stopped"));
  EXPECT_TRUE(office.stops("in_part", {emergency}));
  auto request = w.request("rapid", "O+", 3, Hours(3));
  w.forward(Minutes(1));
  EXPECT_EQ(request.asked_so_far(), 0);
  EXPECT_TRUE(office.opens_bypass(Hours(2)));
  w.forward(Minutes(10));
  EXPECT_EQ(request.asked_so_far(), 1);
  w.phone("pauses").gets("emergency_page");
  EXPECT_TRUE(bypass_of(w, "pauses"));
  w.phone("stopped").hears_nothing();
  w.phone("in_part").hears_nothing();
}

TEST(BypassScenario, EndsByItselfAndByHand) {
  for (bool by_hand : {false, true}) {
    SCOPED_TRACE(by_hand);
    World w({.start = "2026-10-24 23:00"});
    member(w, "day", "0912345601");
    w.club("rapid").members({"day"});
    Office office(w);
    EXPECT_TRUE(office.opens_bypass(Minutes(30)));
    if (by_hand) {
      EXPECT_TRUE(office.ends_bypass(office.bypasses().front().bypass.id));
    } else {
      w.forward(Minutes(30));
    }
    auto request = w.request("rapid", "O+", 1, Hours(3));
    w.forward(Minutes(20));
    EXPECT_EQ(request.asked_so_far(), 0);
    w.phone("day").hears_nothing();
  }
}

// A page that is tried again when the bypass is over: its night has no excuse any more.
TEST(BypassScenario, ARetryAfterItsEndDoesNotLeave) {
  World w({.start = "2026-10-24 23:00"});
  member(w, "day", "0912345601");
  w.club("rapid").members({"day"});
  Faults down;
  down.server_error = 1;
  w.gateway().suffer(down);
  Office office(w);
  EXPECT_TRUE(office.opens_bypass(Minutes(30)));
  auto request = w.request("rapid", "O+", 1, Hours(3));
  w.forward(Seconds(1));
  EXPECT_FALSE(w.gateway().calls().empty());
  EXPECT_TRUE(office.ends_bypass(office.bypasses().front().bypass.id));
  auto calls = w.gateway().calls().size();
  w.gateway().suffer({});
  w.forward(Minutes(30));
  EXPECT_EQ(w.gateway().calls().size(), calls);
  EXPECT_EQ(request.page_state("day"), PageState::released);
}

TEST(BypassScenario, IsNoMoreThanADay) {
  World w({.start = "2026-10-24 23:00"});
  EXPECT_FALSE(Office(w).opens_bypass(Hours(24) + Millis(1)));
  EXPECT_TRUE(Office(w).opens_bypass(Hours(24)));
}

// Claimed a moment before 22:00, and the gateway is slow: nobody without consent is woken.
TEST(BypassScenario, APageThatWaitsForAPlaceDoesNotLeaveIntoTheNight) {
  GatewayManners slow;
  slow.in_flight = 1;
  World w({.start = "2026-10-24 21:59", .gateway = slow});
  w.gateway().answer_after(Seconds(25));
  std::vector<std::string> members;
  for (int i = 0; i < 6; ++i) {
    members.push_back(fmt::format("m{}", i));
    member(w, members.back(), fmt::format("091234560{}", i));
  }
  w.club("rapid").members(members);
  w.request("rapid", "O+", 6, Hours(3));
  w.forward(Minutes(10));
  EXPECT_GE(w.gateway().calls().size(), 1U);
  EXPECT_LE(w.gateway().calls().size(), 3U);
  for (const auto& call : w.gateway().calls()) EXPECT_LT(call.at, w.at("2026-10-24 22:00"));
}

}  // namespace
}  // namespace muster::simulation
