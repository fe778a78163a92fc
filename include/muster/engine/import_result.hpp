// SPDX-License-Identifier: Apache-2.0
// What an import came to. Names and values of persons stand in it: for the one who imports, never
// for a log or the journal.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "muster/base/csv_encoding.hpp"
#include "muster/base/ids.hpp"
#include "muster/engine/import_row.hpp"

namespace muster {

inline constexpr std::size_t import_shown = 1000;  // problems, notes, changes; all are counted

struct ImportFieldChange {
  std::string field;   // "name", "phone", "donation"
  std::string before;  // empty: there was nothing
  std::string after;
};

// What one line adds or changes; told by dry runs.
struct ImportChange {
  std::int64_t line = 0;
  bool added = false;  // else changed
  DonorId donor;       // none: to be added
  std::string name;
  std::vector<ImportFieldChange> fields;
};

// One reason why a line was refused, short: a file may hold a million of them. `reason` and `cure`
// are places in ImportResult::reject_texts.
struct ImportReject {
  std::int64_t line = 0;
  int column = 0;  // from 1; 0: the line as a whole
  std::uint32_t reason = 0;
  std::uint32_t cure = 0;
};

struct ImportResult {
  std::int64_t rows = 0;  // lines with something in them, without the header
  std::int64_t added = 0;  // donors, or entries of the registers' other lists
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t refused = 0;
  std::int64_t donations = 0;  // entered in the ledger
  std::int64_t deferrals = 0;
  std::int64_t consents = 0;  // purposes recorded
  // Of the donors in a list of donors, as they stand now.
  std::int64_t without_consent = 0;  // for no purpose at all: never asked
  std::int64_t without_address = 0;  // no mobile number or e-mail address that works: never asked
  std::int64_t unverified = 0;  // have one, but none is verified: not asked in an emergency
  std::int64_t problem_count = 0;
  std::int64_t note_count = 0;
  std::int64_t change_count = 0;
  ImportProblems problems;  // the first, by line
  ImportProblems notes;  // of lines that were taken: what was not kept, what needs a look
  std::vector<ImportChange> changes;  // dry runs only; the first, by line
  std::vector<ImportReject> rejects;  // when they were asked for: all, by line
  std::vector<std::string> reject_texts;
  CsvEncoding encoding = CsvEncoding::utf8;  // that the file was read in
  std::vector<std::string> unused_columns;
  std::vector<std::string> advice;  // who will not be asked, and how to mend it
};

}  // namespace muster
