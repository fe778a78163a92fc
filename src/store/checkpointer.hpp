// SPDX-License-Identifier: Apache-2.0
// Moves the write-ahead log into the database, on a thread and a connection of its own: SQLite
// swallows the fsync errors of automatic checkpoints, this one looks. Owned by the store.
#pragma once
#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "muster/base/lane.hpp"
#include "muster/base/stopwatch.hpp"
#include "sql.hpp"
#include "writer_pause.hpp"

namespace muster {

class Checkpointer {
 public:
  // `on_disk_failure` is called on its thread.
  Checkpointer(const std::string& path, WriterPause& writer,
               std::function<void(const std::string&)> on_disk_failure);

  // After each group; writer thread.
  void committed(int wal_frames, bool emergency);

 private:
  bool due(int wal_frames) const;
  void run();
  // How many frames the log has, all of which are in the database now but those that came
  // meanwhile; none: it failed, and that was told.
  std::optional<int> move_frames();

  Sql sql_;
  WriterPause& writer_;
  std::function<void(const std::string&)> on_disk_failure_;
  std::atomic<bool> running_{false};
  std::atomic<int> checked_frames_{0};  // of the WAL at the last checkpoint
  std::optional<Stopwatch> emergency_;  // since the last job of that lane; writer thread
  std::atomic<bool> pages_go_out_{false};
  ThreadLane lane_{"checkpoint", 1};
};

}  // namespace muster
