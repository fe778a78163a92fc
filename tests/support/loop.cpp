// SPDX-License-Identifier: Apache-2.0
#include "loop.hpp"

#include <boost/asio/co_spawn.hpp>
#include <exception>

namespace muster {

void TestLoop::start(asio::awaitable<void> task, std::function<void()> ended) {
  asio::co_spawn(context_, std::move(task), [ended = std::move(ended)](std::exception_ptr thrown) {
    if (thrown) std::rethrow_exception(thrown);
    if (ended) ended();
  });
}

void TestLoop::finish(asio::awaitable<void> task) {
  std::exception_ptr failure;
  bool done = false;  // what the task wrote is there before the handler is through with its frame
  asio::co_spawn(context_, std::move(task), [&](std::exception_ptr thrown) {
    failure = thrown;
    done = true;
  });
  while (!done) context_.run_one();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace muster
