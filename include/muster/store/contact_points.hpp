// SPDX-License-Identifier: Apache-2.0
// Telephone numbers and e-mail addresses of donors, in the order they prefer. Sealed at rest, found
// by a keyed blind index. Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/message.hpp"
#include "muster/store/tx.hpp"

namespace muster {

class Rows;

struct ContactPointRow {
  ContactPointId id;
  DonorId donor;
  OrganisationId organisation;
  Channel channel = Channel::sms;
  std::string address;  // opened: E.164, or an e-mail address in lower case
  std::string address_index;  // 16 bytes; made from the address on add
  int position = -1;  // 0 is tried first; -1 on add: the last
  std::optional<Instant> verified_at;
  std::string verified_how;
  // Hard bounce, dead number, complaint. An address that cannot be opened (another sealing key)
  // reads as empty and suppressed for "unreadable": nothing is ever sent to a guess.
  std::optional<Instant> suppressed_at;
  std::string suppressed_reason;
};

class ContactPoints {
 public:
  explicit ContactPoints(Tx& tx) : tx_(tx) {}

  // The same address of the same donor and channel again gives the id it has.
  ContactPointId add(const ContactPointRow& row);
  std::vector<ContactPointRow> of_donor(DonorId donor);
  std::optional<ContactPointRow> find(ContactPointId id);
  // All donors' points with that address; any channel when none is named.
  std::vector<ContactPointRow> by_address(std::optional<Channel> channel, std::string_view address);

  // Somebody proved that the donor reads this address ("reply", "code", "desk"). Returns whether
  // that is new.
  bool verify(ContactPointId id, std::string_view how, Instant now);
  // The first reason stays. Returns whether it is new.
  bool suppress(ContactPointId id, std::string_view reason, Instant now);
  // Every donor's point with this address; returns how many.
  int suppress_address(std::string_view address_index, std::string_view reason, Instant now);

 private:
  ContactPointRow read(const Rows& rows) const;
  Tx& tx_;
};

}  // namespace muster
