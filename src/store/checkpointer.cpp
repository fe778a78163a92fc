// SPDX-License-Identifier: Apache-2.0
#include "checkpointer.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <optional>

#include "connection.hpp"
#include "wal_reserve.hpp"

namespace muster {
namespace {

// Frames are pages: 8 KiB (connection.cpp), half of it in a database of before.
constexpr int checkpoint_frames = 1'000;  // 8 MiB of WAL: begin to move it into the database
// A checkpoint takes the disk from COMMIT: it waits while pages go out, but not beyond 256 MiB.
constexpr int emergency_frames = 32'000;
constexpr std::chrono::seconds emergency_lasts{10};
// 48 MiB: the log is to start over, within what is reserved for it (SqliteOptions::log_reserve).
constexpr int restart_frames = 6'000;
// What is left to move while the writer waits: a few milliseconds.
constexpr int last_frames = 200;
constexpr int most_passes = 8;
constexpr std::int64_t reserve_piece = 4 << 20;  // written while the writer waits

}  // namespace

Checkpointer::Checkpointer(const std::string& path, std::int64_t reserve, WriterPause& writer,
                           std::function<void(const std::string&)> on_disk_failure)
    : path_(path),
      reserve_(reserve),
      sql_(path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX),
      writer_(writer),
      on_disk_failure_(std::move(on_disk_failure)) {
  configure(sql_, true);
  page_bytes_ = sql_.database().execAndGet("pragma page_size").getInt();
  lane_.post(
      [this, path] {
        if (auto synced = sync_wal(path); !synced && on_disk_failure_)
          on_disk_failure_(synced.error().text());
      },
      false);
}

void Checkpointer::committed(int wal_frames, bool emergency) {
  if (emergency) {
    emergency_ = Stopwatch();
    since_emergency_ = *emergency_;
    any_emergency_ = true;
  }
  pages_go_out_ = emergency_ && emergency_->elapsed() < emergency_lasts;
  if (due(wal_frames) && !running_.exchange(true)) lane_.post([this] { run(); }, false);
}

// Once in so many frames, not after each group: a checkpoint syncs the same disk as COMMIT.
bool Checkpointer::due(int wal_frames) const {
  int checked = checked_frames_;
  if (wal_frames < checked) checked = 0;  // the WAL has begun again
  int frames = checked + checkpoint_frames;
  if (pages_go_out_) frames = std::max(frames, emergency_frames);
  return wal_frames >= frames;
}

void Checkpointer::run() {
  auto frames = move_frames();
  if (frames && *frames >= restart_frames) {
    // The writer goes on meanwhile; each pass leaves it less to wait for.
    int left = *frames;
    for (int pass = 0; frames && left > last_frames && pass < most_passes; ++pass) {
      if (pages_go_out_ && *frames < emergency_frames) break;
      int before = *frames;
      frames = move_frames();
      if (frames) left = *frames - before;
    }
    // With all of it moved and no reader in it, the next group begins the log anew.
    if (frames && !pages_go_out_) writer_.pause([&] { frames = move_frames(); });
  }
  // Whatever moved: beside a long reader not again at each group.
  if (frames) checked_frames_ = *frames;
  running_ = false;
}

void Checkpointer::scrub(Sql& writer, std::function<void(Result<bool>)> done) {
  lane_.post(
      [this, &writer, done = std::move(done)] {
        Scrubber scrubber(sql_, writer);
        auto gone = scrub_now(scrubber);
        if (!gone && on_disk_failure_) on_disk_failure_(gone.error().text());
        if (gone && *gone) reserve_again();
        done(gone);
      },
      false);
}

// Also when nothing was committed since.
bool Checkpointer::emergency_lately() const {
  return any_emergency_ && since_emergency_.load().elapsed() < emergency_lasts;
}

Result<bool> Checkpointer::scrub_now(Scrubber& scrubber) {
  using Step = Scrubber::Step;
  auto step = Step::again;
  while (step == Step::again && !emergency_lately()) {
    // While the writer goes on: it waits for the rest only.
    if (!move_frames()) return Error(ErrorKind::io, "checkpoint failed");
    writer_.pause([&] { step = scrubber.clear_pages(); });
  }
  if (step == Step::done && !emergency_lately())
    writer_.pause([&] { step = scrubber.clear_log(); });
  else if (step == Step::done)
    step = Step::later;
  if (step == Step::failed) return Error(ErrorKind::io, scrubber.what());
  return step == Step::done;
}

// The log is empty now, and would grow with each commit: its space is written again, from the end,
// in pieces, as far as the writer has not come meanwhile.
void Checkpointer::reserve_again() {
  bool free = true;
  for (auto to = reserve_; free && to > 0 && !emergency_lately(); to -= reserve_piece) {
    auto from = std::max<std::int64_t>(0, to - reserve_piece);
    writer_.pause([&] {
      auto frames = move_frames();
      free = frames && log_bytes(*frames) <= from && write_wal_zeros(path_, from, to);
    });
  }
  if (auto synced = sync_wal(path_); !synced && on_disk_failure_)
    on_disk_failure_(synced.error().text());
}

// A header of 32 bytes, and one of 24 before each page.
std::int64_t Checkpointer::log_bytes(int frames) const {
  return 32 + std::int64_t{frames} * (page_bytes_ + 24);
}

std::optional<int> Checkpointer::move_frames() {
  int frames = 0;
  int code = sqlite3_wal_checkpoint_v2(sql_.database().getHandle(), nullptr,
                                       SQLITE_CHECKPOINT_PASSIVE, &frames, nullptr);
  if (code == SQLITE_OK || code == SQLITE_BUSY) return frames;
  if (on_disk_failure_) on_disk_failure_(std::string("checkpoint: ") + sqlite3_errstr(code));
  return std::nullopt;
}

}  // namespace muster
