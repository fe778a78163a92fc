// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/club.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

Day day(std::string_view text) { return parse_day(text).value(); }

TEST(Member, FromTheFirstDayUntilTheDayTheyAreNoLonger) {
  Member member;
  member.since = day("2026-01-10");
  member.until = day("2026-02-01");
  EXPECT_FALSE(is_member_on(member, day("2026-01-09")));
  EXPECT_TRUE(is_member_on(member, day("2026-01-10")));
  EXPECT_TRUE(is_member_on(member, day("2026-01-31")));
  EXPECT_FALSE(is_member_on(member, day("2026-02-01")));
  member.until.reset();
  EXPECT_TRUE(is_member_on(member, day("2046-02-01")));
}

TEST(Member, RareGroupIsATag) {
  Member member;
  EXPECT_FALSE(is_rare_group(member));
  member.tags = {"platelets", "rare-group"};
  EXPECT_TRUE(is_rare_group(member));
  EXPECT_TRUE(has_tag(member, "platelets"));
  EXPECT_FALSE(has_tag(member, "plate"));
}

TEST(MemberRole, NamesReadBack) {
  for (auto role : {MemberRole::member, MemberRole::coordinator})
    EXPECT_EQ(parse_member_role(name(role)), role);
  EXPECT_FALSE(parse_member_role("boss"));
}

TEST(ClubCode, Table) {
  for (auto good : {"kinh-mon-rapid", "k1", "ab", "a-1-b"})
    EXPECT_TRUE(valid_club_code(good)) << good;
  for (auto bad : {"", "k", "1k", "-ab", "ab-", "Ab", "a b", "cấp-cứu", "a_b", "K7"})
    EXPECT_FALSE(valid_club_code(bad)) << bad;
  EXPECT_TRUE(valid_club_code(std::string(40, 'a')));
  EXPECT_FALSE(valid_club_code(std::string(41, 'a')));
}

}  // namespace
}  // namespace muster
