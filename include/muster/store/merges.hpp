// SPDX-License-Identifier: Apache-2.0
// Two records of one person made one, and how to undo it. The merged record stays, empty, and says
// into whom; every row that moved is written down. Rows that both have (the same address, booking,
// membership, step) stay where they are, and what they say is carried over by the caller, who notes
// what it changed. Part of a Tx: valid only inside its job.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/merge.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct MergeRow {
  MergeId id;
  OrganisationId organisation;
  DonorId kept;
  DonorId other;
  Instant at{};
  std::string by;
  std::optional<Instant> undone_at;
  std::string undone_by;
};

struct MergeNote {
  std::int64_t row = 0;
  std::string detail;
};

class MergeTable {
 public:
  explicit MergeTable(Tx& tx) : tx_(tx) {}

  // Marks the other as merged. Neither may be merged already.
  MergeRow begin(MergeRow row);
  // The one that stands for a merged donor.
  std::optional<MergeRow> of(DonorId other);
  void note(MergeId id, std::string_view what, std::int64_t row, std::string_view detail = {});
  std::vector<MergeNote> notes(MergeId id, std::string_view what);

  // Everything of the other that the kept one has no equal of; how many rows, by table.
  std::map<std::string, int> move(const MergeRow& row);
  // Undo: those rows go back, unless they moved on meanwhile. Rows added since stay with the kept.
  void move_back(const MergeRow& row);
  // The other is a donor of their own again.
  void end(const MergeRow& row, std::string_view by, Instant now);

  // Both were asked in a request whose closing texts are not all out.
  std::optional<RequestId> asked_twice(DonorId kept, DonorId other);
  // Pairs of rows that both have: the kept one's and the other's.
  std::vector<std::pair<ContactPointId, ContactPointId>> same_addresses(const MergeRow& row);
  std::vector<SessionId> same_sessions(const MergeRow& row);
  std::vector<ClubId> same_clubs(const MergeRow& row);

  // Steps that both have: what one of them has done, neither does again; the other's end.
  void settle_steps(const MergeRow& row, Instant now);
  void settle_steps_back(const MergeRow& row);
  // Clubs that both are in: the kept one stays if either was in; the other leaves.
  void settle_members(const MergeRow& row, Instant now);
  void settle_members_back(const MergeRow& row);
  // After `move`: purposes whose last word is a no are withdrawn, at the time of that no.
  Consents settle_consents(const MergeRow& row);
  void settle_consents_back(const MergeRow& row);
  // What an undo takes back: an address of the kept one was "verified", "suppressed" or "restored",
  // the other's equal of it "removed".
  void address_back(ContactPointId id, std::string_view what, Instant now);

 private:
  Tx& tx_;
};

}  // namespace muster
