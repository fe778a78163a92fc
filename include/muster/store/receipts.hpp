// SPDX-License-Identifier: Apache-2.0
// Receipts nobody could be found for yet: they came before the answer to their own request (FACTS
// D16). Kept 24 h and matched when the id turns up (F47).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/instant.hpp"
#include "muster/domain/message.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct EarlyReceipt {
  std::string gateway;
  std::string provider_id;
  std::string key;
  MessageState state = MessageState::accepted;
  std::string code;
  std::string reason;
  bool address_dead = false;
  bool opted_out = false;
};

class ReceiptTable {
 public:
  explicit ReceiptTable(Tx& tx) : tx_(tx) {}

  void keep(const EarlyReceipt& receipt, Instant now);
  // Removes and returns what waited for this id.
  std::vector<EarlyReceipt> take(std::string_view gateway, std::string_view provider_id);
  int prune(Instant before);

 private:
  Tx& tx_;
};

}  // namespace muster
