// SPDX-License-Identifier: Apache-2.0
// What a reply to a reminder or an invitation does: books, frees, snoozes, holds, or goes to a
// person. Inside a job.
#pragma once
#include <optional>
#include <string>

#include "muster/domain/reply.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/messages.hpp"

namespace muster {

struct ReminderReply {
  DonorId donor;
  ContactPointId contact_point;
  ReplyId reply;
  std::optional<MessageRow> question;  // what they were asked last
  ReplyReading reading;
};

struct ReminderAnswer {
  std::string done;
  bool to_person = false;
};

ReminderAnswer answer_reminder(Tx& tx, const Settings& settings, const ReminderReply& reply,
                               Instant now);

}  // namespace muster
