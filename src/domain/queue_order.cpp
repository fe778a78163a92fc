// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/queue_order.hpp"

#include <algorithm>

namespace muster {

LaneCounts share_places(const LaneCounts& waiting, int places, int reserve) {
  LaneCounts share{};
  int left = std::max(places, 0);
  for (auto lane : all_lanes) {
    auto index = static_cast<std::size_t>(lane);
    int usable = lane == SendLane::emergency ? left : std::max(left - std::max(reserve, 0), 0);
    share[index] = std::clamp(waiting[index], 0, usable);
    left -= share[index];
  }
  return share;
}

}  // namespace muster
