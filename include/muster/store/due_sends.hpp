// SPDX-License-Identifier: Apache-2.0
// Messages whose time has come, each with what decides over it and what its text says, read by one
// statement: at one a table and message, the statements cost more than their rows. Part of a Tx:
// valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "muster/domain/eligibility.hpp"
#include "muster/store/messages.hpp"

namespace muster {

class Rows;

// Of a donor, what a text to them needs.
struct Addressee {
  OrganisationId organisation;
  std::string given_name;
  std::string language = "vi";
  std::optional<std::string> zone;  // IANA; none: the organisation's
  Consents consents;
  std::optional<Instant> snoozed_until;
  bool gone = false;  // erased, or history of another record
};

// Of a contact point, what a send needs.
struct SendAddress {
  std::string address;  // opened; empty and suppressed when it cannot be (another sealing key)
  std::string address_index;
  std::optional<Instant> verified_at;
  std::optional<Instant> reached_at;
  std::optional<DayWindow> window;
  bool suppressed = false;
  bool removed = false;
};

struct DueSend {
  MessageRow message;
  std::optional<Addressee> donor;
  std::optional<SendAddress> address;
  std::optional<EligibilityRow> eligibility;
  bool stopped = false;  // some stop is in force for the address or the donor
  bool registered = false;  // the address is on some Do-Not-Call list
};

class DueSends {
 public:
  explicit DueSends(Tx& tx) : tx_(tx) {}

  // queued or retry rows of one lane whose time has come, oldest first, without the first `skip`.
  std::vector<DueSend> of(SendLane lane, Instant now, int limit, int skip = 0);

 private:
  std::optional<SendAddress> read_address(const Rows& rows) const;
  Tx& tx_;
};

}  // namespace muster
