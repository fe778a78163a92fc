// SPDX-License-Identifier: Apache-2.0
// Takes a person out of every table and leaves an anonymous ledger. What stays is in README,
// "Privacy". Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/erasure.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct ErasedRows {
  int addresses = 0;
  int messages_dropped = 0;  // queued, now dropped as `erased`
  int attempts = 0;          // whose request, ids and codes were emptied
  int replies = 0;
  int consents_ended = 0;
};

// How each table that names a donor is treated; a test holds it against the schema, so that a new
// one cannot be forgotten.
std::vector<std::string_view> erased_tables();

// What stands in place of the provider's id of a reply: a keyed digest.
std::string erased_external_id(Tx& tx, std::string_view external_id);

class ErasureTable {
 public:
  explicit ErasureTable(Tx& tx) : tx_(tx) {}

  // Donors that were merged into this one and are not erased yet, at any depth.
  std::vector<DonorId> merged_into(DonorId donor);
  // Bookings without an outcome and open pages are the caller's to end before.
  ErasedRows erase(DonorId donor, const LedgerTraits& kept, Instant now);
  // What came in about texts that were on their way meanwhile.
  void erase_rests(DonorId donor);

  // The files still hold what was erased, until somebody says that they were scrubbed since.
  void mark_scrub_due();
  // What to give scrubbed(); nullopt: nothing is due.
  std::optional<std::string> scrub_due();
  void scrubbed(std::string_view due);

 private:
  void addresses(DonorId donor, ErasedRows& rows);
  void consents(DonorId donor, Instant now, ErasedRows& rows);
  void ledger(DonorId donor);
  void plans(DonorId donor, Instant now);
  void messages(DonorId donor, Instant now, ErasedRows& rows);
  std::vector<MessageId> messages_of(DonorId donor);
  void attempts(MessageId message, ErasedRows& rows);
  void replies(DonorId donor, Instant now, ErasedRows& rows);
  void answers(DonorId donor);
  void person(DonorId donor, const LedgerTraits& kept, Instant now);

  Tx& tx_;
  std::vector<std::string> indexes_;  // of the donor's addresses, until they are gone
};

}  // namespace muster
