// SPDX-License-Identifier: Apache-2.0
// One run of the daemon: a loop, a store and the services, assembled as app does it. Destroying it
// is kill -9: what is committed stays, whoever waits for something waits for ever. Nothing in it
// outlives it.
#pragma once
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>

#include "muster/engine/context.hpp"
#include "muster/engine/dispatcher.hpp"
#include "muster/engine/holds.hpp"
#include "muster/engine/hooks.hpp"
#include "muster/engine/pager.hpp"
#include "muster/engine/replanner.hpp"
#include "muster/engine/retention.hpp"
#include "muster/engine/scheduler.hpp"
#include "muster/engine/sweeper.hpp"
#include "muster/engine/throttles.hpp"

namespace muster::simulation {

// What outlives a process: the machine it runs on.
struct Machine {
  Clock& clock;
  Random& random;
  const Sealer& sealer;
  HttpClient& client;
  std::shared_ptr<const Settings> settings;
  Log log;
  std::string database;  // a path, or ":memory:"
};

class Process {
 public:
  explicit Process(Machine& machine);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Recovers what an earlier run left and starts the services.
  void start();
  // Runs one ready handler; false when all is quiet.
  bool turn();

  asio::io_context& loop() { return loop_; }
  Store& store() { return *store_; }
  Hooks& hooks() { return *hooks_; }
  // A reload.
  void take(std::shared_ptr<const Settings> settings) {
    settings_.set(std::move(settings));
    replanner_->ring();
  }
  Dispatcher& pages() { return *pages_; }
  Dispatcher& texts() { return *texts_; }
  Eraser& eraser() { return *eraser_; }

  // Runs the task to its end and nothing else than what is ready; nullopt: it waits for something
  // outside.
  template <class Value>
  std::optional<Value> run(asio::awaitable<Value> task) {
    auto value = std::make_shared<std::optional<Value>>();
    spawn(keep(std::move(task), value));
    while (!*value && turn()) {}
    return std::move(*value);
  }
  void spawn(asio::awaitable<void> task);

 private:
  template <class Value>
  static asio::awaitable<void> keep(asio::awaitable<Value> task,
                                    std::shared_ptr<std::optional<Value>> into) {
    auto value = co_await std::move(task);
    into->emplace(std::move(value));
  }

  asio::io_context loop_{1};
  SettingsHolder settings_;
  Metrics metrics_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Context> context_;
  Throttles throttles_;
  std::unique_ptr<Scheduler> scheduler_;
  std::unique_ptr<Dispatcher> pages_;
  std::unique_ptr<Dispatcher> texts_;
  std::unique_ptr<Pager> pager_;
  std::unique_ptr<Sweeper> sweeper_;
  std::unique_ptr<Holds> holds_;
  std::unique_ptr<Replanner> replanner_;
  std::unique_ptr<Eraser> eraser_;
  std::unique_ptr<Retention> retention_;
  std::unique_ptr<Hooks> hooks_;
};

}  // namespace muster::simulation
