// SPDX-License-Identifier: Apache-2.0
// How long donors need to where a club calls them: their own minutes first, then their place on the
// map, then the middle of their commune, then a town's usual. Made for one view of one request; it
// remembers communes, for looking a name up folds it.
#pragma once
#include <optional>
#include <string>
#include <unordered_map>

#include "muster/engine/settings.hpp"

namespace muster {

struct Home {
  std::optional<int> minutes;  // as the donor or the desk said
  std::optional<Place> place;
  std::string commune;
};

class TravelTimes {
 public:
  TravelTimes(const Settings& settings, std::optional<Place> to, bool night)
      : settings_(settings), to_(to), night_(night) {}

  int of(const Home& home);

 private:
  std::optional<Place> middle_of(const std::string& commune);

  const Settings& settings_;
  std::optional<Place> to_;
  bool night_;
  std::unordered_map<std::string, std::optional<Place>> communes_;
};

}  // namespace muster
