// SPDX-License-Identifier: Apache-2.0
#include "muster/base/lane.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "muster/base/task_group.hpp"

namespace muster {
namespace {

asio::awaitable<void> compute(Lane& lane, std::thread::id& ran_on, int& result) {
  auto job = [&ran_on] {
    ran_on = std::this_thread::get_id();
    return 42;
  };
  result = co_await run_on(lane, job);
}

TEST(Lane, RunsOffTheLoopAndResumesOnIt) {
  asio::io_context loop;
  TaskGroup tasks(loop.get_executor());
  ThreadLane lane("test", 1);
  std::thread::id ran_on;
  int result = 0;
  tasks.spawn("compute", compute(lane, ran_on, result));
  while (tasks.size() > 0 && loop.run_one() > 0) {}
  EXPECT_EQ(result, 42);
  EXPECT_NE(ran_on, std::this_thread::get_id());
}

TEST(Lane, UrgentJobsGoFirst) {
  ThreadLane lane("test", 1);
  std::promise<void> gate, done;
  std::vector<int> order;
  lane.post([&] { gate.get_future().wait(); }, false);
  lane.post(
      [&] {
        order.push_back(2);
        done.set_value();
      },
      false);
  lane.post([&] { order.push_back(1); }, true);
  gate.set_value();
  done.get_future().wait();
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
}

TEST(Lane, TheDestructorFinishesWhatWasPosted) {
  int ran = 0;
  {
    ThreadLane lane("test", 1);
    for (int i = 0; i < 100; ++i) lane.post([&] { ++ran; }, false);
  }
  EXPECT_EQ(ran, 100);
}

TEST(Lane, InlineRunsOnTheLoop) {
  asio::io_context loop;
  TaskGroup tasks(loop.get_executor());
  InlineLane lane(loop.get_executor());
  std::thread::id ran_on;
  int result = 0;
  tasks.spawn("compute", compute(lane, ran_on, result));
  loop.poll();
  EXPECT_EQ(result, 42);
  EXPECT_EQ(ran_on, std::this_thread::get_id());
}

}  // namespace
}  // namespace muster
