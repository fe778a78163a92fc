// SPDX-License-Identifier: Apache-2.0
// One line of a list, read and checked: what its header names, and a row of cells as values or as
// problems with a cure. Pure; on whatever thread reads the file. A problem's value is what the file
// says, so it is for the one who imports, never for a log.
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
#include "muster/domain/consent.hpp"
#include "muster/domain/deferral.hpp"
#include "muster/domain/message.hpp"
#include "muster/domain/phone.hpp"
#include "muster/domain/product.hpp"
#include "muster/engine/import_kind.hpp"
#include "muster/engine/import_mapping.hpp"

namespace muster {

struct ImportProblem {
  std::int64_t line = 0;  // of the file, from 1
  int column = 0;  // from 1; 0: the line as a whole
  std::string header;  // of that column, as the file has it
  std::string value;  // of the cell
  std::string reason;  // what is wrong
  std::string cure;  // what to do
  std::string text() const;  // "line 7, column 2 (Điện thoại), "09123": ..."
};
using ImportProblems = std::vector<ImportProblem>;

// What `muster import` adds to the lines that were refused; an import of the mended file passes
// over these columns in silence. Line, column, reason, cure.
inline constexpr std::array<std::string_view, 4> import_reject_headers = {
    "Dòng (line)", "Cột (column)", "Lý do từ chối (refused because)", "Cách sửa (cure)"};

// Which cell holds what.
class ImportColumns {
 public:
  // Error: invalid, when there is no column for what the kind needs, two for one field (several
  // columns of telephones and e-mail addresses are fine), or a mapping that does not fit.
  static Result<ImportColumns> read(const CsvRow& header, ImportKind kind = ImportKind::donors,
                                    const ImportMapping& mapping = {});

  ImportKind kind() const { return kind_; }
  DateOrder dates() const { return dates_; }
  // Cell numbers from 0, in the file's order; empty: the file has no such column.
  const std::vector<int>& of(ImportField field) const {
    return cells_[static_cast<std::size_t>(field)];
  }
  // What the mapping says for all lines; empty: nothing.
  const std::string& value(ImportField field) const {
    return values_[static_cast<std::size_t>(field)];
  }
  const std::string& header(int cell) const { return headers_[static_cast<std::size_t>(cell)]; }
  std::size_t size() const { return headers_.size(); }
  // Headers that mean nothing here, so that a misspelt one is seen.
  const std::vector<std::string>& unused() const { return unused_; }

 private:
  Result<void> place(const CsvRow& header, const ImportMapping& mapping);
  Result<void> check(std::int64_t line, const ImportMapping& mapping) const;

  ImportKind kind_ = ImportKind::donors;
  DateOrder dates_ = DateOrder::dmy;
  std::array<std::vector<int>, import_field_count> cells_;
  std::array<std::string, import_field_count> values_;
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
  // Who it is about, in lists of every kind.
  std::string name;  // NFC
  std::string name_key;  // folded, to compare by
  std::string external_id;
  std::string organisation;  // code; empty: the import's own
  std::vector<ImportAddress> addresses;
  std::optional<Day> birth;
  // Of a donor.
  std::optional<BloodGroup> group;
  std::optional<Sex> sex;
  std::optional<Day> last_donation;
  std::string commune;
  std::string language;  // "vi", "en"
  // Of a donation, also a donor's last one.
  std::optional<Product> product;
  int volume_ml = 0;  // 0: not said
  DonationOutcome outcome = DonationOutcome::given;
  int units = 0;  // 0: not said
  std::string certificate;
  // The day of the donation, the deferral's event or the consent.
  Day on{};
  // Of a deferral.
  std::string reason;  // code of the rule set
  std::optional<Day> until;  // first day free; none: by the rule for the reason
  // Of a consent.
  Consents purposes;
  std::string how;
  std::string proof;
  bool withdrawn = false;

  bool repeats = false;  // an earlier line of the file says the same of the same person
};

struct ImportRules {
  const NumberingPlans& numbering;
  std::string_view country;  // the plan that national numbers are read by
  Day today;  // at the organisation
  const RuleSet* deferrals = nullptr;  // whose reasons a list of deferrals may name
};

// All problems of the row at once; with any the row is refused whole. `notes` takes what was not
// kept, or was understood in a way that needs a look, of a row that is good otherwise.
std::optional<ImportRow> parse_import_row(const CsvRow& row, const ImportColumns& columns,
                                          const ImportRules& rules, ImportProblems& problems,
                                          ImportProblems& notes);

}  // namespace muster
