// SPDX-License-Identifier: Apache-2.0
// Turns planned steps into messages when their time comes. Sleeps until the earliest due step and
// is woken when one is planned; it never polls. Loop thread.
#pragma once
#include "muster/engine/context.hpp"

namespace muster {

class Scheduler {
 public:
  explicit Scheduler(Context& context);
  asio::awaitable<void> run();

 private:
  struct Pass {
    int taken = 0;
    std::optional<Instant> next;
  };
  static Result<Pass> take_due(Tx& tx, const Settings& settings, Instant now);

  Context& context_;
  Alarm alarm_;
};

}  // namespace muster
