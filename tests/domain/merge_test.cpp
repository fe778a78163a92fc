// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/merge.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

const Instant noon = parse_instant("2026-11-22T05:00:00.000Z").value();

TEST(Merge, TheLastWordOnAConsentCountsAndATieIsANo) {
  auto in_force = [](std::vector<int> given, std::vector<int> withdrawn) {
    ConsentHistory history;
    for (int hour : given) history.add_given(noon + Hours(hour));
    for (int hour : withdrawn) history.add_withdrawn(noon + Hours(hour));
    return history.in_force();
  };
  EXPECT_FALSE(in_force({}, {}));
  EXPECT_FALSE(in_force({}, {1}));
  EXPECT_TRUE(in_force({1}, {}));
  EXPECT_FALSE(in_force({1}, {2}));
  EXPECT_TRUE(in_force({3}, {2}));
  EXPECT_FALSE(in_force({2}, {2}));
  EXPECT_TRUE(in_force({1, 4}, {3, 2}));
  EXPECT_FALSE(in_force({4, 1}, {2, 5}));
}

TEST(Merge, APauseHoldsToTheLaterEnd) {
  EXPECT_EQ(std::nullopt, merged_snooze({}, {}));
  EXPECT_EQ(noon, merged_snooze(noon, {}));
  EXPECT_EQ(noon, merged_snooze({}, noon));
  EXPECT_EQ(noon + Hours(1), merged_snooze(noon, noon + Hours(1)));
}

TEST(Merge, WhatIsNotKnownContradictsNothing) {
  EXPECT_TRUE(agree(1, 1, 0));
  EXPECT_TRUE(agree(1, 0, 0));
  EXPECT_TRUE(agree(0, 2, 0));
  EXPECT_FALSE(agree(1, 2, 0));
}

}  // namespace
}  // namespace muster
