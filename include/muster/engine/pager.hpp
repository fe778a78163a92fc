// SPDX-License-Identifier: Apache-2.0
// Keeps every open request moving: plans when the planner said so and on every event, and sends the
// closing texts. Loop thread.
#pragma once
#include "muster/engine/context.hpp"

namespace muster {

class Pager {
 public:
  explicit Pager(Context& context);
  asio::awaitable<void> run();

 private:
  asio::awaitable<bool> stand_down_some();

  Context& context_;
  Alarm alarm_;
};

}  // namespace muster
