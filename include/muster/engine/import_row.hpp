// SPDX-License-Identifier: Apache-2.0
// One line of a donor list, read and checked: what its header names, and a row of cells as values
// or as problems with a cure. Pure; on whatever thread reads the file. A problem's value is what
// the file says, so it is for the one who imports, never for a log.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/csv.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/blood_group.hpp"
#include "muster/domain/message.hpp"
#include "muster/domain/phone.hpp"
#include "muster/domain/product.hpp"

namespace muster {

enum class ImportField : std::uint8_t {
  name,
  phone,
  email,
  group,
  rhd,
  birth,
  sex,
  last_donation,
  product,
  volume,
  external_id,
  commune,
  language
};
inline constexpr std::size_t import_field_count = 13;
std::string_view name(ImportField field);

struct ImportProblem {
  std::int64_t line = 0;  // of the file, from 1
  int column = 0;         // from 1; 0: the line as a whole
  std::string header;     // of that column, as the file has it
  std::string value;      // of the cell
  std::string reason;     // what is wrong
  std::string cure;       // what to do
  std::string text() const;  // "line 7, column 2 (Điện thoại), "09123": ..."
};
using ImportProblems = std::vector<ImportProblem>;

// Which cell holds what.
class ImportColumns {
 public:
  // Error: invalid, when there is no column for the name, or two for one field (several columns of
  // telephones and e-mail addresses are fine).
  static Result<ImportColumns> read(const CsvRow& header);

  // Cell numbers from 0, in the file's order; empty: the file has no such column.
  const std::vector<int>& of(ImportField field) const {
    return cells_[static_cast<std::size_t>(field)];
  }
  const std::string& header(int cell) const { return headers_[static_cast<std::size_t>(cell)]; }
  std::size_t size() const { return headers_.size(); }
  // Headers that mean nothing here, so that a misspelt one is seen.
  const std::vector<std::string>& unused() const { return unused_; }

 private:
  std::array<std::vector<int>, import_field_count> cells_;
  std::vector<std::string> headers_;
  std::vector<std::string> unused_;
};

struct ImportAddress {
  Channel channel = Channel::sms;  // voice for fixed lines
  std::string address;  // E.164, or e-mail in lower case
  friend bool operator==(const ImportAddress&, const ImportAddress&) = default;
};

// A blank cell is "not said": it never erases what is known.
struct ImportRow {
  std::int64_t line = 0;
  std::string name;  // NFC
  std::string name_key;  // folded, to compare by
  std::string external_id;
  std::vector<ImportAddress> addresses;
  std::optional<BloodGroup> group;
  std::optional<Day> birth;
  std::optional<Sex> sex;
  std::optional<Day> last_donation;
  std::optional<Product> product;
  int volume_ml = 0;  // 0: not said
  std::string commune;
  std::string language;  // "vi", "en"
  bool repeats = false;  // an earlier line of the file is about the same person
};

struct ImportRules {
  const NumberingPlans& numbering;
  std::string_view country;  // the plan that national numbers are read by
  Day today;  // at the organisation
};

// All problems of the row at once; with any the row is refused whole. `notes` takes what was not
// kept of a row that is good otherwise.
std::optional<ImportRow> parse_import_row(const CsvRow& row, const ImportColumns& columns,
                                          const ImportRules& rules, ImportProblems& problems,
                                          ImportProblems& notes);

}  // namespace muster
