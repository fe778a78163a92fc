// SPDX-License-Identifier: Apache-2.0
// The one writer: a connection, its queue by lane and the group commit. What queues up during one
// COMMIT is the next group (leveldb's WriteBatch idea); each job runs in a savepoint of its own.
#pragma once
#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "muster/domain/message.hpp"
#include "muster/store/store.hpp"
#include "sql.hpp"

namespace muster {

struct WriteJob {
  std::function<bool(Tx&)> body;
  std::function<void(const Result<void>&)> done;
};

class WriteQueue {
 public:
  static constexpr std::size_t limit = 8192;

  bool push(SendLane lane, WriteJob job);
  // Most urgent first.
  std::optional<std::pair<SendLane, WriteJob>> pop();
  // Gives back what was popped: it stays the first of its lane, and no limit applies.
  void put_back(SendLane lane, WriteJob job);
  std::size_t size() const;
  // How many of them are of the emergency lane.
  const std::atomic<int>& emergencies() const { return emergencies_; }

 private:
  void count(SendLane lane, int by) {
    if (lane == SendLane::emergency) emergencies_ += by;
  }

  mutable std::mutex mutex_;
  std::array<std::deque<WriteJob>, all_lanes.size()> lanes_;
  std::size_t size_ = 0;
  std::atomic<int> emergencies_{0};
};

class Writer {
 public:
  struct Running {
    WriteJob job;
    Result<void> status;
  };
  // A group that was committed, or failed as a whole: what is left to do for it, in this order.
  struct Committed {
    std::vector<std::function<void()>> acts;  // on the loop
    std::vector<Running> jobs;                // to be told their status
    std::uint32_t topics = 0;                 // to wake
    int wal_frames = 0;
    bool emergency = false;  // one of the jobs was of that lane
  };

  Writer(Sql& sql, Tx& tx, WriteQueue& queue,
         std::function<void(const std::string&)> on_disk_failure);

  // Takes what is queued, up to the group's limits, and commits it. nullopt: the queue was empty.
  // Throws nothing. Not `timed`: by count alone, so that in simulation the same jobs make the same
  // groups.
  std::optional<Committed> run_group(bool timed = true);

 private:
  void run_job(Running& running);
  void fail_all(std::vector<Running>& group, const SQLite::Exception& thrown);

  Sql& sql_;
  Tx& tx_;
  WriteQueue& queue_;
  std::function<void(const std::string&)> on_disk_failure_;
  int wal_frames_ = 0;
};

// Sorts an SQLite failure: io (stop the daemon), unavailable (disk full), internal (a statement is
// wrong).
ErrorKind kind_of(const SQLite::Exception& thrown);

}  // namespace muster
