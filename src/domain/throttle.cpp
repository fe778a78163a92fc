// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/throttle.hpp"

#include <algorithm>
#include <cmath>

namespace muster {

namespace {
// Sums of tenths fall a hair short of the whole token that they make.
constexpr double rounding = 1e-9;

// One second's worth at most: after a pause there is no burst.
double bucket_size(double per_second) { return std::max(per_second, 1.0); }
}  // namespace

Throttle::Throttle(int in_flight, double per_second, int reserve)
    : limit_(in_flight),
      reserve_(std::clamp(reserve, 0, std::max(in_flight - 1, 0))),
      per_second_(per_second),
      tokens_(bucket_size(per_second)) {
  if (limit_ <= 0 || per_second_ <= 0) return;
  // The same share of the tokens as of the places, in whole ones, and never the last one.
  double share = bucket_size(per_second_) * reserve_ / limit_;
  token_reserve_ = std::clamp(std::floor(share), 0.0, std::floor(bucket_size(per_second_)) - 1);
}

void Throttle::refill(Instant now) {
  if (refilled_ && now > *refilled_) {
    auto seconds = std::chrono::duration<double>(now - *refilled_).count();
    tokens_ = std::min(bucket_size(per_second_), tokens_ + seconds * per_second_);
  }
  refilled_ = now;
}

int Throttle::available(bool emergency, int wanted, Instant now) {
  int places = limit_ - in_flight_ - (emergency ? 0 : reserve_);
  int count = std::min(std::max(places, 0), std::max(wanted, 0));
  if (per_second_ > 0) {
    refill(now);
    double usable = tokens_ - (emergency ? 0.0 : token_reserve_) + rounding;
    count = std::min(count, static_cast<int>(std::max(0.0, std::floor(usable))));
  }
  return count;
}

void Throttle::started(int count) {
  in_flight_ += count;
  if (per_second_ > 0) tokens_ -= count;
}

void Throttle::finished(int count) { in_flight_ -= count; }

Instant Throttle::next_token(Instant now, bool emergency) {
  if (per_second_ <= 0) return now;
  refill(now);
  double missing = 1 + (emergency ? 0.0 : token_reserve_) - tokens_;
  if (missing <= rounding) return now;
  return now + Millis(static_cast<Millis::rep>(std::ceil(missing / per_second_ * 1000)));
}

}  // namespace muster
