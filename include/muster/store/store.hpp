// SPDX-License-Identifier: Apache-2.0
// The seam to the database. `write` runs a job in the one writer and resumes after COMMIT with the
// group's true status; `read` runs a job on a snapshot in a reader lane. Jobs run off the network
// thread (inline in simulation), capture values, return a value, have no other effect and may run
// again. Owned by app; called on the loop thread.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "muster/base/clock.hpp"
#include "muster/base/lane.hpp"
#include "muster/base/log.hpp"
#include "muster/base/random.hpp"
#include "muster/base/result.hpp"
#include "muster/base/sealing.hpp"
#include "muster/domain/message.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// What a committed group touched; whoever waits for such a change is woken after COMMIT.
enum class Topic : std::uint8_t {
  steps,
  messages,
  emergencies,
  replies,
  requests,
  receipts,
  donors,
  sessions
};
inline constexpr int topic_count = 8;

class Store {
 public:
  virtual ~Store() = default;
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // `job` is Result<T>(Tx&): an error rolls back to the job's savepoint and comes back as it is.
  // Other errors: busy (the writer's queue is full), io (the disk failed; the daemon is stopping).
  template <class Job>
  auto write(SendLane lane, Job job) -> asio::awaitable<std::invoke_result_t<Job&, Tx&>> {
    using Value = std::invoke_result_t<Job&, Tx&>;
    return written(lane, std::function<Value(Tx&)>(std::move(job)));
  }

  // `job` is Result<T>(Tx&) and must not write.
  template <class Job>
  auto read(Job job, bool urgent = false) -> asio::awaitable<std::invoke_result_t<Job&, Tx&>> {
    using Value = std::invoke_result_t<Job&, Tx&>;
    return seen(std::function<Value(Tx&)>(std::move(job)), urgent);
  }

  // Takes what was deleted out of the database's free space and out of the write-ahead log. False:
  // not now (pages go out, or a reader is in the log): ask again in a few seconds. Error: io; the
  // daemon is stopping.
  asio::awaitable<Result<bool>> scrub();

  // `wake` is called on the loop after a commit that touched the topic.
  virtual void subscribe(Topic topic, std::function<void()> wake) = 0;
  // A new number at each start: attempts of an older epoch without an outcome were cut off.
  virtual std::int64_t epoch() const = 0;
  // Distinguishes this installation's idempotency keys from all others'. 8 characters.
  virtual const std::string& install_id() const = 0;
  // Jobs waiting for the writer; for metrics and readiness.
  virtual std::size_t write_queue() const = 0;
  // Jobs of the emergency lane that have not come back to the loop yet. Loop thread.
  int emergencies() const { return *emergencies_; }

 protected:
  // The body returns whether to keep what it wrote.
  using WriteBody = std::function<bool(Tx&)>;
  using WriteDone = std::function<void(const Result<void>&)>;
  using ReadBody = std::function<void(Result<Tx*>)>;
  virtual void submit_write(SendLane lane, WriteBody body, WriteDone done) = 0;
  virtual void submit_read(ReadBody body, bool urgent) = 0;
  virtual void submit_scrub(std::function<void(Result<bool>)> done) = 0;

 private:
  // The waits, whatever the job's type: written once.
  asio::awaitable<Result<void>> commit(SendLane lane, WriteBody body);
  asio::awaitable<Result<void>> look(std::function<void(Tx&)> body, bool urgent);

  // What outlives a caller that was destroyed meanwhile. One coroutine a result type, not one a
  // lambda: a job costs no more to compile than a std::function.
  template <class Value>
  struct Running {
    std::function<Value(Tx&)> job;
    std::optional<Value> value;
  };
  template <class Value>
  asio::awaitable<Value> written(SendLane lane, std::function<Value(Tx&)> job) {
    auto state = std::make_shared<Running<Value>>();
    state->job = std::move(job);
    WriteBody body = [state](Tx& tx) {
      state->value.emplace(state->job(tx));
      return state->value->has_value();
    };
    auto status = co_await commit(lane, body);
    if (!status) co_return status.error();
    co_return std::move(*state->value);
  }
  template <class Value>
  asio::awaitable<Value> seen(std::function<Value(Tx&)> job, bool urgent) {
    auto state = std::make_shared<Running<Value>>();
    state->job = std::move(job);
    std::function<void(Tx&)> body = [state](Tx& tx) { state->value.emplace(state->job(tx)); };
    auto status = co_await look(body, urgent);
    if (!status) co_return status.error();
    co_return std::move(*state->value);
  }

  std::shared_ptr<int> emergencies_ = std::make_shared<int>(0);
};

struct SqliteOptions {
  std::string path;  // a file, or ":memory:" (inline only)
  bool inline_jobs = false;  // run jobs on the loop itself, in order; simulation
  int readers = 2;
  // How much of the log is written before it is needed; more than it ever has while nobody reads
  // for long. 0: none.
  std::int64_t log_reserve = 64 << 20;
  // Called from any thread when the disk failed: nothing can be promised any more, the daemon must
  // stop.
  std::function<void(const std::string&)> on_disk_failure;
};

// Opens or creates, migrates, starts the lanes. Errors: io, invalid (a newer schema than this
// program knows).
Result<std::unique_ptr<Store>> open_sqlite(const asio::any_io_executor& loop, SqliteOptions options,
                                           const Sealer& sealer, Random& random, Clock& clock,
                                           Log log);

// `muster migrate`: brings the file to this program's schema; returns the version before and after.
struct Migrated {
  int from = 0;
  int to = 0;
};
Result<Migrated> migrate_sqlite(const std::string& path);

}  // namespace muster
