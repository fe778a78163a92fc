// SPDX-License-Identifier: Apache-2.0
// The second job of a send: what the gateway said.
#include <fmt/format.h>

#include "muster/domain/retry.hpp"
#include "muster/engine/lease.hpp"
#include "muster/engine/page_log.hpp"
#include "muster/engine/receipts.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/journal.hpp"

namespace muster {
namespace {

// Did an earlier try end without anybody knowing what became of it? Then the text may be on the
// phone, and another key would put it there twice.
bool in_doubt(Tx& tx, const Lease& lease) {
  for (const auto& attempt : tx.attempts().of_message(lease.message))
    if (attempt.id != lease.attempt && attempt.finished_at && attempt.status == SendStatus::unknown)
      return true;
  return false;
}

// The state one outcome leads to.
MessageState apply(Tx& tx, const Settings& settings, const Finished& done, bool doubt,
                   Instant now) {
  if (done.outcome.status == SendStatus::accepted)  // nearly all: no look at the row
    return tx.messages().accept(done.lease.message, done.outcome.code, now) ? MessageState::accepted
                                                                            : MessageState::sending;
  auto message = tx.messages().find(done.lease.message);
  if (!message || message->state != MessageState::sending) return MessageState::sending;
  const auto* gateway = settings.gateway(done.lease.gateway);
  bool keyed = gateway && gateway->honours_keys();
  auto outcome = done.outcome;
  if (outcome.status == SendStatus::unknown) {
    if (keyed)
      outcome.status = SendStatus::retry;
    else if (message->lane == SendLane::emergency) {
      // Silence is worse than a second page: it goes again, marked.
      auto again =
          next_attempt(retry_policy(message->lane), message->attempts, outcome, now, done.jitter);
      if (again && tx.messages().send_again(message->id, *again, now)) return MessageState::retry;
    }
  }
  switch (outcome.status) {
    case SendStatus::accepted: break;  // above
    case SendStatus::retry: {
      auto at =
          next_attempt(retry_policy(message->lane), message->attempts, outcome, now, done.jitter);
      bool same_bytes = doubt || done.outcome.status == SendStatus::unknown;
      if (at && tx.messages().retry(message->id, *at, outcome.code, same_bytes, now))
        return MessageState::retry;
      auto end = same_bytes ? MessageState::unknown : MessageState::rejected;
      tx.messages().move(message->id, end, outcome.code, now);
      return end;
    }
    case SendStatus::rejected: {
      // Called back, and yet an earlier try may have arrived.
      auto end =
          doubt && outcome.reason == "revoked" ? MessageState::unknown : MessageState::rejected;
      tx.messages().move(message->id, end, outcome.code, now);
      return end;
    }
    case SendStatus::unknown:
      tx.messages().move(message->id, MessageState::unknown, outcome.code, now);
      return MessageState::unknown;
  }
  return MessageState::unknown;
}

}  // namespace

Result<Settled> settle(Tx& tx, const Settings& settings, const std::vector<Finished>& finished,
                       Instant now) {
  Settled settled;
  int accepted = 0;
  for (const auto& done : finished) {
    // A page waits for one outcome, not for hundreds: the rest has its turn after it.
    if (done.lease.lane != SendLane::emergency && !settled.states.empty() && tx.emergency_waits())
      break;
    bool doubt = done.outcome.status != SendStatus::accepted && in_doubt(tx, done.lease);
    bool keep = done.outcome.status == SendStatus::unknown ||
                (doubt && done.outcome.status == SendStatus::retry);
    tx.attempts().finish(done.lease.attempt, done.outcome, keep, now);
    auto state = apply(tx, settings, done, doubt, now);
    settled.states.push_back(state);
    if (state == MessageState::accepted) ++accepted;
    if (done.outcome.address_dead)
      tx.contact_points().suppress_address(done.lease.address_index, done.outcome.reason, now);
    if (done.lease.lane == SendLane::emergency) page_settled(tx, done.lease.message, state, now);
    if (!done.outcome.provider_id.empty())
      match_early_receipts(tx, done.lease.gateway, done.outcome.provider_id, done.lease.message,
                           now);
  }
  if (!finished.empty()) {
    auto data = fmt::format(R"({{"count":{},"accepted":{}}})", settled.states.size(), accepted);
    tx.journal().append("system", "message", finished.front().lease.message.value(), "settled",
                        data, now);
  }
  return settled;
}

}  // namespace muster
