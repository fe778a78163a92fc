// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/service_text.hpp"

#include "muster/engine/send_facts.hpp"
#include "muster/store/donors.hpp"

namespace muster {

std::optional<MessageId> queue_text(Tx& tx, const Settings& settings, const ServiceText& text,
                                    Instant now) {
  auto donor = tx.donors().find(text.donor);
  auto address = text.contact_point ? tx.contact_points().find(text.contact_point)
                                    : usable_address(tx, settings, text.donor, text.purpose);
  if (!donor || !address) return std::nullopt;
  MessageRow message;
  message.organisation = donor->organisation;
  message.donor = text.donor;
  message.contact_point = address->id;
  message.lane = text.lane;
  message.purpose = text.purpose;
  message.channel = address->channel;
  message.kind = text.kind;
  message.dedupe = text.dedupe;
  message.due_at = now;
  message.created_at = now;
  message.not_after = text.not_after;
  message.session = text.session;
  message.request = text.request;
  message.reply = text.reply;
  message.detail = text.detail;
  return tx.messages().insert(message);
}

}  // namespace muster
