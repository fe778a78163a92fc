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
#include "muster/domain/contact.hpp"
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
  std::optional<DayWindow> window;  // in the donor's zone; none: at any time
  std::optional<Instant> removed_at;  // kept as history, never used again
  // The donor answered from it, or a receipt said delivered; to the month (reached_written_every).
  std::optional<Instant> reached_at;
};

class ContactPoints {
 public:
  explicit ContactPoints(Tx& tx) : tx_(tx) {}

  // The same address of the same donor and channel again gives the id it has, also when it was
  // removed: an old list does not bring back what somebody took out (`restore` does).
  ContactPointId add(const ContactPointRow& row);
  // Without the removed.
  std::vector<ContactPointRow> of_donor(DonorId donor);
  // With them: for history, and for whoever must leave nothing behind.
  std::vector<ContactPointRow> all_of_donor(DonorId donor);
  std::optional<ContactPointRow> find(ContactPointId id);
  // All donors' points with that address, without the removed; any channel when none is named.
  std::vector<ContactPointRow> by_address(std::optional<Channel> channel, std::string_view address);

  // Somebody proved that the donor reads this address ("reply", "code", "desk"). Returns whether
  // that is new.
  bool verify(ContactPointId id, std::string_view how, Instant now);
  // The donor answered from it or took a message: written once in reached_written_every. Returns
  // whether it was written.
  bool reached(ContactPointId id, Instant now);
  // To that place of the donor's order (0: tried first); the others keep theirs. False: it is
  // there.
  bool reorder(ContactPointId id, int position);
  bool set_window(ContactPointId id, const std::optional<DayWindow>& window);
  // False when it was removed before.
  bool remove(ContactPointId id, Instant now);
  // A removed one is used again, as the last, unverified: the number may have changed hands.
  bool restore(ContactPointId id);
  // The first reason stays. Returns whether it is new.
  bool suppress(ContactPointId id, std::string_view reason, Instant now);
  // Every donor's point with this address; returns how many.
  int suppress_address(std::string_view address_index, std::string_view reason, Instant now);

 private:
  ContactPointRow read(const Rows& rows) const;
  Tx& tx_;
};

}  // namespace muster
