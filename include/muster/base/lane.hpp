// SPDX-License-Identifier: Apache-2.0
// Runs blocking work off the network thread and resumes the caller on it. The writer, the readers
// and the compute threads are lanes; in simulation a lane runs its jobs on the loop itself, in
// order.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

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
  using Resume = std::function<void()>;
  // Suspends until `resume` is called; `begin` runs after the suspension is set up.
  static asio::awaitable<void> wait(std::function<void(Resume)> begin);
};

// Runs `work` on the lane and resumes when it is through. It may outlive the caller.
asio::awaitable<void> run_on_lane(Lane& lane, std::function<void()> work, bool urgent);

// What run_on's job is and where its answer goes. One coroutine a result type, not one a lambda:
// a job costs no more to compile than a std::function.
template <class Value>
asio::awaitable<Value> answer_from(Lane& lane, std::function<Value()> job, bool urgent) {
  struct State {
    std::function<Value()> job;
    std::optional<Value> value;
  };
  auto state = std::make_shared<State>();
  state->job = std::move(job);
  std::function<void()> work = [state] { state->value.emplace(state->job()); };
  co_await run_on_lane(lane, work, urgent);
  co_return std::move(*state->value);
}

// Runs `job` on the lane and returns what it returned. `job` captures values: it may outlive the
// caller.
template <class Job>
auto run_on(Lane& lane, Job job, bool urgent = false)
    -> asio::awaitable<std::invoke_result_t<Job&>> {
  using Value = std::invoke_result_t<Job&>;
  return answer_from<Value>(lane, std::function<Value()>(std::move(job)), urgent);
}

}  // namespace muster
