// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/fill.hpp"

#include <algorithm>

namespace muster {

Fill::Fill(int needed) : below_(static_cast<std::size_t>(std::max(needed, 0)), 0.0) {
  (below_.empty() ? enough_ : below_.front()) = 1.0;
}

void Fill::add(double chance) {
  if (below_.empty()) return;
  // Only sums of positive terms: nothing cancels, so small tails keep their digits.
  enough_ += below_.back() * chance;
  for (auto n = below_.size() - 1; n > 0; --n)
    below_[n] = below_[n] * (1 - chance) + below_[n - 1] * chance;
  below_.front() *= 1 - chance;
}

}  // namespace muster
