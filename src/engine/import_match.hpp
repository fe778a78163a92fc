// SPDX-License-Identifier: Apache-2.0
// Who a line of a list is about, and what a line of a donor list would change. Reads only.
#pragma once
#include <optional>
#include <vector>

#include "import_chunk.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"

namespace muster {

// By the owner's code; else by an address and the name; else by name and date of birth. None: there
// is nobody. With `refused` set: several donors fit, the donor was erased, or the organisation is
// not one to import into.
std::optional<DonorRow> find_person(Tx& tx, const ImportPlan& plan, const ImportRow& row,
                                    std::optional<ImportProblem>& refused);

struct ImportMatch {
  DonorRow donor;  // as it shall be
  std::optional<DonorRow> before;  // none: nobody matches, to be added
  bool person_changed = false;
  bool rules_changed = false;  // sex or date of birth, which eligibility depends on
  std::vector<ContactPointRow> known;  // the donor's contact points before
  std::vector<ImportAddress> addresses;  // to be added
  std::vector<ContactPointId> unproved;  // known, not verified, and the list says it is
  std::optional<Donation> donation;
  bool taken_back = false;  // the ledger had it, and somebody corrected or withdrew it
  Consents consents;  // to be recorded

  bool fresh() const { return !before; }
};

// None with `refused` set: as find_person, or the list contradicts a laboratory.
std::optional<ImportMatch> match_row(Tx& tx, const ImportPlan& plan, const ImportRow& row,
                                     std::optional<ImportProblem>& refused);

// What the match changes, field by field.
std::vector<ImportFieldChange> changes_of(const ImportPlan& plan, const ImportMatch& match);

}  // namespace muster
