// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/places.hpp"

#include <algorithm>

#include "muster/domain/folding.hpp"

namespace muster {
namespace {

// Longest first: "THI TRAN" before "T.T.".
constexpr std::string_view ranks[] = {
    "THANH PHO ", "THI TRAN ", "PHUONG ", "THI XA ", "HUYEN ", "QUAN ", "TINH ", "XA ", "TP. ",
    "TX. ",       "TT. ",      "TP.",     "TX.",     "TT.",    "TP ",   "TX ",   "TT ", "P. ",
    "X. ",        "H. ",       "Q. ",     "P.",      "X.",     "H.",    "Q."};

std::vector<std::string> keys_of(std::string_view text) {
  std::vector<std::string> keys;
  for (std::size_t begin = 0; begin <= text.size();) {
    auto end = std::min(text.find_first_of(",;", begin), text.size());
    if (auto key = place_key(text.substr(begin, end - begin)); !key.empty())
      keys.push_back(std::move(key));
    begin = end + 1;
  }
  return keys;
}

}  // namespace

std::string place_key(std::string_view name) {
  auto key = fold_key(name);
  for (auto rank : ranks)
    if (key.size() > rank.size() && key.starts_with(rank)) return key.substr(rank.size());
  return key;
}

void Places::add(NamedPlace place) {
  place.code = fold_key(place.code);
  place.name = place_key(place.name);
  place.district = place_key(place.district);
  place.province = place_key(place.province);
  if (!place.name.empty()) by_key_[place.name].push_back(places_.size());
  if (!place.code.empty() && place.code != place.name)
    by_key_[place.code].push_back(places_.size());
  places_.push_back(std::move(place));
}

std::optional<Place> Places::find(std::string_view commune) const {
  auto keys = keys_of(commune);
  if (keys.empty()) return std::nullopt;
  auto named = by_key_.find(keys.front());
  if (named == by_key_.end()) return std::nullopt;
  std::optional<Place> found;
  for (auto index : named->second) {
    const auto& place = places_[index];
    bool fits = std::all_of(keys.begin() + 1, keys.end(), [&](const std::string& key) {
      return key == place.district || key == place.province;
    });
    if (!fits) continue;
    if (found && *found != place.middle) return std::nullopt;
    found = place.middle;
  }
  return found;
}

}  // namespace muster
