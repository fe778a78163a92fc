// SPDX-License-Identifier: Apache-2.0
// In which order candidates are asked. Inside domain/wave only.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "muster/domain/wave.hpp"

namespace muster {

inline constexpr int typed_by_laboratory = 0;
inline constexpr int typed_by_word = 1;
inline constexpr int typed_by_nobody = 2;

struct Ranked {
  const Candidate* candidate = nullptr;
  int typing_class = typed_by_laboratory;
  int tier = 0;
  bool emergency_choice = false;  // RhD-positive cells for a RhD-negative recipient
  bool proven =
      true;  // the group counts: typed by a laboratory, or told where the site trusts that
  bool spared = false;  // O-, asked for somebody who is not O-: one by one, as many as are needed
  std::uint64_t hash = 0;

  // Steps open one after the other, the spared ones of a tier after the rest. Whose group is not
  // known may not fit at all: they come last. Before them those whom only the emergency choice lets
  // in: RhD-negative blood comes first.
  auto step() const {
    int typing = proven ? typed_by_laboratory : typing_class;
    return std::tuple(typing_class == typed_by_nobody, emergency_choice, typing, tier, spared);
  }
  auto key() const {
    return std::tuple(step(), typing_class, !candidate->on_call, candidate->travel_minutes, hash,
                      candidate->donor);
  }
};

// The same order everywhere, known to nobody without the seed.
std::uint64_t tie_break(std::uint64_t seed, DonorId donor);

Ranked rank(const WavePolicy& policy, const CompatibilityTable& table, const WaveView& view,
            const Candidate& candidate);

// Who may be asked, first to ask first; everybody else is counted in `excluded`.
std::vector<Ranked> order(const WavePolicy& policy, const CompatibilityTable& table,
                          const WaveView& view, Instant now, bool night,
                          std::map<std::string, int, std::less<>>& excluded);

std::string_view typing_text(int typing_class);

}  // namespace muster
