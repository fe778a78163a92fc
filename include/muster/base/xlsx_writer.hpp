// SPDX-License-Identifier: Apache-2.0
// Writes a table as a workbook (Office Open XML) in bounded memory: rows go to a temporary file as
// they come. Text is text: a spreadsheet runs none of it as a formula. Owned by whoever writes one
// file, one thread at a time; not the network thread, as it writes to disk.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/instant.hpp"
#include "muster/base/result.hpp"

namespace muster {

class XlsxWriter {
 public:
  // The header stands in the first line of each sheet, of which there are several when the rows are
  // more than one can hold. Error: io (no temporary file).
  static Result<XlsxWriter> create(std::string_view sheet, std::vector<std::string> header);
  ~XlsxWriter();
  XlsxWriter(XlsxWriter&&) noexcept;
  XlsxWriter& operator=(XlsxWriter&&) noexcept;

  XlsxWriter& text(std::string_view value);
  XlsxWriter& number(std::int64_t value);
  XlsxWriter& day(Day value);
  XlsxWriter& end_row();

  // No row after it. Error: io.
  Result<void> close();
  // After close(): the file's next bytes; 0 is its end. Error: io.
  Result<std::size_t> read(std::span<char> into);

 private:
  struct Inner;
  explicit XlsxWriter(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace muster
