// SPDX-License-Identifier: Apache-2.0
// The lower half of the CSV reader: bytes of a file to numbered lines of UTF-8, in bounded memory.
// One thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "muster/base/csv.hpp"
#include "single_bytes.hpp"

namespace muster {

// Byte offset of the first sequence that is not UTF-8, or of the first NUL, which no spreadsheet
// writes.
std::optional<std::size_t> not_utf8(std::string_view text);
// Characters from 1, as an editor shows them.
int column_at(std::string_view line, std::size_t offset);

bool blank_line(std::string_view line, char separator);
// The separator that stands most often outside quotes; a comma when there is none.
char find_separator(std::string_view line);

// Where the quote stands that opened the last quoted cell of `line`, and which cell of the line
// that is (from 0).
struct OpenQuote {
  std::size_t offset = 0;
  int cell = 0;
};
// `inside`: the line begins within a quoted cell. Only for the place in a message: libcsv tells
// when a cell ends but not where one begins.
OpenQuote last_open_quote(std::string_view line, char separator, bool inside);

struct CsvLine {
  std::int64_t number = 0;
  std::string_view text;  // without its end; valid until the next call
  bool too_long = false;  // `text` is its beginning
};

class CsvText {
 public:
  // `encoding` is that of a file without a byte order mark.
  CsvText(CsvReader::Source source, CsvEncoding encoding)
      : source_(std::move(source)), expected_(encoding) {}

  // Why the file as a whole is no CSV (a workbook, binary data), else empty. Call it before
  // next_line().
  std::string_view refusal();
  bool next_line(CsvLine& line);
  // After the last line: why it is not the end of the file, else empty.
  const std::string& error() const { return error_; }
  std::int64_t lines() const { return number_; }

 private:
  void fill();
  std::size_t read(std::span<char> into);
  void read_as(CsvEncoding encoding, std::size_t mark_bytes);
  void append(std::string_view bytes);
  void append_utf16(std::string_view bytes);
  bool take(CsvLine& line, std::size_t length, std::size_t end_length);
  bool skip_rest_of_line();

  CsvReader::Source source_;
  CsvEncoding expected_;
  CsvEncoding encoding_ = CsvEncoding::utf8;  // in use
  std::unique_ptr<SingleBytes> single_;  // of an encoding with one byte a character
  std::string buffer_;  // UTF-8 that was read and not yet given away, from begin_
  std::size_t begin_ = 0;
  std::string raw_;  // UTF-16: bytes of a code unit cut in half by a read
  char16_t high_ = 0;  // UTF-16: a high surrogate that waits for its low one
  std::int64_t number_ = 0;
  bool ended_ = false;
  std::string error_;
  bool skipping_ = false;  // inside a line that was too long
};

}  // namespace muster
