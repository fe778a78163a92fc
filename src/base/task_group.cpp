// SPDX-License-Identifier: Apache-2.0
#include "muster/base/task_group.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include "muster/base/assert.hpp"

namespace muster {
namespace {

// Boost 1.81 awaits a post after a task that never suspended, outside any try block: cancelled by
// then, that throws and ends the process. A task that begins with a switch of context does not get
// there.
asio::awaitable<void> begin(asio::any_io_executor executor, asio::awaitable<void> task) {
  co_await asio::post(executor, asio::use_awaitable);
  co_await std::move(task);
}

}  // namespace

TaskGroup::TaskGroup(asio::any_io_executor executor)
    : executor_(std::move(executor)), empty_(executor_, asio::steady_timer::time_point::max()) {}

TaskGroup::~TaskGroup() { MUSTER_ASSERT(tasks_.empty()); }

void TaskGroup::spawn(std::string name, asio::awaitable<void> task) {
  tasks_.emplace_back().name = std::move(name);
  auto self = std::prev(tasks_.end());
  asio::co_spawn(
      executor_, begin(executor_, std::move(task)),
      asio::bind_cancellation_slot(self->signal.slot(),
                                   [this, self](std::exception_ptr error) { ended(self, error); }));
}

void TaskGroup::ended(std::list<Task>::iterator task, std::exception_ptr error) {
  if (error) {
    try {
      std::rethrow_exception(error);
    } catch (const boost::system::system_error& cancelled) {
      if (cancelled.code() != asio::error::operation_aborted)
        assertion_failed((task->name + ": " + cancelled.what()).c_str(), __FILE__, __LINE__);
    } catch (const std::exception& thrown) {
      assertion_failed((task->name + ": " + thrown.what()).c_str(), __FILE__, __LINE__);
    }
  }
  tasks_.erase(task);
  if (tasks_.empty()) empty_.cancel();
}

void TaskGroup::cancel() {
  for (auto task = tasks_.begin(); task != tasks_.end();) {
    auto next = std::next(task);
    task->signal.emit(asio::cancellation_type::terminal);
    task = next;
  }
}

asio::awaitable<void> TaskGroup::join() {
  while (!tasks_.empty()) {
    empty_.expires_at(asio::steady_timer::time_point::max());
    co_await empty_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

}  // namespace muster
