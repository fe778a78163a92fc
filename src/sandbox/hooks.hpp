// SPDX-License-Identifier: Apache-2.0
// Receipts and replies on their way to the daemon: signed, in time, and again until they are taken.
// The times are those of the shared demo clock, so moving it on makes what waits due. Loop thread.
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <string>

#include "hook_connection.hpp"
#include "muster/base/clock.hpp"
#include "muster/base/log.hpp"
#include "muster/base/task_group.hpp"
#include "signature.hpp"

namespace muster::sandbox {

struct Hook {
  std::string id;  // the same at each try
  std::string url;
  std::string body;
  std::uint64_t message = 0;
  bool reply = false;
  int tries = 0;
};

class Hooks {
 public:
  // Told once a hook: it was taken, or given up.
  using Settled = std::function<void(const Hook& hook, bool taken)>;
  Hooks(asio::io_context& loop, Clock& clock, HookSigner signer, Log log, Settled settled);

  void start();
  asio::awaitable<void> stop();
  void send_at(Instant due, Hook hook);
  // Forgets what waits, and the counts.
  void clear();

  std::size_t waiting() const { return later_.size() + ready_.size() + active_; }
  std::uint64_t taken() const { return taken_; }
  std::uint64_t given_up() const { return given_up_; }

 private:
  asio::awaitable<void> run();
  asio::awaitable<void> work();
  asio::awaitable<void> work_off();
  void take_due();
  void employ();
  void settle(Hook hook, const HookAnswer& answer);
  Headers headers_of(const Hook& hook) const;

  asio::io_context& loop_;
  Clock& clock_;
  HookSigner signer_;
  Log log_;
  Settled settled_;
  TaskGroup tasks_;
  Alarm alarm_;
  std::multimap<Instant, Hook> later_;
  std::deque<Hook> ready_;
  std::size_t active_ = 0;
  std::uint64_t taken_ = 0;
  std::uint64_t given_up_ = 0;
  bool failing_ = false;
};

}  // namespace muster::sandbox
