// SPDX-License-Identifier: Apache-2.0
// Which queued text goes next: lanes strictly by urgency, inside a lane by due time, then by id
// (first come). A share of every claim stays free for emergencies that arrive a moment later. Pure,
// any thread.
#pragma once
#include <array>
#include <compare>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/message.hpp"

namespace muster {

struct QueueKey {
  SendLane lane = SendLane::campaign;
  Instant due{};
  MessageId id;
  friend constexpr auto operator<=>(const QueueKey&, const QueueKey&) = default;
};

// One number a lane, in the order of all_lanes.
using LaneCounts = std::array<int, all_lanes.size()>;

// How many to claim of each lane: `waiting` due texts a lane, `places` free ones, of which the last
// `reserve` are for the emergency lane only. Urgent lanes take all they need first: a reminder can
// wait, a page cannot.
LaneCounts share_places(const LaneCounts& waiting, int places, int reserve);

}  // namespace muster
