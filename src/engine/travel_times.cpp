// SPDX-License-Identifier: Apache-2.0
#include "travel_times.hpp"

namespace muster {

int TravelTimes::of(const Home& home) {
  if (home.minutes) return *home.minutes;
  if (!to_) return settings_.travel.usual_minutes;
  auto from = home.place ? home.place : middle_of(home.commune);
  if (!from) return settings_.travel.usual_minutes;
  return travel_minutes(settings_.travel, *from, *to_, night_);
}

std::optional<Place> TravelTimes::middle_of(const std::string& commune) {
  if (commune.empty() || settings_.places.size() == 0) return std::nullopt;
  auto [known, fresh] = communes_.try_emplace(commune);
  if (fresh) known->second = settings_.places.find(commune);
  return known->second;
}

}  // namespace muster
