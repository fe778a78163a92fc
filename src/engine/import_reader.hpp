// SPDX-License-Identifier: Apache-2.0
// A list as chunks of checked rows. Used by one job of the compute lane at a time.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "muster/base/csv.hpp"
#include "muster/engine/importer.hpp"
#include "muster/engine/settings.hpp"
#include "seen_lines.hpp"

namespace muster {

struct ImportChunk {
  std::vector<ImportRow> rows;
  ImportProblems problems;
  ImportProblems notes;
  std::int64_t lines = 0;  // rows read, the refused ones too
  std::size_t bytes = 0;   // of the file, read so far
  bool end = false;
};

class ImportReader {
 public:
  ImportReader(std::string bytes, std::shared_ptr<const Settings> settings,
               const ImportOptions& options, Day today);

  // Finds the encoding, reads the header. Error: invalid.
  Result<void> open();
  const ImportColumns& columns() const { return columns_; }
  CsvEncoding encoding() const { return encoding_; }
  std::size_t file_bytes() const { return bytes_.size(); }
  ImportChunk next(std::size_t most_rows);

 private:
  void take(const CsvRow& row, ImportChunk& chunk);
  void refuse(const CsvRejection& rejection, ImportChunk& chunk);
  void note_repeats(ImportRow& row, ImportChunk& chunk);
  void note_repeat(const std::string& key, ImportRow& row, ImportChunk& chunk);

  std::string bytes_;
  std::size_t read_ = 0;
  std::shared_ptr<const Settings> settings_;
  ImportKind kind_;
  ImportMapping mapping_;
  Day today_;
  CsvEncoding encoding_ = CsvEncoding::utf8;
  std::optional<CsvEncoding> forced_;
  std::optional<CsvReader> csv_;
  ImportColumns columns_;
  SeenLines seen_;
  std::string key_;  // kept for its room
};

}  // namespace muster
