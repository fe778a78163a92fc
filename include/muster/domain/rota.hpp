// SPDX-License-Identifier: Apache-2.0
// The weekly rota of a club: who is on call when, in the club's zone. Pure, any thread. Shifts are
// half-open and keep their local hours through a change of the clocks: one of 22:00-06:00 is then 7
// or 9 hours long.
#pragma once
#include <optional>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"

namespace muster {

struct RotaShift {
  DonorId donor;
  int weekday = 1;  // ISO: 1 Monday to 7 Sunday; the day it begins
  MinuteOfDay from{0};
  MinuteOfDay to{1440};  // <= from: on the next day; equal: 24 hours
  friend bool operator==(const RotaShift&, const RotaShift&) = default;
};

// Error: invalid, with the field "weekday", "from" or "to".
Result<RotaShift> rota_shift(DonorId donor, int weekday, MinuteOfDay from, MinuteOfDay to);

struct Interval {  // half-open
  Instant from;
  Instant to;
  friend bool operator==(const Interval&, const Interval&) = default;
};

bool on_call(const std::vector<RotaShift>& shifts, DonorId donor, Instant now, const Zone& zone);
// Each once, by id.
std::vector<DonorId> on_call_now(const std::vector<RotaShift>& shifts, Instant now,
                                 const Zone& zone);
// The first instant after `now` at which a shift begins or ends; empty: the rota has none.
std::optional<Instant> next_change(const std::vector<RotaShift>& shifts, Instant now,
                                   const Zone& zone);
// When fewer than `wanted` people are on call in the 7 local days from `now`, in order, not
// touching each other.
std::vector<Interval> gaps(const std::vector<RotaShift>& shifts, Instant now, const Zone& zone,
                           int wanted = 1);

}  // namespace muster
