// SPDX-License-Identifier: Apache-2.0
#include "process.hpp"

namespace muster::simulation {

Process::Process(Machine& machine) : settings_(machine.settings) {
  SqliteOptions options;
  options.path = machine.database;
  options.inline_jobs = true;
  options.on_disk_failure = [](const std::string& why) {
    ADD_FAILURE() << "the disk failed: " << why;
  };
  store_ = open_sqlite(loop_.get_executor(), options, machine.sealer, machine.random, machine.clock,
                       machine.log)
               .value();
  context_.reset(new Context{loop_.get_executor(), machine.clock, machine.random, *store_,
                             settings_, metrics_, machine.log});
  throttles_.apply(*machine.settings);
  scheduler_ = std::make_unique<Scheduler>(*context_);
  pages_ = std::make_unique<Dispatcher>(*context_, machine.client, throttles_,
                                        std::vector{SendLane::emergency});
  texts_ = std::make_unique<Dispatcher>(*context_, machine.client, throttles_,
                                        std::vector{SendLane::reply, SendLane::transactional,
                                                    SendLane::reminder, SendLane::campaign});
  pager_ = std::make_unique<Pager>(*context_);
  sweeper_ = std::make_unique<Sweeper>(*context_);
  holds_ = std::make_unique<Holds>(*context_);
  replanner_ = std::make_unique<Replanner>(*context_);
  eraser_ = std::make_unique<Eraser>(*context_, std::vector{pages_.get(), texts_.get()});
  retention_ = std::make_unique<Retention>(*context_, *eraser_);
  hooks_ = std::make_unique<Hooks>(*context_, std::vector<Dispatcher*>{pages_.get(), texts_.get()});
}

// Frames that wait for the writer go with the store, those that wait for an alarm with the loop:
// last of all.
Process::~Process() { store_.reset(); }

void Process::start() {
  auto recovered = run(sweeper_->recover_attempts());
  ASSERT_TRUE(recovered && *recovered) << "recovery failed";
  spawn(scheduler_->run());
  spawn(pages_->claim());
  spawn(pages_->settle_outcomes());
  spawn(texts_->claim());
  spawn(texts_->settle_outcomes());
  spawn(pager_->run());
  spawn(sweeper_->run());
  spawn(holds_->run());
  spawn(replanner_->run());
  spawn(eraser_->run());
  spawn(retention_->run());
}

bool Process::turn() {
  if (loop_.stopped()) loop_.restart();
  return loop_.poll_one() > 0;
}

void Process::spawn(asio::awaitable<void> task) {
  asio::co_spawn(loop_, std::move(task), [](std::exception_ptr error) {
    if (!error) return;
    try {
      std::rethrow_exception(error);
    } catch (const std::exception& thrown) {
      ADD_FAILURE() << "a task ended with " << thrown.what();
    }
  });
}

}  // namespace muster::simulation
