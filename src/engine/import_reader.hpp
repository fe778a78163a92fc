// SPDX-License-Identifier: Apache-2.0
// A donor list as chunks of checked rows. Used by one job of the compute lane at a time.
#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "muster/base/csv.hpp"
#include "muster/engine/import_row.hpp"
#include "muster/engine/settings.hpp"

namespace muster {

struct ImportChunk {
  std::vector<ImportRow> rows;
  ImportProblems problems;
  ImportProblems notes;
  std::int64_t lines = 0;  // rows read, the refused ones too
  bool end = false;
};

class ImportReader {
 public:
  ImportReader(std::string bytes, std::shared_ptr<const Settings> settings, Day today);

  // Reads the header. Error: invalid.
  Result<void> open();
  const std::vector<std::string>& unused_columns() const { return columns_.unused(); }
  ImportChunk next(std::size_t most_rows);

 private:
  void take(const CsvRow& row, ImportChunk& chunk);
  void note_repeats(ImportRow& row, ImportChunk& chunk);

  struct Seen {
    std::int64_t line = 0;
    std::optional<Day> birth;
  };
  std::string bytes_;
  std::shared_ptr<const Settings> settings_;
  Day today_;
  CsvReader csv_;
  ImportColumns columns_;
  std::unordered_map<std::string, Seen> seen_;
};

}  // namespace muster
