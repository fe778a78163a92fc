// SPDX-License-Identifier: Apache-2.0
// When to try again: capped exponential backoff with full jitter (Amazon Builders' Library),
// Retry-After honoured, and a limit by lane after which the message is `rejected` with its last
// reason.
#pragma once
#include <optional>

#include "muster/base/instant.hpp"
#include "muster/domain/message.hpp"

namespace muster {

struct RetryPolicy {
  Millis base{2'000};
  Millis cap{600'000};
  int attempts = 8;
};

RetryPolicy retry_policy(SendLane lane);

// `jitter` is uniform in [0, 1). `attempts_made` counts those so far. nullopt: give up.
std::optional<Instant> next_attempt(const RetryPolicy& policy, int attempts_made,
                                    const Outcome& outcome, Instant now, double jitter);

}  // namespace muster
