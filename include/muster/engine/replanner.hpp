// SPDX-License-Identifier: Apache-2.0
// When the rules change, everybody's dates do: all donors are planned anew, in chunks of the least
// urgent lane, so that sending goes on; a crash resumes where it stopped. Owned by app; loop
// thread.
#pragma once
#include "muster/engine/context.hpp"

namespace muster {

class Replanner {
 public:
  explicit Replanner(Context& context)
      : context_(context), alarm_(context.executor, context.clock) {}

  struct Pass {
    int done = 0;  // donors of this pass
    int changed = 0;
    bool more = false;
  };
  // The next chunk of the plan that the current rules ask for; begins one if the last was for other
  // rules.
  static Result<Pass> advance(Tx& tx, const Settings& settings, Instant now);

  asio::awaitable<void> run();
  // The settings were reloaded.
  void ring() { alarm_.ring(); }

 private:
  Context& context_;
  Alarm alarm_;
};

}  // namespace muster
