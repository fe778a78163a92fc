// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/receipts.hpp"

#include <charconv>

#include "muster/engine/page_log.hpp"
#include "muster/engine/stops.hpp"
#include "muster/store/attempts.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/receipts.hpp"

namespace muster {
namespace {

// "<install id>-<message>-<number>" back to the message.
std::optional<MessageId> message_of_key(const Tx& tx, std::string_view key) {
  const auto& install = tx.install_id();
  if (key.size() <= install.size() + 1 || key.substr(0, install.size()) != install ||
      key[install.size()] != '-')
    return std::nullopt;
  auto digits = key.substr(install.size() + 1);
  std::int64_t id = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (error != std::errc() || id <= 0 || end == digits.data() + digits.size() || *end != '-')
    return std::nullopt;
  return MessageId(id);
}

Recall recall_of(const MessageRow& message) {
  Recall recall;
  recall.donor = message.donor;
  recall.scope.channel = message.channel;
  if (message.purpose)
    recall.scope.purposes.give(*message.purpose);
  else
    recall.scope.services = true;
  return recall;
}

// Whether it changed anything. An address that the carrier has stopped is added to `stopped`.
bool apply(Tx& tx, const MessageRow& message, const ReceiptEvent& receipt, Instant now,
           std::vector<std::string>* stopped = nullptr) {
  bool moved = tx.messages().move(message.id, receipt.state, receipt.code, now);
  // Delivered: the number lives, which counts like a verification for a year (F11).
  if (moved && message.contact_point && receipt.state == MessageState::delivered)
    tx.contact_points().reached(message.contact_point, now);
  if (message.contact_point && (receipt.address_dead || receipt.opted_out)) {
    if (auto point = tx.contact_points().find(message.contact_point)) {
      if (receipt.address_dead)
        tx.contact_points().suppress_address(point->address_index, receipt.reason, now);
      if (receipt.opted_out) {
        apply_stop(tx, *point, "receipt", now);
        if (stopped) stopped->push_back(point->address_index);
      }
    }
  }
  if (moved && message.lane == SendLane::emergency)
    page_settled(tx, message.id, receipt.state, now);
  return moved;
}

}  // namespace

Result<ReceiptsApplied> apply_receipts(Tx& tx, const std::string& gateway,
                                       const std::vector<ReceiptEvent>& receipts, Instant now) {
  ReceiptsApplied applied;
  for (const auto& receipt : receipts) {
    auto id = message_of_key(tx, receipt.key);
    if (!id && !receipt.provider_id.empty())
      id = tx.attempts().by_provider_id(gateway, receipt.provider_id);
    auto message = id ? tx.messages().find(*id) : std::nullopt;
    if (!message) {
      EarlyReceipt early;
      early.gateway = gateway;
      early.provider_id = receipt.provider_id;
      early.key = receipt.key;
      early.state = receipt.state;
      early.code = receipt.code;
      early.reason = receipt.reason;
      early.address_dead = receipt.address_dead;
      early.opted_out = receipt.opted_out;
      tx.receipts().keep(early, now);
      ++applied.kept;
      continue;
    }
    bool moved = apply(tx, *message, receipt, now, &applied.stopped);
    if (moved && message->state == MessageState::sending && message->attempts > 1)
      applied.arrived.push_back(recall_of(*message));
    ++(moved ? applied.moved : applied.repeated);
  }
  return applied;
}

void match_early_receipts(Tx& tx, const std::string& gateway, const std::string& provider_id,
                          MessageId id, Instant now) {
  auto waiting = tx.receipts().take(gateway, provider_id);
  if (waiting.empty()) return;
  auto message = tx.messages().find(id);
  if (!message) return;
  for (const auto& early : waiting) {
    ReceiptEvent receipt;
    receipt.provider_id = early.provider_id;
    receipt.state = early.state;
    receipt.code = early.code;
    receipt.reason = early.reason;
    receipt.address_dead = early.address_dead;
    receipt.opted_out = early.opted_out;
    apply(tx, *message, receipt, now);
  }
}

}  // namespace muster
