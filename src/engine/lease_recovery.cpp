// SPDX-License-Identifier: Apache-2.0
// Leases that end otherwise than by their outcome: cut off by a crash, or called back.
#include <fmt/format.h>

#include "muster/engine/lease.hpp"
#include "muster/store/journal.hpp"

namespace muster {
namespace {

constexpr int batch = 128;  // attempts a job

}  // namespace

bool recalled_by(const Recall& recall, const Lease& lease) {
  if (recall.donor && recall.donor != lease.donor) return false;
  return !lease.stop_confirmation && stop_forbids(recall.scope, lease.channel, lease.purpose);
}

Result<Recovered> recover(Tx& tx, const Settings& settings, Instant now) {
  Recovered recovered;
  auto cut_off = tx.attempts().cut_off(batch);
  recovered.more = static_cast<int>(cut_off.size()) == batch;
  for (const auto& attempt : cut_off) {
    auto message = tx.messages().find(attempt.message);
    Outcome outcome;
    outcome.reason = "cut_off";
    const auto* gateway = settings.gateway(attempt.gateway);
    bool keyed = gateway && gateway->honours_keys();
    tx.attempts().finish(attempt.id, outcome, keyed, now);
    if (!message || message->state != MessageState::sending) continue;
    if (keyed) {
      tx.messages().retry(message->id, now, "cut_off", true, now);
    } else if (message->lane == SendLane::emergency) {
      tx.messages().send_again(message->id, now, now);
      ++recovered.pages_again;
    } else {
      tx.messages().move(message->id, MessageState::unknown, "cut_off", now);
      ++recovered.unknown;
    }
  }
  if (!cut_off.empty()) {
    auto data = fmt::format(R"({{"count":{},"unknown":{},"pages_again":{}}})", cut_off.size(),
                            recovered.unknown, recovered.pages_again);
    tx.journal().append("system", "attempt", cut_off.front().id.value(), "recovered", data, now);
  }
  return recovered;
}

}  // namespace muster
