// SPDX-License-Identifier: Apache-2.0
// Queues a text that answers or concludes something: it needs no consent of its own. Inside a job.
#pragma once
#include <optional>
#include <string>

#include "muster/engine/settings.hpp"
#include "muster/store/messages.hpp"

namespace muster {

struct ServiceText {
  DonorId donor;
  ContactPointId contact_point;  // none: the donor's first usable one
  std::string kind;
  std::string dedupe;
  SendLane lane = SendLane::reply;
  std::optional<Purpose> purpose;
  RequestId request;
  SessionId session;
  ReplyId reply;
  std::string detail;
  std::optional<Instant> not_after;
};

// nullopt: nobody to reach, or already queued under that key.
std::optional<MessageId> queue_text(Tx& tx, const Settings& settings, const ServiceText& text,
                                    Instant now);

}  // namespace muster
