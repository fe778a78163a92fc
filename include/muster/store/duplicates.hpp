// SPDX-License-Identifier: Apache-2.0
// Records that may be of one person. Found by indexes, so many donors a page: never a join of the
// whole register with itself. Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// Why; several may hold.
struct DuplicatePair {
  DonorId first;  // the lower number
  DonorId second;
  bool same_phone = false;   // also an old one, and the same name, folded: families share them
  bool same_birth = false;   // and the same name, folded
  bool same_number = false;  // the same external id in two organisations, of six or more
                             // characters: shorter ones are each committee's own count
};

struct DuplicatesPage {
  std::vector<DuplicatePair> pairs;  // by first, then second
  std::optional<DonorId> next;  // go on after this donor; none: that was all
};

class DuplicateTable {
 public:
  explicit DuplicateTable(Tx& tx) : tx_(tx) {}

  // Pairs whose first donor comes after `after`, both in the principal's subtree; whole donors, so
  // a page may be a little longer than `limit`, or shorter when much had to be looked at for it.
  DuplicatesPage pairs(const Principal& who, DonorId after, int limit);
  // They are two people. False when that was known.
  bool dismiss(DonorId a, DonorId b, OrganisationId organisation, std::string_view by, Instant now);
  bool dismissed(DonorId a, DonorId b);

 private:
  void collect(const Principal& who, DonorId after, DonorId last,
               std::vector<DuplicatePair>& found);
  Tx& tx_;
};

}  // namespace muster
