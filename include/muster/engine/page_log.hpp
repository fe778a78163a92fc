// SPDX-License-Identifier: Apache-2.0
// Lets a page follow the fate of its message: sent, undelivered, or never left. Inside a job.
#pragma once
#include "muster/domain/message.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/pages.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// The gateway's word, or a receipt's.
void page_settled(Tx& tx, MessageId message, MessageState state, Instant now);
// The verdict dropped it, or its text could not be made.
void page_not_sent(Tx& tx, const MessageRow& message, Instant now);

// Moves a page if that is legal; journals it and asks the pager to plan again. Returns whether it
// moved.
bool move_page(Tx& tx, PageRow page, PageState to, std::string_view actor, Instant now);

}  // namespace muster
