// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/sweeper.hpp"

#include "muster/engine/lease.hpp"
#include "muster/store/idempotency.hpp"
#include "muster/store/receipts.hpp"

namespace muster {
namespace {

constexpr Millis every = Hours(1);
constexpr Millis receipts_kept = Hours(24);     // F47
constexpr Millis idempotency_kept = Hours(24);  // as Stripe keeps them

Result<int> sweep(Tx& tx, Instant now) {
  return tx.receipts().prune(now - receipts_kept) + tx.idempotency().prune(now - idempotency_kept);
}

}  // namespace

asio::awaitable<Result<void>> Sweeper::recover_attempts() {
  int unknown = 0;
  int pages_again = 0;
  for (bool more = true; more;) {
    auto settings = context_.settings.get();
    auto now = context_.clock.now();
    auto job = [settings, now](Tx& tx) { return recover(tx, *settings, now); };
    auto recovered = co_await context_.store.write(SendLane::emergency, job);
    if (!recovered) co_return recovered.error();
    unknown += recovered->unknown;
    pages_again += recovered->pages_again;
    more = recovered->more;
  }
  if (unknown + pages_again > 0)
    context_.log.warn("event=attempts_recovered unknown={} pages_sent_again={}", unknown,
                      pages_again);
  co_return Result<void>();
}

asio::awaitable<void> Sweeper::run() {
  while (true) {
    auto now = context_.clock.now();
    auto job = [now](Tx& tx) { return sweep(tx, now); };
    auto swept = co_await context_.store.write(SendLane::campaign, job);
    if (!swept) context_.log.warn("event=sweep_failed error={}", quoted(swept.error().text()));
    co_await alarm_.wait(now + every);
  }
}

}  // namespace muster
