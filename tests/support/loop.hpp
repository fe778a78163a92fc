// SPDX-License-Identifier: Apache-2.0
// A loop that a test turns by hand, and the one way in which tests run a coroutine to its end.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <optional>
#include <utility>

#include "muster/base/lane.hpp"

namespace muster {

class TestLoop {
 public:
  asio::io_context& context() { return context_; }
  asio::io_context::executor_type get_executor() { return context_.get_executor(); }

  // Runs whatever is ready until the task has ended; rethrows what it threw.
  template <class Value>
  Value run(asio::awaitable<Value> task) {
    if constexpr (std::is_void_v<Value>) {
      finish(std::move(task));
    } else {
      std::optional<Value> value;
      finish(keep(std::move(task), &value));
      return std::move(*value);
    }
  }
  // Begins a task that ends when it likes: `ended` is called then, and never if the loop goes
  // first.
  void start(asio::awaitable<void> task, std::function<void()> ended = {});
  template <class Value>
  void start(asio::awaitable<Value> task, std::optional<Value>* into) {
    start(keep(std::move(task), into));
  }

  // Waits for one handler and runs it.
  void run_one() { context_.run_one(); }
  template <class Until>
  void run_until(Until until) {
    while (!until()) run_one();
  }
  // Runs what is ready now.
  void poll() { context_.poll(); }

 private:
  template <class Value>
  static asio::awaitable<void> keep(asio::awaitable<Value> task, std::optional<Value>* value) {
    value->emplace(co_await std::move(task));
  }
  void finish(asio::awaitable<void> task);

  asio::io_context context_;
  // A loop that has run out of work would stop, and a stopped loop waits for nothing.
  asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
};

}  // namespace muster
