// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/pager.hpp"

#include "muster/engine/paging.hpp"

namespace muster {
namespace {

constexpr int stand_downs_a_job = 100;
constexpr Millis look_again{1'000};

struct DuePlans {
  std::vector<RequestRow> planned;
  std::optional<Instant> next;
};

Result<DuePlans> plan_all_due(Tx& tx, const Settings& settings, Instant now) {
  DuePlans due;
  for (const auto& row : tx.requests().open()) {
    if (row.next_at && *row.next_at > now) continue;
    auto planned = plan_request(tx, settings, row.id, now);
    if (!planned) return planned.error();
    due.planned.push_back(*planned);
  }
  due.next = tx.requests().next_wake();
  return due;
}

}  // namespace

Pager::Pager(Context& context) : context_(context), alarm_(context.executor, context.clock) {
  context_.store.subscribe(Topic::requests, [this] { alarm_.ring(); });
}

asio::awaitable<bool> Pager::stand_down_some() {
  auto settings = context_.settings.get();
  auto now = context_.clock.now();
  auto job = [settings, now](Tx& tx) { return stand_down(tx, *settings, stand_downs_a_job, now); };
  auto left = co_await context_.store.write(SendLane::emergency, job);
  if (!left) context_.log.warn("event=stand_down_failed error={}", quoted(left.error().text()));
  co_return !left || *left;
}

asio::awaitable<void> Pager::run() {
  while (true) {
    auto settings = context_.settings.get();
    auto now = context_.clock.now();
    auto claim = context_.claim_pages();
    auto job = [settings, now, claim](Tx& tx) {
      auto plans = plan_all_due(tx, *settings, now);
      if (plans && !plans->planned.empty() && claim) claim(tx, *settings, now);
      return plans;
    };
    auto due = co_await context_.store.write(SendLane::emergency, job);
    if (!due) {
      context_.log.warn("event=plan_failed error={}", quoted(due.error().text()));
      co_await alarm_.wait(now + look_again);
      continue;
    }
    for (const auto& row : due->planned)
      context_.log.info("event=request_planned request={} code={} state={} waves={} note={}",
                        row.id.value(), row.code, name(row.state), row.waves, quoted(row.note));
    bool left = co_await stand_down_some();
    auto until = due->next.value_or(Instant::max());
    if (left) until = std::min(until, now + look_again);
    co_await alarm_.wait(until);
  }
}

}  // namespace muster
