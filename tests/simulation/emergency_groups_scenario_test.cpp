// SPDX-License-Identifier: Apache-2.0
// Whose blood is asked for whom: O- is kept for those who can have no other, limits on pages and
// who may lift them, and what red cells are made of.
#include <gtest/gtest.h>

#include "emergency_town.hpp"

namespace muster::simulation {
namespace {

WorldOptions morning() { return {.start = "2026-10-24 09:00"}; }

// O- blood is for those who can have no other: neither on call nor near brings it forward.
TEST(EmergencyGroups, ONegativeIsKeptWhileOthersSuffice) {
  World w(morning());
  auto near = both(members(w, "apos", 6, "A+"), members(w, "aneg", 1, "A-"));
  auto o_positive = members(w, "opos", 6, "O+");
  auto o_negative = members(w, "oneg", 4, "O-");
  auto rest = both(o_positive, o_negative);
  w.club("rapid").members(both(near, rest)).on_call(both(near, rest));
  auto request = w.request("rapid", "A+", 2, Hours(3));
  w.forward(Seconds(2));
  EXPECT_EQ(asked_of(request, near), 6);
  EXPECT_EQ(asked_of(request, rest), 0);
  w.forward(Minutes(5));
  EXPECT_GT(asked_of(request, o_positive), 0) << "the nearer are silent";
  EXPECT_EQ(asked_of(request, o_negative), 0);
}

TEST(EmergencyGroups, ONegativeEntersOneByOne) {
  World w(morning());
  auto near = members(w, "apos", 4, "A+");
  auto o_negative = members(w, "oneg", 10, "O-");
  w.club("rapid").members(both(near, o_negative)).on_call(both(near, o_negative));
  auto request = w.request("rapid", "A+", 2, Hours(3));
  w.forward(Seconds(2));
  EXPECT_EQ(asked_of(request, near), 4);
  EXPECT_EQ(asked_of(request, o_negative), 2) << "as many as the wave lacks";
}

NewRequest of_unknown_group(Sex sex, int age) {
  NewRequest wanted;
  wanted.club = "rapid";
  wanted.units = 2;
  wanted.recipient.sex = sex;
  wanted.recipient.age = age;
  wanted.rhd_policy = RhdPolicy::emergency;
  return wanted;
}

TEST(EmergencyGroups, AGroupNobodyKnowsGetsOPositiveFirstWhereItMay) {
  World w(morning());
  auto o_positive = members(w, "opos", 20, "O+");
  auto o_negative = members(w, "oneg", 3, "O-");
  w.club("rapid").members(both(o_positive, o_negative)).on_call(both(o_positive, o_negative));
  auto man = w.request(of_unknown_group(Sex::male, 40), Hours(2));
  EXPECT_EQ(asked_of(man, o_positive), 6);
  EXPECT_EQ(asked_of(man, o_negative), 0);
  auto woman = w.request(of_unknown_group(Sex::female, 30), Hours(2));
  EXPECT_EQ(asked_of(woman, o_positive), 0);
  EXPECT_EQ(asked_of(woman, o_negative), 3);
  EXPECT_NE(woman.row().note.find("allow_o_positive"), std::string::npos) << woman.row().note;
  woman.close();
  auto opened = of_unknown_group(Sex::female, 30);
  opened.allow_o_positive = "bleeding, no O- left";
  auto saved = w.request(opened, Hours(2));
  w.forward(Seconds(1));
  EXPECT_GT(asked_of(saved, o_positive), 0);
  auto strict = of_unknown_group(Sex::male, 40);
  strict.rhd_policy = RhdPolicy::strict;
  auto hardly = w.request(strict, Hours(2));
  EXPECT_NE(hardly.row().note.find("policy is strict"), std::string::npos) << hardly.row().note;
}

TEST(EmergencyGroups, EverybodyIsCappedAndTheCallerLiftsIt) {
  World w(morning());
  make_club(w, 10, 0);
  auto first = w.request("rapid", "O+", 2, Hours(2));
  w.forward(Minutes(10));
  first.close();
  w.forward(Hours(3));
  auto capped = w.request("rapid", "O+", 2, Hours(2));
  EXPECT_EQ(capped.asked_so_far(), 0);
  EXPECT_NE(capped.row().note.find("10 capped"), std::string::npos) << capped.row().note;
  EXPECT_NE(capped.row().note.find("lift_caps"), std::string::npos) << capped.row().note;
  EXPECT_EQ(capped.row().note.rfind("0 asked, 0 more could be asked", 0), 0U) << capped.row().note;
  capped.close();
  NewRequest wanted;
  wanted.club = "rapid";
  wanted.group = parse_blood_group("O+").value();
  wanted.units = 2;
  wanted.lift_caps = "second bleeding within a day";
  auto lifted = w.request(wanted, Hours(2));
  EXPECT_EQ(lifted.asked_so_far(), 10);
  EXPECT_NE(lifted.pages().front().why.find("cap lifted"), std::string::npos);
}

// The few RhD-negative ones are not used up by recipients whom others fit as well.
TEST(EmergencyGroups, RequestsForPositiveOnesDoNotCapNegativeDonors) {
  World w(morning());
  auto donors = members(w, "oneg", 2, "O-");
  w.club("rapid").members(donors);
  auto positive = w.request("rapid", "O+", 2, Hours(2));
  ASSERT_EQ(positive.asked_so_far(), 2);
  w.forward(Minutes(10));
  positive.close();
  w.forward(Hours(3));
  auto again = w.request("rapid", "O+", 2, Hours(2));
  EXPECT_EQ(again.asked_so_far(), 0) << "for those the cap holds";
  auto negative = w.request("rapid", "O-", 2, Hours(2));
  EXPECT_EQ(negative.asked_so_far(), 2);
}

// Red cells come from whole blood: too light for the machine that takes them alone, a donor is
// asked all the same, and the page says what they give.
TEST(EmergencyGroups, RedCellsAreAskedOfWhoMayGiveWholeBlood) {
  World w(morning());
  w.donor("light")
      .phone("0914000001")
      .group("O+")
      .weighs(47)
      .minutes_away(20)
      .consents({Purpose::emergency})
      .verified();
  w.club("rapid").members({"light"});
  auto request = w.request("rapid", "O+", 1, Hours(2));
  ASSERT_TRUE(request.asked("light"));
  EXPECT_NE(request.page_to("light").why.find("gives whole_blood"), std::string::npos)
      << request.page_to("light").why;
  w.phone("light").gets("emergency_page");
  request.close();
  w.forward(Days(20));
  auto platelets = w.request("rapid", "O+", 1, Hours(2), Product::platelets);
  EXPECT_FALSE(platelets.asked("light"));
}

}  // namespace
}  // namespace muster::simulation
