// SPDX-License-Identifier: Apache-2.0
// How long a donor needs to where donors are called, from two places on the map: great circle times
// a detour, at a speed of the day or the night, and some minutes to leave the house. An estimate
// that ranks donors and tells when to expect them; what a donor says of their own way always goes
// before it. Pure.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

// Millionths of a degree (0.1 m): integers, so that stores and tests agree to the last digit.
struct Place {
  std::int32_t latitude = 0;
  std::int32_t longitude = 0;
  bool operator==(const Place&) const = default;
};

// nullopt: outside -90..90 and -180..180, or not a number.
std::optional<Place> place_at(double latitude, double longitude);
// "20.9876,106.5432", a blank after the comma allowed: what maps give to copy.
std::optional<Place> parse_place(std::string_view text);
std::string to_string(Place place);

struct TravelModel {
  double detour = 1.3;  // way by road to the straight line
  double day_kmh = 25;
  double night_kmh = 30;
  int fixed_minutes = 8;  // to leave, to park, to find the door
  int usual_minutes = 20;  // when nothing is known of where a donor lives
};

inline constexpr int longest_travel_minutes = 600;

double kilometres(Place from, Place to);

// Rounded up to whole minutes; at most longest_travel_minutes.
int travel_minutes(const TravelModel& model, Place from, Place to, bool night);

}  // namespace muster
