// SPDX-License-Identifier: Apache-2.0
// What nobody else comes back for: attempts cut off by a crash, receipts that never found their
// message, keys of creations past their day. Loop thread.
#pragma once
#include "muster/engine/context.hpp"

namespace muster {

class Sweeper {
 public:
  explicit Sweeper(Context& context) : context_(context), alarm_(context.executor, context.clock) {}

  // Before any dispatcher claims: settles every attempt of an earlier run. Errors are those of the
  // store.
  asio::awaitable<Result<void>> recover_attempts();
  // Hourly from then on.
  asio::awaitable<void> run();

 private:
  Context& context_;
  Alarm alarm_;
};

}  // namespace muster
