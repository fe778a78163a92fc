// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/page_log.hpp"

#include <fmt/format.h>

#include "muster/store/journal.hpp"
#include "muster/store/requests.hpp"

namespace muster {
namespace {

std::optional<PageRow> page_of(Tx& tx, const MessageRow& message) {
  if (message.kind != "emergency_page" || !message.request) return std::nullopt;
  return tx.pages().find(message.request, message.donor);
}

}  // namespace

bool move_page(Tx& tx, PageRow page, PageState to, std::string_view actor, Instant now) {
  auto from = page.state;
  if (from == to || !may_follow(from, to)) return false;
  page.state = to;
  if (!tx.pages().update(page, from, now)) return false;
  auto data = fmt::format(R"({{"request":{},"donor":{},"from":"{}","to":"{}"}})",
                          page.request.value(), page.donor.value(), name(from), name(to));
  tx.journal().append(actor, "page", page.id.value(), "moved", data, now);
  // A page on its way is counted like one in the queue: nothing to decide anew.
  if (to != PageState::sent) tx.requests().replan(page.request, now);
  return true;
}

void page_settled(Tx& tx, MessageId id, MessageState state, Instant now) {
  auto message = tx.messages().find(id);
  if (!message) return;
  auto page = page_of(tx, *message);
  if (!page) return;
  switch (state) {
    case MessageState::accepted:
    case MessageState::unknown:
    case MessageState::delivered: move_page(tx, *page, PageState::sent, "system", now); break;
    case MessageState::rejected:
    case MessageState::undelivered:
      move_page(tx, *page, PageState::undelivered, "system", now);
      break;
    default: break;
  }
}

void page_not_sent(Tx& tx, const MessageRow& message, Instant now) {
  auto page = page_of(tx, message);
  if (page) move_page(tx, *page, PageState::released, "system", now);
}

}  // namespace muster
