// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/bypass.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

const Instant opened = parse_instant("2026-03-10T23:00:00+07:00").value();
const ClubId rapid(7);

Bypass of(std::string path, ClubId club = {}, Millis lasts = Hours(4)) {
  Bypass bypass;
  bypass.id = BypassId(1);
  bypass.organisation_path = std::move(path);
  bypass.club = club;
  bypass.opened_at = opened;
  bypass.expires_at = opened + lasts;
  return bypass;
}

struct Case {
  const char* what;
  Bypass bypass;
  const char* path;
  Millis after;
  bool covers;
};

TEST(Bypass, CoversItsSubtreeOrItsClubWhileItLasts) {
  auto ended = of("/1/");
  ended.ended_at = opened + Hours(1);
  const std::vector<Case> cases = {
      {"itself", of("/1/4/"), "/1/4/", Hours(1), true},
      {"below", of("/1/"), "/1/4/", Hours(1), true},
      {"above", of("/1/4/"), "/1/", Hours(1), false},
      {"beside", of("/1/4/"), "/1/40/", Hours(1), false},
      {"its club", of("/1/4/", rapid), "/1/4/", Hours(1), true},
      {"another club", of("/1/4/", ClubId(8)), "/1/4/", Hours(1), false},
      {"the first moment", of("/1/"), "/1/", Millis(0), true},
      {"before", of("/1/"), "/1/", -Millis(1), false},
      {"the last moment", of("/1/"), "/1/", Hours(4) - Millis(1), true},
      {"expired", of("/1/"), "/1/", Hours(4), false},
      {"before it was ended", ended, "/1/", Hours(1) - Millis(1), true},
      {"ended", ended, "/1/", Hours(1), false},
      {"a row that says more than a day", of("/1/", {}, Days(9)), "/1/", Hours(24), false},
      {"within that day", of("/1/", {}, Days(9)), "/1/", Hours(24) - Millis(1), true},
      {"no organisation", of(""), "/1/", Hours(1), false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(covers(c.bypass, c.path, rapid, opened + c.after), c.covers) << c.what;
}

TEST(Bypass, TheOneThatLastsLongestCounts) {
  auto first = of("/1/", {}, Hours(2));
  auto second = of("/1/", {}, Hours(6));
  second.id = BypassId(2);
  auto third = of("/1/", {}, Hours(6));
  third.id = BypassId(3);
  EXPECT_EQ(covering({first, second, third}, "/1/", rapid, opened)->id, BypassId(2));
  EXPECT_EQ(covering({first, second}, "/2/", rapid, opened), nullptr);
  EXPECT_EQ(covering({}, "/1/", rapid, opened), nullptr);
}

Candidate ready() {
  Candidate candidate;
  candidate.consent_emergency = candidate.consent_night = true;
  candidate.eligible = candidate.verified = true;
  return candidate;
}

TEST(Bypass, LiftsTheNightTheCapsAndThePause) {
  for (bool night : {false, true}) {
    auto candidate = ready();
    EXPECT_FALSE(lift(candidate, night)) << "nothing to lift: they are asked by the rules";
    candidate.consent_night = false;
    EXPECT_EQ(lift(candidate, night), night);
    EXPECT_EQ(candidate.consent_night, night);
    candidate.capped = true;
    EXPECT_TRUE(lift(candidate, night));
    EXPECT_FALSE(candidate.capped);
    candidate.snoozed = true;
    EXPECT_TRUE(lift(candidate, night));
    EXPECT_FALSE(candidate.snoozed);
  }
}

TEST(Bypass, LiftsNothingElse) {
  Candidate candidate;
  candidate.stopped = candidate.hold = candidate.busy = true;
  candidate.capped = candidate.snoozed = true;
  EXPECT_TRUE(lift(candidate, true));
  EXPECT_TRUE(candidate.stopped);
  EXPECT_TRUE(candidate.hold);
  EXPECT_TRUE(candidate.busy);
  EXPECT_FALSE(candidate.consent_emergency);
  EXPECT_FALSE(candidate.eligible);
  EXPECT_FALSE(candidate.verified);
}

}  // namespace
}  // namespace muster
