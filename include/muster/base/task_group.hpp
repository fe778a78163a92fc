// SPDX-License-Identifier: Apache-2.0
// Owns coroutines: every spawn belongs to a group, a group is joined before what its tasks use goes
// away. Loop thread only. An exception that leaves a task is a broken invariant and ends the
// process.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <string>

namespace muster {

namespace asio = boost::asio;

class TaskGroup {
 public:
  explicit TaskGroup(asio::any_io_executor executor);
  // Must be empty by then.
  ~TaskGroup();
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;

  void spawn(std::string name, asio::awaitable<void> task);
  // Asks all tasks to end at their next wait.
  void cancel();
  // Resumes when the last task has ended.
  asio::awaitable<void> join();
  std::size_t size() const { return tasks_.size(); }

 private:
  struct Task {
    std::string name;
    asio::cancellation_signal signal;
  };
  void ended(std::list<Task>::iterator task, std::exception_ptr error);
  asio::any_io_executor executor_;
  std::list<Task> tasks_;
  asio::steady_timer empty_;
};

}  // namespace muster
