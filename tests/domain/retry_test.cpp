// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/retry.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

const Instant start = from_millis(1'800'000'000'000);
constexpr double almost_one = 0.999999;

Millis wait(const RetryPolicy& policy, int made, double jitter, Outcome outcome = {}) {
  return *next_attempt(policy, made, outcome, start, jitter) - start;
}

TEST(Retry, FullJitterUnderADoublingCeiling) {
  RetryPolicy policy{Millis(1000), Millis(10'000), 20};
  const std::vector<int> ceilings = {1000, 2000, 4000, 8000, 10'000, 10'000};
  for (int made = 1; made <= 6; ++made) {
    auto ceiling = Millis(ceilings[static_cast<std::size_t>(made - 1)]);
    EXPECT_EQ(wait(policy, made, 0.0), Millis(100)) << made;
    EXPECT_EQ(wait(policy, made, 0.5), Millis(100) + ceiling / 2) << made;
    EXPECT_LE(wait(policy, made, almost_one), Millis(100) + ceiling) << made;
    EXPECT_GE(wait(policy, made, almost_one), Millis(99) + ceiling) << made;
  }
}

TEST(Retry, TheCeilingDoesNotOverflow) {
  RetryPolicy policy{Millis(2000), Millis(600'000), 1'000'000};
  EXPECT_LE(wait(policy, 999'999, almost_one), Millis(600'100));
}

TEST(Retry, GivesUpAfterTheLastAttempt) {
  for (auto lane : all_lanes) {
    auto policy = retry_policy(lane);
    EXPECT_TRUE(next_attempt(policy, policy.attempts - 1, {}, start, 0.5)) << name(lane);
    EXPECT_FALSE(next_attempt(policy, policy.attempts, {}, start, 0.5)) << name(lane);
    EXPECT_FALSE(next_attempt(policy, policy.attempts + 1, {}, start, 0.5)) << name(lane);
  }
}

TEST(Retry, HonoursRetryAfterButIsNeverSoonerThanItsOwnWait) {
  RetryPolicy policy{Millis(1000), Millis(10'000), 8};
  Outcome outcome;
  outcome.retry_after = Millis(60'000);
  EXPECT_EQ(wait(policy, 1, 0.5, outcome), Millis(60'000));
  outcome.retry_after = Millis(0);
  EXPECT_EQ(wait(policy, 1, 0.5, outcome), Millis(600));
}

// A page that is minutes late is of little use.
TEST(Retry, PagesAreTriedFasterThanAnythingElse) {
  auto page = retry_policy(SendLane::emergency);
  for (auto lane : {SendLane::reply, SendLane::reminder, SendLane::campaign}) {
    EXPECT_LT(page.base, retry_policy(lane).base);
    EXPECT_LT(page.cap, retry_policy(lane).cap);
  }
}

}  // namespace
}  // namespace muster
