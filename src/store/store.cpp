// SPDX-License-Identifier: Apache-2.0
#include "muster/store/store.hpp"

#include <optional>

namespace muster {
namespace {

// One more until it goes, whatever becomes of the store meanwhile.
class Counted {
 public:
  explicit Counted(std::shared_ptr<int> count) : count_(std::move(count)) {
    if (count_) ++*count_;
  }
  ~Counted() {
    if (count_) --*count_;
  }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::shared_ptr<int> count_;
};

// The answer of another thread, for a coroutine that may be gone by then.
template <class Value>
using Later = std::shared_ptr<std::optional<Value>>;
template <class Value>
Later<Value> later() {
  return std::make_shared<std::optional<Value>>();
}

}  // namespace

asio::awaitable<Result<void>> Store::commit(SendLane lane, WriteBody body) {
  auto status = later<Result<void>>();
  std::function<void(Completion::Resume)> begin =
      [this, lane, status, body = std::move(body)](Completion::Resume resume) mutable {
        submit_write(lane, std::move(body), [status, resume](const Result<void>& ended) {
          status->emplace(ended);
          resume();
        });
      };
  const Counted counted(lane == SendLane::emergency ? emergencies_ : nullptr);
  co_await Completion::wait(std::move(begin));
  co_return std::move(**status);
}

asio::awaitable<Result<void>> Store::look(std::function<void(Tx&)> body, bool urgent) {
  auto status = later<Result<void>>();
  std::function<void(Completion::Resume)> begin =
      [this, urgent, status, body = std::move(body)](Completion::Resume resume) mutable {
        auto run = [status, body = std::move(body), resume](Result<Tx*> tx) {
          if (tx) {
            body(**tx);
            status->emplace();
          } else {
            status->emplace(tx.error());
          }
          resume();
        };
        submit_read(run, urgent);
      };
  co_await Completion::wait(std::move(begin));
  co_return std::move(**status);
}

asio::awaitable<Result<bool>> Store::scrub() {
  auto gone = later<Result<bool>>();
  std::function<void(Completion::Resume)> begin = [this, gone](Completion::Resume resume) {
    submit_scrub([gone, resume](Result<bool> result) {
      gone->emplace(std::move(result));
      resume();
    });
  };
  co_await Completion::wait(std::move(begin));
  co_return std::move(**gone);
}

}  // namespace muster
