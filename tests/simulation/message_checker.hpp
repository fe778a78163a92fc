// SPDX-License-Identifier: Apache-2.0
// After each step: messages take legal steps only, wait for nothing when nothing holds them, and
// each attempt was allowed when it was committed, judged anew from the ledger and the consent rows.
#pragma once
#include <map>
#include <set>
#include <string>

#include "muster/store/tx.hpp"
#include "witness.hpp"

namespace muster::simulation {

class MessageChecker {
 public:
  explicit MessageChecker(Witness& witness) : witness_(witness) {}

  // `idle`: the daemon runs, and no request is on the wire.
  void check(Tx& tx, Instant now, bool idle);

  // As a request leaves the daemon.
  void leaving(const WireCall& call);
  // The provider has our 200 for a stop, or a start, of that number.
  void stopped(const std::string& number) { stopped_.insert(number); }
  void started(const std::string& number) { stopped_.erase(number); }

 private:
  void compare(Tx& tx, const MessageRow& row, Instant now);
  void attempted(Tx& tx, const MessageRow& row, Instant now);
  void attempted_for_purpose(Tx& tx, const MessageRow& row, Instant now);
  void left(Tx& tx, const WireCall& call);
  void asleep(Tx& tx, Instant now);
  void waiting(Tx& tx, Instant now);

  Witness& witness_;
  Instant checked_{};
  std::size_t calls_checked_ = 0;
  std::set<std::string> stopped_;
};

}  // namespace muster::simulation
