// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/retention.hpp"

#include <fmt/format.h>

#include "muster/store/journal.hpp"

namespace muster {
namespace {

constexpr int rows_a_chunk = 500;
constexpr int rows_counted = 10'000;
constexpr int donors_shown = 200;
constexpr int donors_a_day = 500;  // more at once than this is a mistake in the configuration
constexpr Millis try_again = Minutes(5);

std::vector<InactiveDonor> inactive_donors(Tx& tx, const RetentionPolicy& policy,
                                           const Principal& who, int limit, Instant now) {
  if (policy.inactive_months == 0) return {};
  auto day = inactive_before(policy, now);
  return RetentionTable(tx).inactive(who, day, policy.zone.at(day, MinuteOfDay(0)), DonorId(),
                                     limit);
}

}  // namespace

RetentionView retention_view(Tx& tx, const RetentionPolicy& policy, const Principal& who,
                             Instant now) {
  RetentionView view;
  RetentionTable table(tx);
  view.next_run = next_run(policy, table.finished(), now);
  for (auto rule : all_retention_rules) {
    auto before = policy.before(rule, now);
    view.rules.push_back({rule, before, table.count(rule, before, rows_counted)});
  }
  view.inactive_before = inactive_before(policy, now);
  view.proposed = inactive_donors(tx, policy, who, donors_shown, now);
  return view;
}

Retention::Retention(Context& context, Eraser& eraser)
    : context_(context), eraser_(eraser), alarm_(context.executor, context.clock) {}

asio::awaitable<Result<RetentionStep>> Retention::chunk(RetentionRule rule, Instant before,
                                                        Instant now) {
  auto job = [rule, before, now](Tx& tx) -> Result<RetentionStep> {
    auto step = RetentionTable(tx).clear(rule, before, rows_a_chunk, now);
    if (step.cleared == 0) return step;
    auto data = fmt::format(R"({{"rule":"{}","cleared":{},"from":{},"to":{}}})", name(rule),
                            step.cleared, step.from, step.to);
    tx.journal().append("system", "retention", static_cast<std::int64_t>(rule), "cleared", data,
                        now);
    return step;
  };
  co_return co_await context_.store.write(SendLane::campaign, job);
}

// Whether all rules have come to their end.
asio::awaitable<bool> Retention::pass(std::shared_ptr<const Settings> settings, Instant now) {
  for (auto rule : all_retention_rules) {
    auto before = settings->retention.before(rule, now);
    int cleared = 0;
    for (bool more = true; more;) {
      auto step = co_await chunk(rule, before, now);
      if (!step) {
        context_.log.warn("event=retention_failed rule={} error={}", name(rule),
                          quoted(step.error().text()));
        co_return false;
      }
      more = step->more;
      cleared += step->cleared;
    }
    if (cleared > 0)
      context_.log.info("event=retention_cleared rule={} rows={}", name(rule), cleared);
  }
  if (settings->retention.erase_inactive) co_await erase_inactive(settings, now);
  co_return true;
}

asio::awaitable<void> Retention::erase_inactive(std::shared_ptr<const Settings> settings,
                                                Instant now) {
  auto look = [settings, now](Tx& tx) -> Result<std::vector<InactiveDonor>> {
    return inactive_donors(tx, settings->retention, system_principal(), donors_a_day, now);
  };
  auto found = co_await context_.store.read(look);
  if (!found) co_return;
  for (const auto& one : *found) {
    EraseWanted wanted;
    wanted.donor = one.donor;
    wanted.reason = ErasureReason::inactive;
    auto erased = co_await eraser_.erase(system_principal(), wanted);
    if (!erased)
      context_.log.warn("event=retention_failed donor={} error={}", one.donor.value(),
                        quoted(erased.error().text()));
  }
}

asio::awaitable<void> Retention::run() {
  while (true) {
    auto settings = context_.settings.get();
    auto now = context_.clock.now();
    auto look = [](Tx& tx) -> Result<std::optional<Instant>> {
      return RetentionTable(tx).finished();
    };
    auto finished = co_await context_.store.read(look);
    auto next = finished ? next_run(settings->retention, *finished, now) : now + try_again;
    if (next > now) {
      co_await alarm_.wait(next);
      continue;
    }
    bool done = co_await pass(settings, now);
    auto mark = [now](Tx& tx) -> Result<bool> {
      RetentionTable(tx).finish(now);
      return true;
    };
    if (done) {
      auto marked = co_await context_.store.write(SendLane::campaign, mark);
      done = marked.has_value();
    }
    if (!done) co_await alarm_.wait(context_.clock.now() + try_again);
  }
}

}  // namespace muster
