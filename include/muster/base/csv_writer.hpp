// SPDX-License-Identifier: Apache-2.0
// Writes a table as CSV (RFC 4180, CRLF) that is safe to open in a spreadsheet: text that a
// spreadsheet would run as a formula gets a leading apostrophe. Owned by whoever writes one file,
// on one thread.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

// With the byte order mark without which Excel reads UTF-8 as the local code page.
enum class CsvMark : bool { none, utf8 };

// Would a spreadsheet run the text as a formula: it begins with = + - @ TAB CR or NUL (OWASP, CSV
// injection). Also if only apostrophes stand before that: one more must be added there, so that
// taking one away on reading gives back every text.
bool needs_apostrophe(std::string_view text);
// What needs_apostrophe made the writer put before the text is taken away; anything else stays.
std::string_view without_apostrophe(std::string_view text);

class CsvWriter {
 public:
  explicit CsvWriter(char separator = ',', CsvMark mark = CsvMark::none);

  // Text from outside. An apostrophe goes before what needs one: "+84912345678" becomes
  // "'+84912345678", which our importer reads back.
  CsvWriter& text(std::string_view value);
  // A number is written as it is, also when negative.
  CsvWriter& number(std::int64_t value);
  CsvWriter& end_row();

  // What was written since the last call; call it every few rows to keep memory bounded.
  std::string take();

 private:
  void separate();
  std::string text_;
  char separator_;
  bool row_begun_ = false;
};

}  // namespace muster
