// SPDX-License-Identifier: Apache-2.0
// Runs blocking work off the network thread and resumes the caller on it. The writer, the readers
// and the compute threads are lanes; in simulation a lane runs its jobs on the loop itself, in
// order.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace muster {

namespace asio = boost::asio;

class Lane {
 public:
  virtual ~Lane() = default;
  // Any thread. `urgent` jobs go before all waiting ones that are not.
  virtual void post(std::function<void()> job, bool urgent) = 0;
};

// A few named threads with one bounded-by-the-callers queue. The destructor finishes what was
// posted.
class ThreadLane final : public Lane {
 public:
  ThreadLane(std::string name, int threads);
  ~ThreadLane() override;
  void post(std::function<void()> job, bool urgent) override;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

class InlineLane final : public Lane {
 public:
  explicit InlineLane(asio::any_io_executor executor) : executor_(std::move(executor)) {}
  void post(std::function<void()> job, bool) override { asio::post(executor_, std::move(job)); }

 private:
  asio::any_io_executor executor_;
};

// A wait that any thread can end once. The state outlives a coroutine that was destroyed meanwhile.
class Completion {
 public:
  // Suspends until `resume` is called; `begin` runs after the suspension is set up.
  template <class Begin>
  static asio::awaitable<void> wait(Begin begin);
  using Resume = std::function<void()>;
};

template <class Begin>
asio::awaitable<void> Completion::wait(Begin begin) {
  auto executor = co_await asio::this_coro::executor;
  auto start = [&begin, &executor](auto handler) {
    using Handler = decltype(handler);
    auto held = std::make_shared<Handler>(std::move(handler));
    auto work = asio::make_work_guard(executor);
    Resume resume = [held, work, executor] {
      asio::post(executor, [held] { std::move (*held)(); });
    };
    begin(std::move(resume));
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(start, asio::use_awaitable);
}

// Runs `job` on the lane and returns what it returned. `job` captures values: it may outlive the
// caller.
template <class Job>
asio::awaitable<std::invoke_result_t<Job&>> run_on(Lane& lane, Job job, bool urgent = false) {
  using Value = std::invoke_result_t<Job&>;
  struct State {
    explicit State(Job j) : job(std::move(j)) {}
    Job job;
    std::optional<Value> value;
  };
  auto state = std::make_shared<State>(std::move(job));
  auto begin = [&lane, state, urgent](Completion::Resume resume) {
    lane.post(
        [state, resume] {
          state->value.emplace(state->job());
          resume();
        },
        urgent);
  };
  co_await Completion::wait(begin);
  co_return std::move(*state->value);
}

}  // namespace muster
