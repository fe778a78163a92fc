// SPDX-License-Identifier: Apache-2.0
#include "checkpointer.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "connection.hpp"
#include "wal_reserve.hpp"

namespace muster {
namespace {

constexpr int checkpoint_frames = 2'000;  // 8 MiB of WAL: begin to move it into the database
// A checkpoint takes the disk from COMMIT: it waits while pages go out, but not beyond 256 MiB.
constexpr int emergency_frames = 64'000;
constexpr std::chrono::seconds emergency_lasts{10};
// How long that holds up the writer for readers, in milliseconds; else it is tried again.
constexpr int restart_patience = 100;

}  // namespace

Checkpointer::Checkpointer(const std::string& path,
                           std::function<void(const std::string&)> on_disk_failure)
    : sql_(path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX),
      on_disk_failure_(std::move(on_disk_failure)) {
  configure(sql_, true);
  sqlite3_busy_timeout(sql_.database().getHandle(), restart_patience);
  lane_.post(
      [this, path] {
        if (auto synced = sync_wal(path); !synced && on_disk_failure_)
          on_disk_failure_(synced.error().text());
      },
      false);
}

void Checkpointer::committed(int wal_frames, bool emergency) {
  if (emergency) emergency_ = Stopwatch();
  if (due(wal_frames) && !running_.exchange(true)) lane_.post([this] { run(); }, false);
}

// Once in so many frames, not after each group: a checkpoint syncs the same disk as COMMIT.
bool Checkpointer::due(int wal_frames) const {
  int checked = checked_frames_;
  if (wal_frames < checked) checked = 0;  // the WAL has begun again
  int frames = checked + checkpoint_frames;
  if (emergency_ && emergency_->elapsed() < emergency_lasts)
    frames = std::max(frames, emergency_frames);
  return wal_frames >= frames;
}

void Checkpointer::run() {
  int frames = 0;
  auto* handle = sql_.database().getHandle();
  int code =
      sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, &frames, nullptr);
  if (code == SQLITE_OK && frames >= wal_reserved_frames)
    code = sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
  checked_frames_ = frames;  // whatever moved: beside a long reader not again at each group
  running_ = false;
  if (code != SQLITE_OK && code != SQLITE_BUSY && on_disk_failure_)
    on_disk_failure_(std::string("checkpoint: ") + sqlite3_errstr(code));
}

}  // namespace muster
