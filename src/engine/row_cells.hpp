// SPDX-License-Identifier: Apache-2.0
// The cells of one row by what they hold, and the readers that all kinds of lists share. Each
// reader that fails leaves a problem with place, value and cure. One thread.
#pragma once
#include "muster/engine/import_row.hpp"

namespace muster {

class RowCells {
 public:
  RowCells(const CsvRow& row, const ImportColumns& columns, const ImportRules& rules,
           ImportProblems& problems, ImportProblems& notes)
      : row_(row), columns_(columns), rules_(rules), problems_(problems), notes_(notes) {}

  // What stands in the field's first cell, cleaned, or the mapping's value for it; empty when
  // nothing was said. `number` is -1 when no cell says it.
  struct Cell {
    int number = -1;
    std::string text;
    bool empty() const { return text.empty(); }
  };
  // `value` is a blank word that means something in this column.
  Cell cell(ImportField field, std::string_view value = {}) const;

  void problem(const Cell& at, std::string reason, std::string cure);
  void problem(const Cell& at, const Error& error) { problem(at, error.message(), error.field()); }
  void note(const Cell& at, std::string reason, std::string cure);

  bool fits_header();
  // Name, addresses, date of birth, external id, organisation. A list of donors needs the name.
  void person(ImportRow& out, bool name_needed);
  // Short text in NFC.
  std::string text(ImportField field);
  std::optional<Day> day(const Cell& from);
  // Not in the future and within a donor's life.
  std::optional<Day> past_day(const Cell& from);
  std::optional<Product> product();
  int volume();

  const ImportRules& rules() const { return rules_; }
  const ImportColumns& columns() const { return columns_; }
  std::size_t problems() const { return problems_.size(); }

 private:
  ImportProblem entry(const Cell& at, std::string reason, std::string cure) const;
  std::string clean(int number) const;
  void name(ImportRow& out, bool needed);
  void phones(int number, ImportRow& out);
  void phone(int number, std::string text, ImportRow& out);
  void emails(ImportRow& out);
  void birth(ImportRow& out);

  const CsvRow& row_;
  const ImportColumns& columns_;
  const ImportRules& rules_;
  ImportProblems& problems_;
  ImportProblems& notes_;
};

}  // namespace muster
