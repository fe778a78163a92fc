// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/retry.hpp"

#include <algorithm>

namespace muster {

RetryPolicy retry_policy(SendLane lane) {
  // A page that is minutes late is of little use: try fast, and let the next wave do the rest.
  if (lane == SendLane::emergency) return {Millis(500), Millis(15'000), 12};
  return {};
}

std::optional<Instant> next_attempt(const RetryPolicy& policy, int attempts_made,
                                    const Outcome& outcome, Instant now, double jitter) {
  if (attempts_made >= policy.attempts) return std::nullopt;
  auto ceiling = policy.base;
  for (int i = 1; i < attempts_made && ceiling < policy.cap; ++i) ceiling *= 2;
  ceiling = std::min(ceiling, policy.cap);
  // Never at once: a gateway that answers 503 in a millisecond would be hammered.
  auto wait =
      Millis(100) + Millis(static_cast<Millis::rep>(jitter * static_cast<double>(ceiling.count())));
  if (outcome.retry_after) wait = std::max(wait, *outcome.retry_after);
  return now + wait;
}

}  // namespace muster
