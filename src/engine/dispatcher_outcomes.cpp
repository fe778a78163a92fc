// SPDX-License-Identifier: Apache-2.0
// What the gateways said, until it is committed.
#include <algorithm>
#include <iterator>

#include "muster/engine/dispatcher.hpp"

namespace muster {
namespace {

constexpr std::size_t outcomes_a_job = 512;

constexpr std::size_t phone_digits = 8;

// Some gateways say the number in their answer; codes are kept and logged, numbers are not.
std::string without_numbers(std::string text) {
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (auto from = text.begin(); from != text.end();) {
    from = std::find_if(from, text.end(), digit);
    auto end = std::find_if_not(from, text.end(), digit);
    if (end - from >= static_cast<std::ptrdiff_t>(phone_digits)) std::fill(from, end, '*');
    from = end;
  }
  return text;
}

Outcome outcome_of(const Gateway* gateway, const TransportResult& result) {
  Outcome outcome;
  switch (result.transport) {
    case Transport::answered:
      if (gateway) return gateway->read(result.response);
      outcome.reason = "gateway_removed";
      break;
    case Transport::not_sent:
      outcome.status = SendStatus::retry;
      outcome.reason = "not_sent";
      outcome.code = result.error;
      break;
    case Transport::no_answer:
      outcome.reason = "no_answer";
      outcome.code = result.error;
      break;
  }
  return outcome;
}

}  // namespace

void Dispatcher::finish(Lease lease, const TransportResult& result) {
  --on_the_wire_;
  auto settings = context_.settings.get();
  auto outcome = outcome_of(settings->gateway(lease.gateway), result);
  outcome.code = without_numbers(std::move(outcome.code));
  if (erased_.contains(lease.donor)) outcome.provider_id = outcome.code = {};
  auto gateway = lease.gateway;
  push_finished(std::move(lease), std::move(outcome));
  throttles_.finished(gateway);
}

void Dispatcher::push_finished(Lease lease, Outcome outcome) {
  Finished done;
  done.lease = std::move(lease);
  done.outcome = std::move(outcome);
  if (done.outcome.status != SendStatus::accepted) done.jitter = context_.random.uniform();
  finished_.push_back(std::move(done));
  outcomes_.ring();
}

asio::awaitable<void> Dispatcher::settle_outcomes() {
  while (true) {
    if (finished_.empty()) {
      if (draining_ && on_the_wire_ == 0) drained_.ring();
      co_await outcomes_.wait(Instant::max());
      continue;
    }
    auto count = std::min(finished_.size(), outcomes_a_job);
    auto batch = std::make_shared<std::vector<Finished>>(
        std::make_move_iterator(finished_.begin()),
        std::make_move_iterator(finished_.begin() + static_cast<std::ptrdiff_t>(count)));
    finished_.erase(finished_.begin(), finished_.begin() + static_cast<std::ptrdiff_t>(count));
    settling_ = count;
    auto settings = context_.settings.get();
    auto now = context_.clock.now();
    auto job = [settings, batch, now](Tx& tx) { return settle(tx, *settings, *batch, now); };
    auto settled = co_await context_.store.write(lanes_.front(), job);
    while (!settled && settled.error().retryable()) {
      // What the gateways said must not be lost for a full queue.
      context_.log.warn("event=settle_failed error={}", quoted(settled.error().text()));
      co_await settle_again_.wait(context_.clock.now() + Millis(200));
      forget_erased(*batch);
      settled = co_await context_.store.write(lanes_.front(), job);
    }
    settling_ = 0;
    if (settled)
      tell_settled(*batch, *settled);
    else
      context_.log.error("event=settle_failed error={}", quoted(settled.error().text()));
  }
}

// Of who was erased while their outcome waited for its turn.
void Dispatcher::forget_erased(std::vector<Finished>& outcomes) const {
  for (auto& done : outcomes)
    if (erased_.contains(done.lease.donor)) done.outcome.provider_id = done.outcome.code = {};
}

void Dispatcher::tell_settled(std::vector<Finished>& batch, const Settled& settled) {
  for (std::size_t i = 0; i < settled.states.size(); ++i) {
    const auto& lease = batch[i].lease;
    auto state = settled.states[i];
    // The claimer may have looked before this was committed: it has to learn when the next try is
    // due.
    if (state == MessageState::retry) due_.ring();
    context_.metrics.message(lease.lane, lease.channel, state);
    if (state != MessageState::accepted)
      context_.log.info("event=message_settled message={} gateway={} state={} reason={} code={}",
                        lease.message.value(), lease.gateway, name(state),
                        quoted(batch[i].outcome.reason), quoted(batch[i].outcome.code));
  }
  forget_erased(batch);
  auto rest = batch.begin() + static_cast<std::ptrdiff_t>(settled.states.size());
  finished_.insert(finished_.begin(), std::make_move_iterator(rest),
                   std::make_move_iterator(batch.end()));
}

}  // namespace muster
