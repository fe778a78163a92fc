// SPDX-License-Identifier: Apache-2.0
// A club for emergencies: members m0, m1, ... of group O+, eligible, verified, 20 minutes away; the
// first few on call.
#pragma once
#include <fmt/format.h>

#include <algorithm>
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

// The names of the members of such a club.
inline std::vector<std::string> make_club_aliases(int members) {
  std::vector<std::string> aliases;
  for (int i = 0; i < members; ++i) aliases.push_back(fmt::format("m{}", i));
  return aliases;
}

// One of that group, 20 minutes away; their number follows from their name.
inline std::string member(World& w, const std::string& alias, std::string_view group,
                          TypingSource typing = TypingSource::laboratory) {
  unsigned number = 0;
  for (char c : alias) number = (number * 31 + static_cast<unsigned char>(c)) % 1'000'000;
  w.donor(alias)
      .phone(fmt::format("0913{:06}", number))
      .group(group, typing)
      .minutes_away(20)
      .consents({Purpose::emergency, Purpose::emergency_night})
      .verified();
  return alias;
}

inline std::vector<std::string> members(World& w, const std::string& prefix, int count,
                                        std::string_view group,
                                        TypingSource typing = TypingSource::laboratory) {
  std::vector<std::string> found;
  for (int i = 0; i < count; ++i)
    found.push_back(member(w, fmt::format("{}{}", prefix, i), group, typing));
  return found;
}

inline std::vector<std::string> both(std::vector<std::string> one,
                                     const std::vector<std::string>& two) {
  one.insert(one.end(), two.begin(), two.end());
  return one;
}

inline int asked_of(Emergency& request, const std::vector<std::string>& aliases) {
  return static_cast<int>(
      std::count_if(aliases.begin(), aliases.end(),
                    [&](const std::string& alias) { return request.asked(alias); }));
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
