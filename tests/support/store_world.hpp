// SPDX-License-Identifier: Apache-2.0
// What a world of tests stands on: a loop, a clock, a sealer and a store, and jobs in that store.
// Jobs are handed on as std::function, so that a lambda in a test costs no coroutine of its own.
#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "loop.hpp"
#include "muster/base/clock.hpp"
#include "muster/base/random.hpp"
#include "muster/base/sealing.hpp"
#include "muster/store/store.hpp"

namespace muster {

class StoreWorld {
 public:
  // `job` is Result<T>(Tx&); returns what the store gave back.
  template <class Job>
  auto try_write(Job job, SendLane lane = SendLane::transactional) {
    using Value = std::invoke_result_t<Job&, Tx&>;
    std::optional<Value> value;
    auto status = write_job(kept<Value>(job, value), lane);
    return status ? std::move(*value) : Value(status.error());
  }
  // `job` is T(Tx&) and must succeed.
  template <class Job>
  auto write(Job job) {
    using Value = std::invoke_result_t<Job&, Tx&>;
    if constexpr (std::is_void_v<Value>) {
      must(write_job(done(job), SendLane::transactional));
    } else {
      std::optional<Value> value;
      must(write_job(stored<Value>(job, value), SendLane::transactional));
      return std::move(*value);
    }
  }
  template <class Job>
  auto read(Job job) {
    using Value = std::invoke_result_t<Job&, Tx&>;
    if constexpr (std::is_void_v<Value>) {
      must(read_job(done(job)));
    } else {
      std::optional<Value> value;
      must(read_job(stored<Value>(job, value)));
      return std::move(*value);
    }
  }
  template <class Value>
  Value run(asio::awaitable<Value> task) {
    return loop_.run(std::move(task));
  }

 protected:
  // An empty store in memory; 2026-11-22, 10:00 in Viet Nam.
  StoreWorld() : StoreWorld(*parse_instant("2026-11-22T03:00:00.000Z")) { store_ = open_inline(); }
  // No store is open yet.
  explicit StoreWorld(Instant now) : clock_(now) {}
  ~StoreWorld() = default;

  // Another empty store in memory, whose jobs run on the loop.
  std::unique_ptr<Store> open_inline();

  TestLoop loop_;
  VirtualClock clock_;
  SystemRandom random_;
  Sealer sealer_ = Sealer::with_key(std::string(Sealer::key_size, 'k')).value();
  std::unique_ptr<Store> store_;

 private:
  using Body = std::function<Result<void>(Tx&)>;
  template <class Value, class Job>
  static Body kept(Job& job, std::optional<Value>& value) {
    return [&job, &value](Tx& tx) -> Result<void> {
      value.emplace(job(tx));
      if (!*value) return value->error();
      return {};
    };
  }
  template <class Value, class Job>
  static Body stored(Job& job, std::optional<Value>& value) {
    return [&job, &value](Tx& tx) -> Result<void> {
      value.emplace(job(tx));
      return {};
    };
  }
  template <class Job>
  static Body done(Job& job) {
    return [&job](Tx& tx) -> Result<void> {
      job(tx);
      return {};
    };
  }
  Result<void> write_job(Body body, SendLane lane);
  Result<void> read_job(Body body);
  // Fails the test and ends it: what follows would look at nothing.
  static void must(const Result<void>& status);
};

}  // namespace muster
