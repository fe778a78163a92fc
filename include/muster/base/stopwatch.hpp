// SPDX-License-Identifier: Apache-2.0
// Elapsed real time, for limits on one's own work and for metrics. Decisions use Clock instead. Any
// thread.
#pragma once
#include <chrono>

namespace muster {

class Stopwatch {
 public:
  std::chrono::nanoseconds elapsed() const { return std::chrono::steady_clock::now() - start_; }
  void restart() { start_ = std::chrono::steady_clock::now(); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace muster
