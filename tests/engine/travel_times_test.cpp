// SPDX-License-Identifier: Apache-2.0
#include "../../src/engine/travel_times.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

const Place club{20'990'000, 106'540'000};

Settings settings() {
  Settings made;
  made.places.add({"", "An Lưu", "Kinh Môn", "Hải Dương", club});
  made.places.add({"", "Minh Tân", "Kinh Môn", "Hải Dương", {21'040'000, 106'570'000}});
  return made;
}

TEST(TravelTimes, WhatIsKnownBestGoesFirst) {
  const auto made = settings();
  TravelTimes day(made, club, false);
  EXPECT_EQ(45, day.of({45, club, "An Lưu"})) << "their own word";
  EXPECT_EQ(8, day.of({{}, club, "Minh Tân"})) << "their home on the map";
  EXPECT_EQ(8, day.of({{}, {}, "An Lưu"})) << "their commune";
  EXPECT_GT(day.of({{}, {}, "xã Minh Tân, Kinh Môn"}), 20);
  EXPECT_EQ(20, day.of({{}, {}, "Nơi Khác"}));
  EXPECT_EQ(20, day.of({{}, {}, ""}));
  TravelTimes night(made, club, true);
  EXPECT_LT(night.of({{}, {}, "Minh Tân"}), day.of({{}, {}, "Minh Tân"}));
}

TEST(TravelTimes, WithoutAPlaceToGoToItIsTheUsual) {
  auto made = settings();
  made.travel.usual_minutes = 33;
  TravelTimes times(made, std::nullopt, false);
  EXPECT_EQ(33, times.of({{}, club, "An Lưu"}));
  EXPECT_EQ(45, times.of({45, {}, ""}));
}

}  // namespace
}  // namespace muster
