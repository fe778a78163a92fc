// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/throttle.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

const Instant start = from_millis(1'800'000'000'000);
constexpr bool page = true;
constexpr bool routine = false;

TEST(Throttle, PlacesInFlight) {
  Throttle throttle(4, 0, 0);
  EXPECT_EQ(throttle.available(routine, 10, start), 4);
  EXPECT_EQ(throttle.available(routine, 3, start), 3);
  throttle.started(3);
  EXPECT_EQ(throttle.available(routine, 10, start), 1);
  throttle.started(1);
  EXPECT_EQ(throttle.available(routine, 10, start), 0);
  throttle.finished(2);
  EXPECT_EQ(throttle.available(routine, 10, start), 2);
  EXPECT_EQ(throttle.in_flight(), 2);
}

TEST(Throttle, KeepsPlacesForEmergencies) {
  Throttle throttle(10, 0, 3);
  EXPECT_EQ(throttle.available(routine, 100, start), 7);
  EXPECT_EQ(throttle.available(page, 100, start), 10);
  throttle.started(7);
  EXPECT_EQ(throttle.available(routine, 100, start), 0);
  EXPECT_EQ(throttle.available(page, 100, start), 3);
  throttle.started(3);
  EXPECT_EQ(throttle.available(page, 100, start), 0);
  // The emergencies' own places come back first.
  throttle.finished(3);
  EXPECT_EQ(throttle.available(routine, 100, start), 0);
}

TEST(Throttle, AReserveNeverTakesTheLastPlace) {
  EXPECT_EQ(Throttle(1, 0, 5).available(routine, 9, start), 1);
  EXPECT_EQ(Throttle(4, 0, 9).available(routine, 9, start), 1);
  EXPECT_EQ(Throttle(4, 0, -2).available(routine, 9, start), 4);
  EXPECT_EQ(Throttle(0, 0, 0).available(routine, 9, start), 0);
  EXPECT_EQ(Throttle(0, 0, 0).available(page, 9, start), 0);
}

TEST(Throttle, WantsNothingGetsNothing) {
  Throttle throttle(4, 0, 0);
  EXPECT_EQ(throttle.available(routine, 0, start), 0);
  EXPECT_EQ(throttle.available(routine, -1, start), 0);
  throttle.started(9);
  EXPECT_EQ(throttle.available(routine, 3, start), 0);
}

TEST(Throttle, TokensRefillAtTheRate) {
  Throttle throttle(1000, 10, 0);
  EXPECT_EQ(throttle.available(routine, 100, start), 10);
  throttle.started(10);
  EXPECT_EQ(throttle.available(routine, 100, start), 0);
  EXPECT_EQ(throttle.next_token(start), start + Millis(100));
  EXPECT_EQ(throttle.available(routine, 100, start + Millis(99)), 0);
  EXPECT_EQ(throttle.available(routine, 100, start + Millis(100)), 1);
  EXPECT_EQ(throttle.available(routine, 100, start + Millis(550)), 5);
}

// Ten tenths make a token, although their sum as binary fractions falls short of it.
TEST(Throttle, BeingAskedOftenCostsNoToken) {
  Throttle throttle(1000, 100, 0);
  throttle.available(routine, 1, start);
  throttle.started(100);
  for (int ms = 1; ms < 10; ++ms) EXPECT_EQ(throttle.available(routine, 1, start + Millis(ms)), 0);
  EXPECT_EQ(throttle.next_token(start + Millis(10)), start + Millis(10));
  EXPECT_EQ(throttle.available(routine, 1, start + Millis(10)), 1);
}

TEST(Throttle, APauseIsNotFollowedByABurst) {
  Throttle throttle(1000, 10, 0);
  throttle.available(routine, 1, start);
  throttle.started(10);
  EXPECT_EQ(throttle.available(routine, 100, start + Hours(5)), 10);
}

TEST(Throttle, SlowerThanOneASecond) {
  Throttle throttle(10, 0.5, 2);
  EXPECT_EQ(throttle.available(routine, 5, start), 1);
  throttle.started(1);
  EXPECT_EQ(throttle.next_token(start), start + Seconds(2));
  EXPECT_EQ(throttle.available(routine, 5, start + Millis(1999)), 0);
  EXPECT_EQ(throttle.available(routine, 5, start + Seconds(2)), 1);
}

TEST(Throttle, KeepsTheSameShareOfTheTokensForEmergencies) {
  Throttle throttle(20, 40, 5);  // a quarter
  EXPECT_EQ(throttle.available(routine, 100, start), 15);
  EXPECT_EQ(Throttle(1000, 40, 250).available(routine, 100, start), 30);
  Throttle wide(1000, 40, 250);
  wide.available(routine, 100, start);
  wide.started(30);
  EXPECT_EQ(wide.available(routine, 100, start), 0);
  EXPECT_EQ(wide.available(page, 100, start), 10);
  // Whoever waits is not woken before there is a token for them.
  auto woken = wide.next_token(start);
  EXPECT_EQ(woken, start + Millis(25));
  EXPECT_EQ(wide.available(routine, 100, woken), 1);
  EXPECT_EQ(wide.next_token(start, page), start);
}

TEST(Throttle, AWokenWaiterAlwaysFindsItsToken) {
  for (double rate : {0.3, 1.0, 1.7, 3.0, 7.0, 33.3, 1000.0}) {
    Throttle throttle(64, rate, 16);
    auto now = start;
    for (int sent = 0; sent < 200; ++sent) {
      ASSERT_EQ(throttle.available(routine, 1, now), 1) << rate << " after " << sent;
      throttle.started(1);
      throttle.finished(1);
      now = throttle.next_token(now);
    }
    // Not faster than the rate, apart from the first second's worth.
    auto seconds = std::chrono::duration<double>(now - start).count();
    EXPECT_GE(seconds * rate + std::max(rate, 1.0) + 1, 200) << rate;
  }
}

TEST(Throttle, AClockSetBackLosesNothingAndGainsNothing) {
  Throttle throttle(100, 10, 0);
  throttle.available(routine, 1, start);
  throttle.started(10);
  EXPECT_EQ(throttle.available(routine, 10, start - Hours(1)), 0);
  EXPECT_EQ(throttle.available(routine, 10, start - Hours(1) + Millis(200)), 2);
}

}  // namespace
}  // namespace muster
