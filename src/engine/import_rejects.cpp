// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/import_rejects.hpp"

#include <algorithm>
#include <optional>

#include "muster/base/csv.hpp"
#include "muster/base/csv_writer.hpp"

namespace muster {
namespace {

// A line that is no row, because of a stray quote: its pieces as they stand, quotes and all.
std::vector<std::string> pieces_of(std::string_view line, char separator) {
  std::vector<std::string> pieces;
  while (true) {
    const auto end = line.find(separator);
    pieces.emplace_back(line.substr(0, end));
    if (end == line.npos) return pieces;
    line.remove_prefix(end + 1);
  }
}

void join(std::string& all, const std::string& one) {
  if (!all.empty() && !one.empty()) all += "; ";
  all += one;
}

class RejectsWriter {
 public:
  RejectsWriter(CsvReader& reader, const std::vector<ImportReject>& rejects,
                const std::vector<std::string>& texts)
      : reader_(reader), rejects_(rejects), texts_(texts) {}

  std::string write() {
    for (CsvStep step = reader_.next(); step != CsvStep::end; step = reader_.next()) {
      if (!writer_) begin(step);
      const bool row = step == CsvStep::row;
      const std::int64_t line = row ? reader_.row().line : reader_.rejection().line;
      while (next_ < rejects_.size() && rejects_[next_].line < line) ++next_;
      if (next_ == rejects_.size()) break;
      if (rejects_[next_].line != line) continue;
      add(line,
          row ? reader_.row().cells : pieces_of(reader_.rejection().text, reader_.separator()));
    }
    return writer_ ? writer_->take() : std::string();
  }

 private:
  // The header, without what an earlier rejects file added to it.
  void begin(CsvStep step) {
    writer_.emplace(reader_.separator(), CsvMark::utf8);
    if (step != CsvStep::row) return;
    const auto& header = reader_.row().cells;
    for (const auto& cell : header)
      keep_.push_back(std::ranges::find(import_reject_headers, cell) ==
                      import_reject_headers.end());
    for (std::size_t i = 0; i < header.size(); ++i)
      if (keep_[i]) writer_->text(header[i]);
    for (const auto name : import_reject_headers) writer_->text(name);
    writer_->end_row();
  }

  void add(std::int64_t line, std::vector<std::string> cells) {
    // A short line may be shifted. Filled up it would pass: it is kept in one cell instead, to be
    // parted by a person.
    if (cells.size() < keep_.size()) cells = {joined(cells)};
    for (std::size_t i = 0; i < std::max(cells.size(), keep_.size()); ++i)
      if (i >= keep_.size() || keep_[i])
        writer_->text(i < cells.size() ? without_apostrophe(cells[i]) : std::string_view());
    std::string columns, reasons, cures;
    for (; next_ < rejects_.size() && rejects_[next_].line == line; ++next_) {
      const ImportReject& reject = rejects_[next_];
      join(reasons, texts_.at(reject.reason));
      join(cures, texts_.at(reject.cure));
      if (reject.column > 0) join(columns, std::to_string(reject.column));
    }
    writer_->number(line).text(columns).text(reasons).text(cures).end_row();
  }

  std::string joined(const std::vector<std::string>& cells) const {
    std::string line;
    for (const auto& cell : cells) {
      if (!line.empty()) line += reader_.separator();
      line += cell;
    }
    return line;
  }

  CsvReader& reader_;
  const std::vector<ImportReject>& rejects_;
  const std::vector<std::string>& texts_;
  std::size_t next_ = 0;
  std::optional<CsvWriter> writer_;
  std::vector<bool> keep_;
};

}  // namespace

std::string import_rejects_csv(std::string_view bytes, CsvEncoding encoding,
                               const std::vector<ImportReject>& rejects,
                               const std::vector<std::string>& texts) {
  if (rejects.empty()) return {};
  CsvReader reader = CsvReader::over(bytes, encoding);
  return RejectsWriter(reader, rejects, texts).write();
}

}  // namespace muster
