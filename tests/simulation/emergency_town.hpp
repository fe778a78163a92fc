// SPDX-License-Identifier: Apache-2.0
// A club for emergencies: members m0, m1, ... of group O+, eligible, verified, 20 minutes away; the
// first few on call.
#pragma once
#include <fmt/format.h>

#include <string>
#include <vector>

#include "world.hpp"

namespace muster::simulation {

inline std::vector<std::string> make_club(World& w, int members, int on_call) {
  std::vector<std::string> aliases;
  std::vector<std::string> shift;
  for (int i = 0; i < members; ++i) {
    aliases.push_back(fmt::format("m{}", i));
    w.donor(aliases.back())
        .name(fmt::format("Lê Văn Số{}", i))
        .phone(fmt::format("0912{:06}", i))
        .group("O+")
        .minutes_away(20)
        .consents({Purpose::emergency, Purpose::emergency_night})
        .verified();
    if (i < on_call) shift.push_back(aliases.back());
  }
  w.club("rapid").members(aliases).on_call(shift);
  return aliases;
}

// Those asked so far, in the order of asking.
inline std::vector<std::string> asked(Emergency& request, const std::vector<std::string>& aliases,
                                      World& w) {
  std::vector<std::string> found;
  for (const auto& page : request.pages())
    for (const auto& alias : aliases)
      if (w.id(alias) == page.donor) found.push_back(alias);
  return found;
}

}  // namespace muster::simulation
