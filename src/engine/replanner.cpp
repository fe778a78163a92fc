// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/replanner.hpp"

#include <fmt/format.h>

#include "muster/engine/planner.hpp"
#include "muster/store/bulk_plans.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/ledger.hpp"

namespace muster {
namespace {

constexpr int chunk = 100;  // donors a job: a few milliseconds of the writer
constexpr Millis retry_after_error{5'000};

}  // namespace

Result<Replanner::Pass> Replanner::advance(Tx& tx, const Settings& settings, Instant now) {
  Pass pass;
  auto plan = tx.bulk_plans().newest("rules");
  if (!plan || plan->subject != settings.rules_version) {
    if (plan && !plan->finished_at) tx.bulk_plans().finish(plan->id, now);
    plan = tx.bulk_plans().begin("rules", settings.rules_version, now);
  } else if (plan->finished_at) {
    return pass;
  }
  auto donors = tx.ledger().ledgers(DonorId(plan->cursor), chunk);
  for (const auto& one : donors) {
    // A page does not wait for the rest of the chunk.
    if (pass.done > 0 && tx.emergency_waits()) break;
    ++pass.done;
    plan->cursor = one.donor.value();
    auto row = evaluate(settings.rules, one.ledger);
    if (one.stored && row == *one.stored) continue;
    ++pass.changed;
    auto before = one.stored;
    if (before) before->rule_set = row.rule_set;
    // Only the name of the rules is another: no step moves.
    if (before && *before == row)
      tx.ledger().store_eligibility(one.donor, row);
    else
      replan(tx, settings, one.donor, now);
  }
  tx.bulk_plans().advance(plan->id, plan->cursor, pass.done, pass.changed);
  pass.more = !donors.empty();
  if (!pass.more) tx.bulk_plans().finish(plan->id, now);
  // Bulk plans journal one row a chunk.
  auto data = fmt::format(R"({{"donors":{},"changed":{},"cursor":{},"finished":{}}})", pass.done,
                          pass.changed, plan->cursor, !pass.more);
  tx.journal().append("system", "bulk_plan", plan->id, "advanced", data, now);
  return pass;
}

asio::awaitable<void> Replanner::run() {
  while (true) {
    auto settings = context_.settings.get();
    auto now = context_.clock.now();
    auto job = [settings, now](Tx& tx) { return advance(tx, *settings, now); };
    auto pass = co_await context_.store.write(SendLane::campaign, job);
    if (!pass) {
      context_.log.warn("event=replan_failed error={}", quoted(pass.error().text()));
      co_await alarm_.wait(context_.clock.now() + retry_after_error);
      continue;
    }
    if (pass->more) continue;
    if (pass->done > 0)
      context_.log.info("event=replanned rules={}", quoted(settings->rules_version));
    co_await alarm_.wait(Instant::max());
  }
}

}  // namespace muster
