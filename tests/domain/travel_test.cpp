// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/travel.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace muster {
namespace {

Place at(double latitude, double longitude) { return place_at(latitude, longitude).value(); }

TEST(Travel, DistancesOnTheSphere) {
  struct Case {
    Place from;
    Place to;
    double km;
  };
  // A degree of a great circle of the mean earth is 111.195 km.
  const Case cases[] = {
      {at(0, 0), at(0, 0), 0},
      {at(0, 0), at(1, 0), 111.195},
      {at(0, 0), at(0, 1), 111.195},
      {at(60, 0), at(60, 1), 55.597},
      {at(0, 179.5), at(0, -179.5), 111.195},
      {at(21.0278, 105.8342), at(10.7769, 106.7009), 1143.4},  // Hà Nội - TP. Hồ Chí Minh
  };
  for (const auto& c : cases) {
    EXPECT_NEAR(c.km, kilometres(c.from, c.to), c.km * 0.002 + 1e-9);
    EXPECT_NEAR(kilometres(c.to, c.from), kilometres(c.from, c.to), 1e-9);
  }
}

TEST(Travel, MinutesAreByRoadAtTheSpeedOfTheHour) {
  TravelModel model;
  model.detour = 1.5;
  model.day_kmh = 20;
  model.night_kmh = 40;
  model.fixed_minutes = 5;
  const auto home = at(0, 0);
  const auto club = at(0, 0.089932);  // 10 km
  EXPECT_EQ(50, travel_minutes(model, home, club, false));
  EXPECT_EQ(28, travel_minutes(model, home, club, true)) << "27.5, rounded up";
  EXPECT_EQ(5, travel_minutes(model, home, home, false));
  EXPECT_EQ(longest_travel_minutes, travel_minutes(model, home, at(10, 10), false));
}

TEST(Travel, PlacesAreReadAsMapsShowThem) {
  EXPECT_EQ((Place{20'987'600, 106'543'200}), parse_place("20.9876,106.5432"));
  EXPECT_EQ((Place{20'987'600, 106'543'200}), parse_place(" 20.9876, 106.5432 "));
  EXPECT_EQ((Place{-1, 0}), parse_place("-0.000001,0"));
  EXPECT_EQ("20.987600,106.543200", to_string(Place{20'987'600, 106'543'200}));
  EXPECT_EQ((Place{20'987'600, 106'543'200}),
            parse_place(to_string(Place{20'987'600, 106'543'200})));
  for (auto text : {"", "20.9", "91,0", "0,181", "20,9,106", "a,b", "20.9;106.5", "nan,0"})
    EXPECT_FALSE(parse_place(text)) << text;
  EXPECT_FALSE(place_at(std::numeric_limits<double>::quiet_NaN(), 0));
  EXPECT_TRUE(place_at(90, -180));
}

}  // namespace
}  // namespace muster
