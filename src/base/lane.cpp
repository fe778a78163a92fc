// SPDX-License-Identifier: Apache-2.0
#include "muster/base/lane.hpp"

#include <pthread.h>

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace muster {

struct ThreadLane::Inner {
  std::mutex mutex;
  std::condition_variable ready;
  std::deque<std::function<void()>> urgent, normal;
  bool stopping = false;
  std::vector<std::thread> threads;

  bool next(std::function<void()>& job) {
    std::unique_lock lock(mutex);
    ready.wait(lock, [&] { return stopping || !urgent.empty() || !normal.empty(); });
    auto& queue = urgent.empty() ? normal : urgent;
    if (queue.empty()) return false;
    job = std::move(queue.front());
    queue.pop_front();
    return true;
  }
};

ThreadLane::ThreadLane(std::string name, int threads) : inner_(std::make_unique<Inner>()) {
  for (int i = 0; i < threads; ++i) {
    inner_->threads.emplace_back([inner = inner_.get()] {
      for (std::function<void()> job; inner->next(job); job = nullptr) job();
    });
    pthread_setname_np(inner_->threads.back().native_handle(), name.substr(0, 15).c_str());
  }
}

ThreadLane::~ThreadLane() {
  {
    std::lock_guard lock(inner_->mutex);
    inner_->stopping = true;
  }
  inner_->ready.notify_all();
  for (auto& thread : inner_->threads) thread.join();
}

void ThreadLane::post(std::function<void()> job, bool urgent) {
  {
    std::lock_guard lock(inner_->mutex);
    (urgent ? inner_->urgent : inner_->normal).push_back(std::move(job));
  }
  inner_->ready.notify_one();
}

asio::awaitable<void> Completion::wait(std::function<void(Resume)> begin) {
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

asio::awaitable<void> run_on_lane(Lane& lane, std::function<void()> work, bool urgent) {
  std::function<void(Completion::Resume)> begin = [&lane, work = std::move(work),
                                                   urgent](Completion::Resume resume) {
    lane.post(
        [work, resume] {
          work();
          resume();
        },
        urgent);
  };
  co_await Completion::wait(std::move(begin));
}

}  // namespace muster
