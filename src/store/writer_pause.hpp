// SPDX-License-Identifier: Apache-2.0
// Lets the checkpointer in between two groups of the writer. SQLite's own way is to try for the
// write lock now and then: a writer that is never idle would always be faster, and its log would
// grow without end.
#pragma once
#include <condition_variable>
#include <mutex>

namespace muster {

class WriterPause {
 public:
  // The writer, around each group.
  template <class Group>
  auto write(Group group) {
    enter();
    auto result = group();
    leave();
    return result;
  }
  // The checkpointer: `work` runs while no group does.
  template <class Work>
  void pause(Work work) {
    hold();
    work();
    release();
  }

 private:
  void enter() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !held_; });
    writing_ = true;
  }
  void leave() {
    std::lock_guard lock(mutex_);
    writing_ = false;
    changed_.notify_all();
  }
  void hold() {
    std::unique_lock lock(mutex_);
    held_ = true;
    changed_.wait(lock, [this] { return !writing_; });
  }
  void release() {
    std::lock_guard lock(mutex_);
    held_ = false;
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool held_ = false;
  bool writing_ = false;
};

}  // namespace muster
