// SPDX-License-Identifier: Apache-2.0
// Whether the daemon lives and whether it is ready: facts, no HTTP. `alive` is about the loop and
// the writer only, so that a late page or a dead gateway never makes a supervisor kill the pager.
// Owned by app, which awaits stop() before the store goes; loop thread.
#pragma once
#include <boost/asio/steady_timer.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "muster/base/stopwatch.hpp"
#include "muster/base/task_group.hpp"
#include "muster/engine/context.hpp"

namespace muster {

struct NotReady {
  std::string code;    // "configuration", "emergency_late", "writer_queue", "gateway", "store"
  std::string detail;  // what and how to mend it; no personal data
};

class Health {
 public:
  explicit Health(Context& context);

  // The last reload: its error, or none when it was taken. The old configuration stays in force.
  void configuration(std::optional<std::string> error) { configuration_ = std::move(error); }

  // Whether the writer answered a job within `limit`. Asks at most once a second and never twice at
  // a time, however many ask.
  asio::awaitable<bool> alive(Millis limit = Millis(5'000));
  // Empty: ready.
  asio::awaitable<std::vector<NotReady>> reasons();
  // Resumes when no question to the writer is open any more.
  asio::awaitable<void> stop();

 private:
  asio::awaitable<void> ask();

  Context& context_;
  TaskGroup questions_;
  std::set<asio::steady_timer*> waiting_;  // cancelled when the writer answers
  std::optional<Stopwatch> last_answer_;
  bool asking_ = false;
  std::optional<std::string> configuration_;
};

}  // namespace muster
