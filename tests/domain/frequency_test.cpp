// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/frequency.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

const Instant now = parse_instant("2026-03-10T12:00:00+07:00").value();

struct Case {
  const char* what;
  int count;
  Millis window;
  std::vector<Millis> ago;
  std::optional<Millis> frees_in;  // none: now
};

const std::vector<Case> cases = {
    {"nothing left yet", 1, Days(1), {}, {}},
    {"no cap", 0, Days(1), {Hours(1), Hours(2)}, {}},
    {"below", 3, Days(1), {Hours(1), Hours(2)}, {}},
    {"at the cap", 2, Days(1), {Hours(1), Hours(2)}, Hours(22)},
    {"in any order", 2, Days(1), {Hours(2), Hours(1)}, Hours(22)},
    {"above it", 2, Days(1), {Hours(1), Hours(2), Hours(3)}, Hours(22)},
    {"far above it", 1, Days(1), {Hours(1), Hours(2), Hours(3)}, Hours(23)},
    {"one window ago counts no more", 1, Days(1), {Days(1)}, {}},
    {"a millisecond less does", 1, Days(1), {Days(1) - Millis(1)}, Millis(1)},
    {"one in and one out", 2, Days(30), {Days(31), Days(1)}, {}},
    {"this very moment", 1, Hours(24), {Millis(0)}, Hours(24)},
    {"a clock that was set back", 1, Days(1), {-Hours(1)}, Hours(25)},
};

TEST(Frequency, FreesWhenOneMoreFits) {
  for (const auto& c : cases) {
    CapUse use{{c.count, c.window}, {}};
    for (auto ago : c.ago) use.sent.push_back(now - ago);
    auto frees = frees_at(use, now);
    ASSERT_EQ(frees.has_value(), c.frees_in.has_value()) << c.what;
    if (!frees) continue;
    EXPECT_EQ(*frees, now + *c.frees_in) << c.what;
    EXPECT_FALSE(frees_at(use, *frees)) << c.what << ": then it may go";
    EXPECT_TRUE(frees_at(use, *frees - Millis(1))) << c.what << ": not sooner";
  }
}

TEST(Frequency, OfSeveralTheLongestBinds) {
  CapUse day{{1, Days(1)}, {now - Hours(1)}};
  CapUse month{{1, Days(30)}, {now - Days(29)}};
  EXPECT_EQ(frees_at({day, month}, now), now + Days(1));
  EXPECT_EQ(frees_at({day}, now), now + Hours(23));
  EXPECT_FALSE(frees_at(std::vector<CapUse>{}, now));
}

TEST(Frequency, CapsAreOfTheirPurposeAndChannel) {
  FrequencyCaps caps;
  EXPECT_EQ(caps.of(Purpose::reminders).count, 4);
  EXPECT_EQ(caps.of(Purpose::campaigns).count, 4);
  EXPECT_EQ(caps.of(Purpose::emergency).count, 0);
  EXPECT_EQ(caps.of(Purpose::emergency_night).count, 0);
  EXPECT_EQ(caps.campaign_on(Channel::sms).count, 3);
  EXPECT_EQ(caps.campaign_on(Channel::zalo).count, 3);
  EXPECT_EQ(caps.campaign_on(Channel::email).count, 1);
  EXPECT_EQ(caps.campaign_on(Channel::voice).count, 1);
  for (auto channel : {Channel::sms, Channel::zalo, Channel::email, Channel::voice})
    EXPECT_EQ(caps.campaign_on(channel).window, Hours(24));
}

}  // namespace
}  // namespace muster
