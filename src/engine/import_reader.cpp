// SPDX-License-Identifier: Apache-2.0
#include "import_reader.hpp"

#include <fmt/format.h>

namespace muster {

ImportReader::ImportReader(std::string bytes, std::shared_ptr<const Settings> settings, Day today)
    : bytes_(std::move(bytes)),
      settings_(std::move(settings)),
      today_(today),
      csv_(CsvReader::over(bytes_)) {}

Result<void> ImportReader::open() {
  switch (csv_.next()) {
    case CsvStep::end:
      return invalid("line 1", "the file is empty: its first line must name the columns");
    case CsvStep::rejected:
      return invalid(
          fmt::format("line {}, column {}", csv_.rejection().line, csv_.rejection().column),
          csv_.rejection().reason);
    case CsvStep::row: break;
  }
  auto columns = ImportColumns::read(csv_.row());
  if (!columns) return columns.error();
  columns_ = std::move(*columns);
  return {};
}

ImportChunk ImportReader::next(std::size_t most_rows) {
  ImportChunk chunk;
  // Refused lines count too: a file of nothing else must not keep the lane.
  while (chunk.lines < static_cast<std::int64_t>(most_rows)) {
    switch (csv_.next()) {
      case CsvStep::end: chunk.end = true; return chunk;
      case CsvStep::row: take(csv_.row(), chunk); break;
      case CsvStep::rejected: {
        ++chunk.lines;
        ImportProblem problem;
        problem.line = csv_.rejection().line;
        problem.column = csv_.rejection().cell;
        if (problem.column > 0 && static_cast<std::size_t>(problem.column) <= columns_.size())
          problem.header = columns_.header(problem.column - 1);
        problem.reason = csv_.rejection().reason;
        chunk.problems.push_back(std::move(problem));
      }
    }
  }
  return chunk;
}

void ImportReader::take(const CsvRow& row, ImportChunk& chunk) {
  if (row.blank()) return;
  ++chunk.lines;
  const ImportRules rules{settings_->numbering, settings_->country, today_};
  auto parsed = parse_import_row(row, columns_, rules, chunk.problems, chunk.notes);
  if (!parsed) return;
  note_repeats(*parsed, chunk);
  chunk.rows.push_back(std::move(*parsed));
}

// By the keys that the writer matches by, so that it will find the earlier line's donor.
void ImportReader::note_repeats(ImportRow& row, ImportChunk& chunk) {
  std::vector<std::string> keys;
  if (!row.external_id.empty())
    keys.push_back("id " + row.external_id);
  else
    for (const auto& address : row.addresses) keys.push_back(address.address + " " + row.name_key);
  for (auto& key : keys) {
    const auto [found, fresh] = seen_.try_emplace(std::move(key), Seen{row.line, row.birth});
    const Seen& before = found->second;
    if (fresh || row.repeats || before.line == row.line) continue;
    if (row.birth && before.birth && row.birth != before.birth) continue;
    row.repeats = true;
    ImportProblem note;
    note.line = row.line;
    note.reason = fmt::format("is about the same donor as line {}", before.line);
    note.cure = "both were taken; where they differ, this one stands";
    chunk.notes.push_back(std::move(note));
  }
}

}  // namespace muster
