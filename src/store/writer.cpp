// SPDX-License-Identifier: Apache-2.0
#include "writer.hpp"

#include <sqlite3.h>

#include "muster/base/stopwatch.hpp"
#include "muster/store/journal.hpp"

namespace muster {
namespace {

constexpr std::size_t group_jobs = 64;
constexpr std::chrono::milliseconds group_time{5};

}  // namespace

bool WriteQueue::push(SendLane lane, WriteJob job) {
  std::lock_guard lock(mutex_);
  // The emergency lane is never refused: its jobs are few and a lost one costs more than the
  // memory.
  if (size_ >= limit && lane != SendLane::emergency) return false;
  lanes_[static_cast<std::size_t>(lane)].push_back(std::move(job));
  ++size_;
  count(lane, 1);
  return true;
}

std::optional<std::pair<SendLane, WriteJob>> WriteQueue::pop() {
  std::lock_guard lock(mutex_);
  for (auto lane : all_lanes) {
    auto& jobs = lanes_[static_cast<std::size_t>(lane)];
    if (jobs.empty()) continue;
    auto taken = std::make_optional(std::make_pair(lane, std::move(jobs.front())));
    jobs.pop_front();
    --size_;
    count(lane, -1);
    return taken;
  }
  return std::nullopt;
}

void WriteQueue::put_back(SendLane lane, WriteJob job) {
  std::lock_guard lock(mutex_);
  lanes_[static_cast<std::size_t>(lane)].push_front(std::move(job));
  ++size_;
  count(lane, 1);
}

std::size_t WriteQueue::size() const {
  std::lock_guard lock(mutex_);
  return size_;
}

ErrorKind kind_of(const SQLite::Exception& thrown) {
  switch (thrown.getErrorCode()) {
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN: return ErrorKind::io;
    case SQLITE_FULL:
    case SQLITE_BUSY: return ErrorKind::unavailable;
    default: return ErrorKind::internal;
  }
}

Writer::Writer(Sql& sql, Tx& tx, WriteQueue& queue,
               std::function<void(const std::string&)> on_disk_failure)
    : sql_(sql), tx_(tx), queue_(queue), on_disk_failure_(std::move(on_disk_failure)) {
  tx_.watch(queue_.emergencies());
  sqlite3_wal_hook(
      sql_.database().getHandle(),
      [](void* self, sqlite3*, const char*, int frames) {
        static_cast<Writer*>(self)->wal_frames_ = frames;
        return SQLITE_OK;
      },
      this);
}

void Writer::run_job(Running& running) {
  sql_.run("savepoint job");
  tx_.begin_job();
  auto acts = tx_.acts();
  bool keep = false;
  try {
    keep = running.job.body(tx_);
  } catch (const SQLite::Exception& thrown) {
    if (kind_of(thrown) != ErrorKind::internal) throw;
    running.status = Error(ErrorKind::internal, thrown.what());
  } catch (const std::exception& thrown) {  // a fault of one job must not end the writer
    running.status = Error(ErrorKind::internal, thrown.what());
  }
  if (!keep) {
    tx_.drop_acts(acts);
    sql_.run("rollback to job");
  }
  sql_.run("release job");
}

void Writer::fail_all(std::vector<Running>& group, const SQLite::Exception& thrown) {
  if (!sqlite3_get_autocommit(sql_.database().getHandle())) {
    try {
      sql_.run("rollback");
    } catch (const SQLite::Exception&) {  // the first failure is the one to tell
    }
  }
  tx_.drop_acts(0);
  auto kind = kind_of(thrown);
  for (auto& running : group)
    running.status = Error(kind, std::string("the database: ") + thrown.what());
  // After a failed fsync the pages may be gone while SQLite carries on: nothing can be promised any
  // more.
  if (kind != ErrorKind::unavailable && on_disk_failure_) on_disk_failure_(thrown.what());
}

std::optional<Writer::Committed> Writer::run_group(bool timed) {
  auto next = queue_.pop();
  if (!next) return std::nullopt;
  std::vector<Running> group;
  group.reserve(group_jobs);
  Stopwatch watch;
  bool urgent = false;
  try {
    sql_.run("begin immediate");
    while (next) {
      urgent = urgent || next->first == SendLane::emergency;
      group.push_back({std::move(next->second), {}});
      run_job(group.back());
      if (group.size() >= group_jobs || (timed && watch.elapsed() >= group_time)) break;
      // Pages that this job claimed go out after COMMIT: not one job more before it.
      if (urgent && tx_.acts() > 0) break;
      next = queue_.pop();
      // An emergency job commits now; what is less urgent begins the next group.
      if (next && urgent && next->first != SendLane::emergency) {
        queue_.put_back(next->first, std::move(next->second));
        break;
      }
    }
    tx_.journal().close_group();
    sql_.run("commit");
  } catch (const SQLite::Exception& thrown) {
    fail_all(group, thrown);
  }
  return Committed{tx_.take_acts(), std::move(group), tx_.take_touched(), wal_frames_, urgent};
}

}  // namespace muster
