// SPDX-License-Identifier: Apache-2.0
// When a request is covered: promises as chances, groups that nobody proved, and those who would
// come too late.
#include <gtest/gtest.h>

#include "emergency_town.hpp"

namespace muster::simulation {
namespace {

WorldOptions morning() { return {.start = "2026-10-24 09:00"}; }

TEST(EmergencyChance, TwoPromisesAreNoTwoUnits) {
  World w(morning());
  make_club(w, 20, 20);
  auto request = w.request("rapid", "O+", 2, Hours(2));
  w.forward(Seconds(2));
  EXPECT_EQ(request.asked_so_far(), 6) << "four more yeses at seven in ten";
  auto first = asked(request, make_club_aliases(20), w);
  for (const auto& alias : first) w.phone(alias).gets("emergency_page");
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(request.state(), RequestState::open) << i;
    w.phone(first[i]).says("CO 20");
    w.phone(first[i]).gets("page_go");
  }
  EXPECT_EQ(request.state(), RequestState::covered);
  w.phone(first[4]).says("CO 20");
  w.phone(first[4]).gets("page_reserve");
  w.forward(Minutes(8));
  EXPECT_EQ(request.asked_so_far(), 6);
  // One does not come: open again, and the reserve is told to come.
  EXPECT_TRUE(request.does_not_show(first[0]));
  w.phone(first[4]).gets("page_go");
  EXPECT_EQ(request.state(), RequestState::covered);
  EXPECT_TRUE(request.does_not_show(first[1]));
  w.forward(Seconds(1));
  EXPECT_EQ(request.state(), RequestState::open);
  EXPECT_EQ(request.asked_so_far(), 8) << "one more yes at seven in ten";
}

// The first to answer does not know their group; the two whom the laboratory typed answer after.
TEST(EmergencyChance, WhoseGroupNobodyKnowsNeverCovers) {
  World w(morning());
  auto typed = members(w, "lab", 2, "A+");
  auto unknown = member(w, "unknown", "?", TypingSource::none);
  w.club("rapid").members(both(typed, {unknown})).on_call(both(typed, {unknown}));
  auto request = w.request("rapid", "A+", 1, Hours(2));
  w.forward(Seconds(2));
  ASSERT_EQ(asked_of(request, typed), 2);
  ASSERT_TRUE(request.asked(unknown));
  for (const auto& alias : both(typed, {unknown})) w.phone(alias).gets("emergency_page");
  w.phone(unknown).says("CO 10");
  EXPECT_EQ(request.state(), RequestState::open);
  w.phone(typed[0]).says("CO 20");
  w.phone(typed[0]).gets("page_go");
  EXPECT_EQ(request.state(), RequestState::open);
  w.phone(typed[1]).says("CO 20");
  w.phone(typed[1]).gets("page_go");
  EXPECT_EQ(request.state(), RequestState::covered);
}

TEST(EmergencyChance, WhileTypedDonorsMaySufficeAToldGroupWaits) {
  World w(morning());
  auto typed = members(w, "lab", 8, "A+");
  auto told = members(w, "told", 2, "A+", TypingSource::self_declared);
  w.club("rapid").members(both(typed, told)).on_call(both(typed, told));
  // The told are asked all the same once six typed have been silent: nobody of them suffices now.
  auto request = w.request("rapid", "A+", 2, Hours(3));
  w.forward(Seconds(2));
  EXPECT_EQ(asked_of(request, typed), 6);
  EXPECT_EQ(asked_of(request, told), 0);
  w.forward(Minutes(11));
  ASSERT_EQ(asked_of(request, told), 2);
  for (const auto& alias : both(typed, told)) w.phone(alias).gets("emergency_page");
  w.phone(told[0]).says("CO 20");
  w.phone(told[0]).gets("page_go").saying("CCCD");
  EXPECT_NE(request.row().note.find("group not proven"), std::string::npos) << request.row().note;
  // A typed yes goes before them.
  w.phone(typed[0]).says("CO 20");
  w.phone(typed[0]).gets("page_go");
}

// A club of told groups for two units: told to come like others and not paged whole, and never
// called covered.
TEST(EmergencyChance, AClubOfToldGroupsIsNotPagedWhole) {
  World w(morning());
  auto told = members(w, "told", 40, "A+", TypingSource::self_declared);
  w.club("rapid").members(told).on_call(told);
  auto request = w.request("rapid", "A+", 2, Hours(2));
  w.forward(Seconds(2));
  EXPECT_EQ(request.asked_so_far(), 6);
  auto first = asked(request, told, w);
  for (const auto& alias : first) w.phone(alias).gets("emergency_page");
  for (std::size_t i = 0; i < 4; ++i) {
    w.phone(first[i]).says("CO 60");
    w.phone(first[i]).gets("page_go");
  }
  w.forward(Minutes(30));
  EXPECT_EQ(request.asked_so_far(), 6);
  EXPECT_EQ(request.state(), RequestState::open);
  EXPECT_NE(request.row().note.find("group not proven: 4"), std::string::npos)
      << request.row().note;
}

TEST(EmergencyChance, ASiteMayTrustWhatDonorsSay) {
  auto settings = std::const_pointer_cast<Settings>(shipped_settings({}));
  settings->wave.count_told = true;
  World w({.start = "2026-10-24 09:00", .settings = settings});
  auto told = members(w, "told", 10, "A+", TypingSource::self_declared);
  w.club("rapid").members(told).on_call(told);
  auto request = w.request("rapid", "A+", 1, Hours(2));
  w.forward(Seconds(2));
  auto first = asked(request, told, w);
  for (const auto& alias : first) w.phone(alias).gets("emergency_page");
  for (std::size_t i = 0; i < 2; ++i) w.phone(first[i]).says("CO 20");
  EXPECT_EQ(request.state(), RequestState::covered);
}

// Needed in two hours, 25 minutes of them for screening: 95 minutes to come.
TEST(EmergencyChance, WhoWouldComeTooLateIsAskedToBeSooner) {
  World w(morning());
  make_club(w, 20, 20);
  auto request = w.request("rapid", "O+", 1, Hours(2));
  w.forward(Seconds(2));
  auto first = asked(request, make_club_aliases(20), w);
  for (const auto& alias : first) w.phone(alias).gets("emergency_page");
  ASSERT_EQ(first.size(), 3U);
  w.phone(first[0]).says("CO 120");
  w.phone(first[0]).gets("page_too_late").saying(request.code()).saying("10h35");
  EXPECT_EQ(w.phone(first[0]).count("page_go"), 0);
  EXPECT_EQ(request.page_state(first[0]), PageState::accepted_reserve);
  w.forward(Seconds(1));
  EXPECT_EQ(request.asked_so_far(), 4) << "somebody else is asked at once";
  // Not called up either, though nobody else is there.
  w.forward(Minutes(4));
  EXPECT_EQ(request.page_state(first[0]), PageState::accepted_reserve);
  // They can be sooner after all.
  w.phone(first[0]).says("CO 40");
  w.phone(first[0]).gets("page_go");
  EXPECT_EQ(request.page_state(first[0]), PageState::accepted_go);
}

TEST(EmergencyChance, ABareYesToCanYouBeSoonerMeansInTime) {
  World w(morning());
  make_club(w, 20, 20);
  auto request = w.request("rapid", "O+", 1, Hours(2));
  w.forward(Seconds(2));
  auto first = asked(request, make_club_aliases(20), w);
  for (const auto& alias : first) w.phone(alias).gets("emergency_page");
  w.phone(first[0]).says("CO 120");
  w.phone(first[0]).gets("page_too_late");
  w.phone(first[0]).says("CO");
  w.phone(first[0]).gets("page_go");
  EXPECT_LE(request.page_to(first[0]).eta_at, request.row().arrive_by);
}

TEST(EmergencyChance, WordsFromTheGateKeepThePromise) {
  World w(morning());
  make_club(w, 20, 20);
  auto request = w.request("rapid", "O+", 1, Hours(2));
  w.forward(Seconds(2));
  auto first = asked(request, make_club_aliases(20), w).front();
  w.phone(first).gets("emergency_page");
  w.phone(first).says("CO 20");
  w.phone(first).gets("page_go");
  for (const char* words : {"da den cong", "đã đến cổng rồi", "toi toi noi roi", "da hien roi"}) {
    w.phone(first).says(words);
    w.forward(Seconds(1));
    EXPECT_EQ(request.page_state(first), PageState::accepted_go) << words;
  }
  EXPECT_EQ(request.row().usable, 0);
}

}  // namespace
}  // namespace muster::simulation
