// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/import_row.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "import_kinds.hpp"

namespace muster {
namespace {

// Without any of these a second import of the same file could not find the donor again.
void check_person(RowCells& cells, const ImportRow& row, bool is_donor) {
  if (!row.external_id.empty()) return;
  if (!row.name.empty() && (!row.addresses.empty() || row.birth)) return;
  cells.problem(
      {}, row.name.empty() ? "nothing tells who this is" : "nothing but the name tells who this is",
      is_donor ? "add a telephone number, an e-mail address, a code or the date of birth"
               : "give the donor's code, or their name with a number or the date of birth");
}

}  // namespace

std::string ImportProblem::text() const {
  std::string out = fmt::format("line {}", line);
  if (column > 0) out += fmt::format(", column {}", column);
  if (!header.empty()) out += fmt::format(" ({})", header);
  if (!value.empty()) out += fmt::format(", \"{}\"", value);
  out += ": " + reason;
  if (!cure.empty()) out += ": " + cure;
  return out;
}

std::optional<ImportRow> parse_import_row(const CsvRow& row, const ImportColumns& columns,
                                          const ImportRules& rules, ImportProblems& problems,
                                          ImportProblems& notes) {
  const auto problems_before = problems.size();
  const auto notes_before = notes.size();
  const bool is_donor = columns.kind() == ImportKind::donors;
  RowCells cells(row, columns, rules, problems, notes);
  ImportRow out;
  out.line = row.line;
  if (!cells.fits_header()) return std::nullopt;
  cells.person(out, is_donor);
  parts_of(columns.kind()).read(cells, out);
  if (problems.size() == problems_before) check_person(cells, out, is_donor);
  if (problems.size() == problems_before) return out;
  std::stable_sort(problems.begin() + static_cast<std::ptrdiff_t>(problems_before), problems.end(),
                   [](const auto& a, const auto& b) { return a.column < b.column; });
  // What was to be noted of a line that is refused is noise beside the reason.
  notes.resize(notes_before);
  return std::nullopt;
}

}  // namespace muster
