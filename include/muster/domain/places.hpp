// SPDX-License-Identifier: Apache-2.0
// Where communes lie: the middle of each, by its code or its name as people write it ("P. An Lưu,
// Kinh Môn"). A name that fits two of them fits none: a wrong place is worse than the usual
// minutes. A value; any thread once filled.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "muster/domain/travel.hpp"

namespace muster {

struct NamedPlace {
  std::string code;      // of the administration; may be empty
  std::string name;      // "An Lưu", with or without its rank
  std::string district;  // may be empty
  std::string province;  // may be empty
  Place middle;
};

class Places {
 public:
  void add(NamedPlace place);
  // `commune`: a code, a name, or a name with what it lies in after commas. Every part that is
  // said must fit.
  std::optional<Place> find(std::string_view commune) const;
  std::size_t size() const { return places_.size(); }

 private:
  std::vector<NamedPlace> places_;  // names as keys
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
};

// Folded, and without its rank in front: "Phường An Lưu", "P.An Luu" -> "AN LUU".
std::string place_key(std::string_view name);

}  // namespace muster
