// SPDX-License-Identifier: Apache-2.0
// What makes a kind of list: its headings, how its cells become a row, how a row is entered. One
// file a kind (import_donors.cpp, import_donations.cpp, ...), joined in import_kinds.cpp.
#pragma once
#include <span>
#include <vector>

#include "import_chunk.hpp"
#include "muster/store/donors.hpp"
#include "row_cells.hpp"

namespace muster {

struct ImportHeading {
  std::string_view key;  // folded, with blanks for all punctuation
  ImportField field;
};

// What entering one row of a known donor came to, or in a dry run would.
struct ImportEntry {
  int fresh = 0;  // what the registers did not have; 0: nothing changed
  bool amended = false;  // an entry that stands was given what it lacked
  bool dates_changed = false;  // the donor's eligibility follows
  std::string refused;  // why the row cannot stand beside what is known of the donor; else empty
  std::string cure;
  ImportField field = ImportField::on;  // of the refused cell
  std::string value;
  bool taken_back = false;  // the register had it, and somebody corrected or withdrew it
  std::vector<ImportFieldChange> changes;  // for a dry run
};

struct ImportKindParts {
  std::string_view noun;  // "a donation"
  std::span<const ImportHeading> headings;  // besides those that tell the person
  std::span<const ImportField> needed;  // in the header or as the mapping's value
  // Reads the row's own cells; the person is read before.
  void (*read)(RowCells& cells, ImportRow& out);
  // Enters the row; without this a row is the donor themself (import_match.hpp).
  ImportEntry (*enter)(Tx& tx, const ImportPlan& plan, const DonorRow& donor,
                       const ImportRow& row) = nullptr;
  // Two rows of one person that say the same are one.
  std::string (*what)(const ImportRow& row) = nullptr;
};

const ImportKindParts& parts_of(ImportKind kind);

extern const ImportKindParts donor_parts;
extern const ImportKindParts donation_parts;
extern const ImportKindParts deferral_parts;
extern const ImportKindParts consent_parts;

}  // namespace muster
