// SPDX-License-Identifier: Apache-2.0
#include "import_reader.hpp"

#include <fmt/format.h>

#include "import_kinds.hpp"

namespace muster {

ImportReader::ImportReader(std::string bytes, std::shared_ptr<const Settings> settings,
                           const ImportOptions& options, Day today)
    : bytes_(std::move(bytes)),
      settings_(std::move(settings)),
      kind_(options.kind),
      mapping_(options.mapping),
      today_(today),
      forced_(options.encoding) {}

Result<void> ImportReader::open() {
  encoding_ = forced_ ? *forced_ : detect_csv_encoding(bytes_);
  auto source = [this](std::span<char> into) -> Result<std::size_t> {
    const std::size_t size = std::min(into.size(), bytes_.size() - read_);
    std::copy_n(bytes_.data() + read_, size, into.data());
    read_ += size;
    return size;
  };
  csv_.emplace(std::move(source), encoding_);
  switch (csv_->next()) {
    case CsvStep::end:
      return invalid("line 1", "the file is empty: its first line must name the columns");
    case CsvStep::rejected:
      return invalid(
          fmt::format("line {}, column {}", csv_->rejection().line, csv_->rejection().column),
          csv_->rejection().reason);
    case CsvStep::row: break;
  }
  auto columns = ImportColumns::read(csv_->row(), kind_, mapping_);
  if (!columns) return columns.error();
  columns_ = std::move(*columns);
  return {};
}

ImportChunk ImportReader::next(std::size_t most_rows) {
  ImportChunk chunk;
  chunk.rows.reserve(most_rows);
  // Refused lines count too: a file of nothing else must not keep the lane.
  while (!chunk.end && chunk.lines < static_cast<std::int64_t>(most_rows)) {
    switch (csv_->next()) {
      case CsvStep::end: chunk.end = true; break;
      case CsvStep::row: take(csv_->row(), chunk); break;
      case CsvStep::rejected: refuse(csv_->rejection(), chunk); break;
    }
  }
  chunk.bytes = read_;
  return chunk;
}

void ImportReader::refuse(const CsvRejection& rejection, ImportChunk& chunk) {
  ++chunk.lines;
  ImportProblem problem;
  problem.line = rejection.line;
  problem.column = rejection.cell;
  if (problem.column > 0 && static_cast<std::size_t>(problem.column) <= columns_.size())
    problem.header = columns_.header(problem.column - 1);
  // The reader says both in one sentence: what is wrong; how to mend it.
  const auto cure = rejection.reason.find("; ");
  problem.reason = rejection.reason.substr(0, cure);
  if (cure != rejection.reason.npos) problem.cure = rejection.reason.substr(cure + 2);
  chunk.problems.push_back(std::move(problem));
}

void ImportReader::take(const CsvRow& row, ImportChunk& chunk) {
  if (row.blank()) return;
  ++chunk.lines;
  const ImportRules rules{settings_->numbering, settings_->country, today_, &settings_->rules};
  auto parsed = parse_import_row(row, columns_, rules, chunk.problems, chunk.notes);
  if (!parsed) return;
  note_repeats(*parsed, chunk);
  chunk.rows.push_back(std::move(*parsed));
}

// By the keys that the writer matches by, so that it will find the earlier line's donor.
void ImportReader::note_repeats(ImportRow& row, ImportChunk& chunk) {
  const auto what = parts_of(kind_).what;
  const std::string said = what ? " " + what(row) : std::string();
  if (!row.external_id.empty()) return note_repeat("id " + row.external_id + said, row, chunk);
  for (const auto& address : row.addresses) {
    key_.assign(address.address).append(" ").append(row.name_key).append(said);
    note_repeat(key_, row, chunk);
  }
  if (row.addresses.empty() && row.birth)
    note_repeat("born " + to_string(*row.birth) + " " + row.name_key + said, row, chunk);
}

void ImportReader::note_repeat(const std::string& key, ImportRow& row, ImportChunk& chunk) {
  const auto before = seen_.first(key, row.line, row.birth);
  if (row.repeats || before.line == row.line) return;
  if (row.birth && before.birth && row.birth != before.birth) return;
  row.repeats = true;
  ImportProblem note;
  note.line = row.line;
  const bool donors = kind_ == ImportKind::donors;
  note.reason = fmt::format(
      "{} line {}", donors ? "is about the same donor as" : "says the same as", before.line);
  note.cure = donors ? "both were taken; where they differ, this one stands" : "it is entered once";
  chunk.notes.push_back(std::move(note));
}

}  // namespace muster
