// SPDX-License-Identifier: Apache-2.0
// What becomes of two records of one person when they are made one. Privacy fails closed: where the
// two disagree, the later word counts, and at the same moment the no. Pure.
#pragma once
#include <algorithm>
#include <optional>

#include "muster/base/instant.hpp"

namespace muster {

// The last time a purpose was given and the last time it was withdrawn, in both records together.
struct ConsentHistory {
  std::optional<Instant> given;
  std::optional<Instant> withdrawn;

  void add_given(Instant at) { given = given ? std::max(*given, at) : at; }
  void add_withdrawn(Instant at) { withdrawn = withdrawn ? std::max(*withdrawn, at) : at; }
  bool in_force() const { return given && (!withdrawn || *given > *withdrawn); }
};

// A pause of either holds for both, to the later end.
inline std::optional<Instant> merged_snooze(std::optional<Instant> a, std::optional<Instant> b) {
  return a && b ? std::max(*a, *b) : (a ? a : b);
}

// May two values of a field belong to one person: equal, or one is not known.
template <class T>
bool agree(const T& a, const T& b, const T& unknown) {
  return a == b || a == unknown || b == unknown;
}

}  // namespace muster
