// SPDX-License-Identifier: Apache-2.0
// How many sends a gateway may start now: places in flight and a token bucket, a share of both kept
// for emergencies (F42). A value that its owner moves forward; `now` is an argument.
#pragma once
#include <optional>

#include "muster/base/instant.hpp"

namespace muster {

class Throttle {
 public:
  // `per_second` 0 = unlimited. `reserve` of the places serves only the emergency lane.
  Throttle(int in_flight, double per_second, int reserve);

  // Sends that may start now, at most `wanted`.
  int available(bool emergency, int wanted, Instant now);
  void started(int count);
  void finished(int count);
  int in_flight() const { return in_flight_; }
  // When one more token will be there for that lane; `now` if one is.
  Instant next_token(Instant now, bool emergency = false);

 private:
  void refill(Instant now);
  int limit_;
  int reserve_;
  double per_second_;
  double tokens_;
  double token_reserve_ = 0;
  int in_flight_ = 0;
  std::optional<Instant> refilled_;
};

}  // namespace muster
