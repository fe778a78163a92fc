// SPDX-License-Identifier: Apache-2.0
// The paths a principal sees, as a half-open range that an index on organisation.path can walk.
#pragma once
#include <string>

#include "muster/base/assert.hpp"
#include "muster/store/principal.hpp"

namespace muster {

// Paths end in '/', and '0' is the character after it: "/1/4/" and all below lie before "/1/40".
inline std::string subtree_end(const Principal& principal) {
  MUSTER_ASSERT(!principal.subtree.empty() && principal.subtree.back() == '/');
  std::string end = principal.subtree;
  end.back() = '0';
  return end;
}

}  // namespace muster
