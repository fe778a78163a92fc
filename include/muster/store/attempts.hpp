// SPDX-License-Identifier: Apache-2.0
// One try to hand a message to a gateway, committed with the exact request bytes (sealed) before
// the socket write. The bytes go once the outcome is known: nothing needs them any more.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/domain/message.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct AttemptRow {
  AttemptId id;  // made of the message's id and the number
  MessageId message;
  int number = 1;  // which try of its message, from 1
  std::int64_t epoch = 0;
  std::string key;
  std::string gateway;
  Instant started_at{};
  Instant deadline{};
  std::string request;  // serialised HttpRequest, opened; empty once finished
  std::optional<Instant> finished_at;
  SendStatus status = SendStatus::unknown;
  std::string code;
  std::string reason;
  std::string provider_id;
};

class AttemptTable {
 public:
  explicit AttemptTable(Tx& tx) : tx_(tx) {}

  AttemptId insert(const AttemptRow& row);
  // Keeps the request bytes if the outcome is `unknown` and `keep_request`: they may have to go
  // again unchanged.
  bool finish(AttemptId id, const Outcome& outcome, bool keep_request, Instant now);
  std::vector<AttemptRow> of_message(MessageId message);
  std::optional<AttemptRow> last_of(MessageId message);
  std::optional<MessageId> by_provider_id(std::string_view gateway, std::string_view provider_id);
  // Whether any attempt was taken by the gateway, may have been, or is under way.
  bool may_have_left(MessageId message);
  // Without an outcome from an earlier run of the daemon.
  std::vector<AttemptRow> cut_off(int limit);

 private:
  Tx& tx_;
};

}  // namespace muster
