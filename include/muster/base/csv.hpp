// SPDX-License-Identifier: Apache-2.0
// Reads tables that people exported from spreadsheets: one row or one rejected line at a time, in
// bounded memory. Owned by whoever reads one file, on one thread (the compute lane in the daemon).
// No state outside it.
//
// Encodings: UTF-8 or UTF-16 as a byte order mark says, else the one that the caller names
// (csv_encoding.hpp finds it). Separator (comma, semicolon, tab): the one the first line has most
// of, or what its "sep=;" says. Line ends: LF, CRLF, CR. Quoting: RFC 4180.
// Blanks around an unquoted cell are dropped, lines of blanks alone are skipped.
//
// A stray quote makes a CSV parser swallow the rest of a file and report success. So a quoted cell
// may run over at most `csv_lines_per_cell` lines; if it does not end by then, ends in the middle
// of text, or gives its row another number of cells than the header has, the line where it opened
// is rejected and reading resumes with the next line.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/csv_encoding.hpp"
#include "muster/base/result.hpp"

namespace muster {

inline constexpr int csv_lines_per_cell = 5;
inline constexpr std::size_t csv_longest_line = 1u
                                                << 20;  // bytes of UTF-8; longer ones are rejected
inline constexpr std::size_t csv_most_cells = 1000;  // a row

struct CsvRow {
  std::int64_t line = 0;  // where it begins, from 1, counting every line of the file
  std::vector<std::string> cells;
  bool blank() const;  // every cell is empty, as spreadsheets export rows that were cleared
};

struct CsvRejection {
  std::int64_t line = 0;
  int column = 0;  // characters from 1, as an editor shows them
  int cell = 0;  // which cell of its row, from 1; 0 when the whole line is meant
  std::string reason;  // what is wrong and how to mend it
  std::string text;  // the line itself, as UTF-8 as far as it is readable; quotes and all
};

enum class CsvStep : std::uint8_t { row, rejected, end };

class CsvReader {
 public:
  // Fills the span from its start and returns the number of bytes; 0 means the end. An error ends
  // the table with a rejection, so that half a file never passes for a whole one.
  using Source = std::function<Result<std::size_t>(std::span<char>)>;
  // `encoding` is that of a file without a byte order mark.
  explicit CsvReader(Source source, CsvEncoding encoding = CsvEncoding::utf8);
  // `bytes` must outlive the reader.
  static CsvReader over(std::string_view bytes, CsvEncoding encoding = CsvEncoding::utf8);
  // Error: io, when it cannot be opened.
  static Result<CsvReader> file(const std::string& path);
  ~CsvReader();
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;

  // The header line is the first row. After `end` it stays at the end.
  CsvStep next();
  // After CsvStep::row; valid until the next call, which reuses its strings.
  const CsvRow& row() const;
  // After CsvStep::rejected.
  const CsvRejection& rejection() const;
  // Known after the first step.
  char separator() const;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace muster
