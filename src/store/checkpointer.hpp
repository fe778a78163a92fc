// SPDX-License-Identifier: Apache-2.0
// Moves the write-ahead log into the database, on a thread and a connection of its own: SQLite
// swallows the fsync errors of automatic checkpoints, this one looks. Owned by the store.
#pragma once
#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "muster/base/lane.hpp"
#include "muster/base/result.hpp"
#include "muster/base/stopwatch.hpp"
#include "scrubber.hpp"
#include "sql.hpp"
#include "writer_pause.hpp"

namespace muster {

class Checkpointer {
 public:
  // `on_disk_failure` is called on its thread.
  // `reserve`: bytes of the log to write anew when it was emptied.
  Checkpointer(const std::string& path, std::int64_t reserve, WriterPause& writer,
               std::function<void(const std::string&)> on_disk_failure);

  // After each group; writer thread.
  void committed(int wal_frames, bool emergency);
  // Takes deleted data out of the files. `done` is called on its thread: whether all of it is gone;
  // if not, pages go out or a reader is in the log, and it must be asked again. Error: io.
  void scrub(Sql& writer, std::function<void(Result<bool>)> done);

 private:
  bool due(int wal_frames) const;
  void run();
  Result<bool> scrub_now(Scrubber& scrubber);
  void reserve_again();
  bool emergency_lately() const;
  std::int64_t log_bytes(int frames) const;
  // How many frames the log has, all of which are in the database now but those that came
  // meanwhile; none: it failed, and that was told.
  std::optional<int> move_frames();

  std::string path_;
  std::int64_t reserve_;
  Sql sql_;
  std::int64_t page_bytes_ = 0;
  WriterPause& writer_;
  std::function<void(const std::string&)> on_disk_failure_;
  std::atomic<bool> running_{false};
  std::atomic<int> checked_frames_{0};  // of the WAL at the last checkpoint
  std::optional<Stopwatch> emergency_;  // since the last job of that lane; writer thread
  std::atomic<bool> pages_go_out_{false};
  std::atomic<bool> any_emergency_{false};
  std::atomic<Stopwatch> since_emergency_{Stopwatch()};
  ThreadLane lane_{"checkpoint", 1};
};

}  // namespace muster
