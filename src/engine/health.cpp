// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/health.hpp"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "muster/store/messages.hpp"

namespace muster {
namespace {

constexpr Millis asked_at_most_every{1'000};
constexpr Millis emergency_late{30'000};
constexpr std::size_t writer_queue_long = 2'000;

Result<std::optional<Instant>> oldest_emergency(Tx& tx) {
  return tx.messages().next_due(SendLane::emergency);
}

Result<bool> nothing(Tx&) { return true; }

}  // namespace

Health::Health(Context& context) : context_(context), questions_(context.executor) {}

asio::awaitable<void> Health::ask() {
  asking_ = true;
  // The most urgent lane: it waits for nothing but the commit under way.
  auto result = co_await context_.store.write(SendLane::emergency, &nothing);
  asking_ = false;
  if (result) last_answer_.emplace();
  for (auto* waiter : waiting_) waiter->cancel();
}

asio::awaitable<bool> Health::alive(Millis limit) {
  if (last_answer_ && last_answer_->elapsed() < asked_at_most_every) co_return true;
  Stopwatch waited;
  asio::steady_timer answered(context_.executor, limit);
  waiting_.insert(&answered);
  if (!asking_) questions_.spawn("health", ask());
  co_await answered.async_wait(asio::as_tuple(asio::use_awaitable));
  waiting_.erase(&answered);
  co_return last_answer_ && last_answer_->elapsed() <= waited.elapsed();
}

asio::awaitable<std::vector<NotReady>> Health::reasons() {
  std::vector<NotReady> reasons;
  auto note = [&reasons](std::string code, std::string detail) {
    reasons.push_back({std::move(code), std::move(detail)});
  };
  if (configuration_)
    note("configuration",
         "the last reload was refused and the old configuration is in force: " + *configuration_);
  if (context_.settings.get()->gateways.empty())
    note("gateway", "no gateway is configured: nothing can be sent");
  if (auto queue = context_.store.write_queue(); queue > writer_queue_long)
    note("writer_queue", fmt::format("{} jobs wait for the writer", queue));
  auto oldest = co_await context_.store.read(&oldest_emergency, true);
  if (!oldest) {
    note("store", "the database cannot be read: " + oldest.error().text());
  } else if (*oldest && context_.clock.now() - **oldest > emergency_late) {
    auto late = std::chrono::duration_cast<Seconds>(context_.clock.now() - **oldest);
    note("emergency_late", fmt::format("an emergency text is {} s late", late.count()));
  }
  co_return reasons;
}

asio::awaitable<void> Health::stop() { return questions_.join(); }

}  // namespace muster
