// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/travel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace muster {
namespace {

constexpr double earth_km = 6371.0088;  // mean radius (IUGG)
constexpr double degree = std::numbers::pi / 180;
constexpr double micro = 1e-6;

}  // namespace

std::optional<Place> place_at(double latitude, double longitude) {
  bool there = std::abs(latitude) <= 90 && std::abs(longitude) <= 180;  // false for NaN
  if (!there) return std::nullopt;
  return Place{static_cast<std::int32_t>(std::lround(latitude / micro)),
               static_cast<std::int32_t>(std::lround(longitude / micro))};
}

std::optional<Place> parse_place(std::string_view text) {
  auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  auto number = [](std::string_view part) -> std::optional<double> {
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    double value = 0;
    auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc() || end != part.data() + part.size()) return std::nullopt;
    return value;
  };
  auto latitude = number(text.substr(0, comma));
  auto longitude = number(text.substr(comma + 1));
  if (!latitude || !longitude) return std::nullopt;
  return place_at(*latitude, *longitude);
}

std::string to_string(Place place) {
  return fmt::format("{:.6f},{:.6f}", place.latitude * micro, place.longitude * micro);
}

// Haversine: exact enough for metres and stable for neighbours.
double kilometres(Place from, Place to) {
  double lat1 = from.latitude * micro * degree;
  double lat2 = to.latitude * micro * degree;
  double half_lat = std::sin((lat2 - lat1) / 2);
  double half_lon = std::sin((to.longitude - from.longitude) * micro * degree / 2);
  double a = half_lat * half_lat + std::cos(lat1) * std::cos(lat2) * half_lon * half_lon;
  return 2 * earth_km * std::asin(std::min(1.0, std::sqrt(a)));
}

int travel_minutes(const TravelModel& model, Place from, Place to, bool night) {
  double speed = night ? model.night_kmh : model.day_kmh;
  double minutes = kilometres(from, to) * model.detour / speed * 60 + model.fixed_minutes;
  return static_cast<int>(std::min<double>(std::ceil(minutes), longest_travel_minutes));
}

}  // namespace muster
