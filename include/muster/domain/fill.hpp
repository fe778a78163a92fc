// SPDX-License-Identifier: Apache-2.0
// How likely enough of several independent donors give: the exact Poisson-binomial tail by its
// recursion, one donor at a time. Pure values, any thread.
#pragma once
#include <vector>

namespace muster {

// The number of those who give, as far as it matters: below what is needed, or enough.
class Fill {
 public:
  // `needed` donors; 0 or fewer are there already.
  explicit Fill(int needed);
  // One more donor, who gives with this chance (0 to 1). Never lowers the probability. O(needed).
  void add(double chance);
  // Of `needed` or more.
  double probability() const { return enough_; }

 private:
  std::vector<double> below_;  // [n]: exactly n give
  double enough_ = 0;
};

}  // namespace muster
