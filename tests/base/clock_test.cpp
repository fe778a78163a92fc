// SPDX-License-Identifier: Apache-2.0
#include "muster/base/clock.hpp"

#include <gtest/gtest.h>

#include "muster/base/task_group.hpp"

namespace muster {
namespace {

struct ClockTest : testing::Test {
  asio::io_context loop;
  VirtualClock clock{from_millis(1'000'000)};
  TaskGroup tasks{loop.get_executor()};

  void settle() {
    loop.restart();
    loop.poll();
  }
  // Jumps from alarm to alarm until the time is reached.
  void forward(Millis by) {
    auto until = clock.now() + by;
    settle();
    while (clock.earliest() && *clock.earliest() <= until) {
      clock.set(*clock.earliest());
      settle();
    }
    clock.set(until);
    settle();
  }
  void TearDown() override {
    tasks.cancel();
    settle();
  }
};

asio::awaitable<void> tick(Alarm& alarm, Clock& clock, Millis every, std::vector<Instant>& seen,
                           int times) {
  for (int i = 0; i < times; ++i) {
    co_await alarm.wait(clock.now() + every);
    seen.push_back(clock.now());
  }
}

TEST_F(ClockTest, WakesAtTheExactInstant) {
  Alarm alarm(loop.get_executor(), clock);
  std::vector<Instant> seen;
  tasks.spawn("tick", tick(alarm, clock, Minutes(10), seen, 3));
  forward(Hours(1));
  ASSERT_EQ(seen.size(), 3u);
  EXPECT_EQ(seen[2], from_millis(1'000'000) + Minutes(30));
}

TEST_F(ClockTest, ARingWakesAtOnceAndIsNotLostBeforeTheWait) {
  Alarm alarm(loop.get_executor(), clock);
  std::vector<Instant> seen;
  alarm.ring();
  tasks.spawn("tick", tick(alarm, clock, Hours(5), seen, 2));
  settle();
  ASSERT_EQ(seen.size(), 1u);
  alarm.ring();
  settle();
  EXPECT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen.back(), clock.now());
}

TEST_F(ClockTest, ACancelledWaitEndsTheTask) {
  Alarm alarm(loop.get_executor(), clock);
  std::vector<Instant> seen;
  tasks.spawn("tick", tick(alarm, clock, Hours(5), seen, 2));
  settle();
  EXPECT_EQ(tasks.size(), 1u);
  tasks.cancel();
  settle();
  EXPECT_EQ(tasks.size(), 0u);
  EXPECT_TRUE(seen.empty());
  EXPECT_FALSE(clock.earliest());
}

TEST_F(ClockTest, ManyAlarmsWakeInOrder) {
  std::vector<std::unique_ptr<Alarm>> alarms;
  std::vector<Instant> seen;
  for (int i = 20; i > 0; --i) {
    alarms.push_back(std::make_unique<Alarm>(loop.get_executor(), clock));
    tasks.spawn("tick", tick(*alarms.back(), clock, Minutes(i), seen, 1));
  }
  forward(Hours(1));
  ASSERT_EQ(seen.size(), 20u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

TEST(SystemClock, AForwardWakesWhoWaits) {
  asio::io_context loop;
  SystemClock clock(loop);
  TaskGroup tasks(loop.get_executor());
  Alarm alarm(loop.get_executor(), clock);
  std::vector<Instant> seen;
  auto start = clock.now();
  tasks.spawn("tick", tick(alarm, clock, Days(1), seen, 1));
  loop.poll();
  EXPECT_TRUE(seen.empty());
  clock.forward(Days(1));
  loop.restart();
  while (tasks.size() > 0 && loop.run_one() > 0) {}
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_GE(seen[0], start + Days(1));
}

}  // namespace
}  // namespace muster
