// SPDX-License-Identifier: Apache-2.0
// How a message is read, for whoever selects it together with other rows.
#pragma once
#include "muster/store/messages.hpp"
#include "sql.hpp"

#define MESSAGE_COLUMNS                                                                        \
  "m.id, m.organisation_id, m.donor_id, m.contact_point_id, m.lane, m.purpose, m.channel, "    \
  "m.kind, m.dedupe, "                                                                         \
  "m.state, m.reason, m.due_at, m.not_after, m.created_at, m.changed_at, m.attempts, "         \
  "m.key_number, m.gateway, "                                                                  \
  "m.code, m.segments, m.maybe_duplicate, m.step_id, m.session_id, m.request_id, m.reply_id, " \
  "m.detail, m.bypass_id"

namespace muster {

inline constexpr int message_columns = 27;

// From column 0 on.
MessageRow read_message(const Rows& rows);

}  // namespace muster
