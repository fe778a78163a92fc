// SPDX-License-Identifier: Apache-2.0
// Imports in the background. They live in memory: what a restart cuts off is imported again.
#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "muster/engine/importer.hpp"

namespace muster {
namespace {

constexpr Seconds longest_wait{5};

std::size_t hundredth(const ImportProgress& progress) {
  return progress.file_bytes > 0 ? progress.bytes * 100 / progress.file_bytes : 0;
}

}  // namespace

Result<std::string> Importer::start(Principal who, std::string bytes, ImportOptions options) {
  if (stopping_) return Error(ErrorKind::unavailable, "the daemon stops: import it again later");
  if (tasks_.size() >= import_most_running)
    return Error(ErrorKind::busy, "other lists are being imported: try again when they are done");
  auto run = std::make_shared<ImportRun>();
  run->id = context_.random.token(16);
  run->actor = who.actor;
  run->dry_run = options.dry_run;
  run->progress.file_bytes = bytes.size();
  runs_.push_back(run);
  const auto ended = [](const auto& old) { return old->result.has_value(); };
  while (runs_.size() > import_kept_runs) {
    const auto oldest = std::ranges::find_if(runs_, ended);
    if (oldest == runs_.end()) break;
    runs_.erase(oldest);
  }
  tasks_.spawn("import", finish(run, std::move(who), std::move(bytes), std::move(options)));
  return run->id;
}

asio::awaitable<void> Importer::finish(std::shared_ptr<ImportRun> run, Principal who,
                                       std::string bytes, ImportOptions options) {
  Watch watch(run, &run->progress);
  auto taking = take(std::move(who), std::move(bytes), std::move(options), watch);
  auto result = co_await std::move(taking);
  run->result.emplace(std::move(result));
  tell_waiting();
}

void Importer::tell_waiting() {
  for (auto* timer : waiting_) timer->cancel();
}

asio::awaitable<void> Importer::wait(std::shared_ptr<const ImportRun> run) {
  asio::steady_timer timer(context_.executor);
  // Also when the one who waits has gone.
  struct Listening {
    std::set<asio::steady_timer*>& all;
    asio::steady_timer* timer;
    ~Listening() { all.erase(timer); }
  };
  waiting_.insert(&timer);
  const Listening listening{waiting_, &timer};
  timer.expires_after(longest_wait);
  const auto part = hundredth(run->progress);
  while (!run->result && hundredth(run->progress) == part) {
    auto [rung] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    if (!rung) co_return;
  }
}

std::shared_ptr<const ImportRun> Importer::run(const Principal& who, std::string_view id) const {
  const auto theirs = [&](const auto& one) { return one->id == id && one->actor == who.actor; };
  const auto found = std::ranges::find_if(runs_, theirs);
  return found == runs_.end() ? nullptr : *found;
}

asio::awaitable<void> Importer::stop() {
  stopping_ = true;
  co_await tasks_.join();
}

}  // namespace muster
