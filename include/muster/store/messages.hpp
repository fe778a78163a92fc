// SPDX-License-Identifier: Apache-2.0
// Messages at rest. Every change of state is guarded by the state it starts from: after an await,
// or a crash, the world may have moved on.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/message.hpp"
#include "muster/domain/verdict.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct MessageRow {
  MessageId id;
  OrganisationId organisation;
  DonorId donor;
  ContactPointId contact_point;
  SendLane lane = SendLane::reminder;
  std::optional<Purpose> purpose;  // empty: a service text
  Channel channel = Channel::sms;
  std::string kind;    // of domain/wording: "reminder_invite"
  std::string dedupe;  // unique: what makes a second row for the same thing impossible
  MessageState state = MessageState::queued;
  Reason reason = Reason::none;
  Instant due_at{};
  std::optional<Instant> not_after;
  Instant created_at{};
  Instant changed_at{};
  int attempts = 0;
  int key_number =
      1;  // part of the idempotency key; moves on only after an attempt known not to be processed
  std::string gateway;
  std::string code;  // the gateway's last code
  int segments = 0;
  bool maybe_duplicate = false;
  StepId step;
  SessionId session;
  RequestId request;
  ReplyId reply;
  BypassId bypass;  // a page that goes because of it
  std::string detail;  // one value the text needs and no other row holds (a date, a list of codes);
                       // no personal data
};

struct MessageFilter {
  std::optional<DonorId> donor;
  std::optional<RequestId> request;
  std::optional<MessageState> state;
  std::optional<bool> maybe_duplicate;
  MessageId after;
  int limit = 100;
};

class MessageTable {
 public:
  explicit MessageTable(Tx& tx) : tx_(tx) {}

  // nullopt: a row with that `dedupe` is there already. Wakes the dispatcher of its lane.
  std::optional<MessageId> insert(const MessageRow& row);
  std::optional<MessageRow> find(MessageId id);
  std::optional<MessageRow> find_dedupe(std::string_view dedupe);
  // Of the queued and the retry rows of one lane (store/due_sends reads those whose time has come).
  std::optional<Instant> next_due(SendLane lane);
  std::vector<MessageRow> list(const Principal& who, const MessageFilter& filter);
  // The donor's newest message of those that ask something and may have reached them.
  std::optional<MessageRow> last_question(DonorId donor, Instant since);
  // When texts left, or may have left, to this donor since then, reminders and campaigns apart.
  // What they said yes to (the transactional lane) is service and counts for nothing.
  struct Recent {
    std::vector<Instant> reminders;
    std::vector<Instant> campaigns;
  };
  Recent sent_since(DonorId donor, Instant since);
  // Campaign texts to this address, whoever has it, on that channel.
  std::vector<Instant> campaigns_to(std::string_view address_index, Channel channel, Instant since);
  // Queued or to be tried again.
  std::vector<MessageRow> waiting_of(DonorId donor);

  // Each returns whether the row was in a state that allows it.
  bool start(MessageId id, std::string_view gateway, int segments, Instant now);
  bool defer(MessageId id, Instant until, Reason reason, Instant now);
  bool drop(MessageId id, Reason reason, Instant now);
  bool retry(MessageId id, Instant at, std::string_view code, bool processed, Instant now);
  bool accept(MessageId id, std::string_view code, Instant now);
  bool move(MessageId id, MessageState to, std::string_view code, Instant now);
  // Under a new key, flagged maybe_duplicate.
  bool send_again(MessageId id, Instant at, Instant now);
  // Queued texts of any purpose to an address that was just stopped, or of a request that was just
  // closed.
  int drop_queued_to(std::string_view address_index, Reason reason, Instant now);
  int drop_queued_pages(RequestId request, Reason reason, Instant now);
  // Queued texts of one standing programme that an answer or a new ledger entry has made pointless.
  int drop_queued_steps(DonorId donor, Reason reason, Instant now);

 private:
  Tx& tx_;
};

}  // namespace muster
