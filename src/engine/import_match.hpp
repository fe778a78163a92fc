// SPDX-License-Identifier: Apache-2.0
// Who a line of a donor list is about, and what it would change. Reads only.
#pragma once
#include <optional>
#include <vector>

#include "import_chunk.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"

namespace muster {

struct ImportMatch {
  DonorRow donor;              // as it shall be
  bool fresh = false;          // nobody matches: to be added
  bool person_changed = false;
  bool rules_changed = false;  // sex or date of birth, which eligibility depends on
  std::vector<ContactPointRow> known;  // the donor's contact points before
  std::vector<ImportAddress> addresses;  // to be added
  std::vector<ContactPointId> unproved;  // known, not verified, and the list says it is
  std::optional<Donation> donation;
  Consents consents;  // to be recorded
};

// Error: invalid, with the cure as field: several donors fit, the donor was erased, or the list
// contradicts a laboratory.
Result<ImportMatch> match_row(Tx& tx, const ImportPlan& plan, const ImportRow& row);

}  // namespace muster
