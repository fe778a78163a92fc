// SPDX-License-Identifier: Apache-2.0
// What left for a phone was allowed at the moment it left, judged anew from the rows and their
// times: stops, consents, hours of the house and of the organisations, blackouts, the register, the
// caps, and at night a consent or a bypass.
#pragma once
#include <map>
#include <vector>

#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/messages.hpp"
#include "witness.hpp"

namespace muster::simulation {

class ContactChecker {
 public:
  explicit ContactChecker(Witness& witness) : witness_(witness) {}
  // After each step, once the messages are known.
  void check(Tx& tx);

 private:
  struct Left {
    const WireCall& call;
    const MessageRow& message;
    DonorRow donor;
    ContactPointRow address;
    Zone zone;
  };
  void left(Tx& tx, const WireCall& call);
  void stops(Tx& tx, const Left& text);
  void consents(Tx& tx, const Left& text);
  void hours(Tx& tx, const Left& text);
  void night(Tx& tx, const Left& text);
  void register_of_numbers(Tx& tx, const Left& text);
  void caps(const Left& text);
  int counted(const Left& text, const FrequencyCap& cap, bool same_purpose) const;
  int counted_to_number(const Left& text, const FrequencyCap& cap) const;
  void broken(const Left& text, const std::string& what);

  Witness& witness_;
  std::size_t checked_ = 0;
  std::map<MessageId, Instant> left_;  // when it last left
  std::map<MessageId, std::string> numbers_;
};

}  // namespace muster::simulation
