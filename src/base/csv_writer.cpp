// SPDX-License-Identifier: Apache-2.0
#include "muster/base/csv_writer.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace muster {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view formula_starts("=+-@\t\r\0", 7);
// All three separators, whichever is in use: a spreadsheet of another locale splits at its own, and
// what follows a split could be a formula.
constexpr std::string_view needs_quotes = "\",;\t\r\n";

}  // namespace

bool needs_apostrophe(std::string_view text) {
  const auto first = text.find_first_not_of('\'');
  return first != text.npos && formula_starts.find(text[first]) != formula_starts.npos;
}

std::string_view without_apostrophe(std::string_view text) {
  if (text.starts_with('\'') && needs_apostrophe(text)) text.remove_prefix(1);
  return text;
}

CsvWriter::CsvWriter(char separator, CsvMark mark) : separator_(separator) {
  if (mark == CsvMark::utf8) text_ = byte_order_mark;
}

void CsvWriter::separate() {
  if (row_begun_) text_ += separator_;
  row_begun_ = true;
}

CsvWriter& CsvWriter::text(std::string_view value) {
  separate();
  const bool formula = needs_apostrophe(value);
  const bool quotes = value.find_first_of(needs_quotes) != value.npos ||
                      (!value.empty() && (value.front() == ' ' || value.back() == ' '));
  if (quotes) text_ += '"';
  if (formula) text_ += '\'';
  for (char c : value) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  if (quotes) text_ += '"';
  return *this;
}

CsvWriter& CsvWriter::number(std::int64_t value) {
  separate();
  fmt::format_to(std::back_inserter(text_), "{}", value);
  return *this;
}

CsvWriter& CsvWriter::end_row() {
  text_ += "\r\n";
  row_begun_ = false;
  return *this;
}

std::string CsvWriter::take() { return std::exchange(text_, {}); }

}  // namespace muster
