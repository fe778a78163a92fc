// SPDX-License-Identifier: Apache-2.0
#include "muster/base/csv.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <deque>
#include <optional>
#include <system_error>

#include "csv_text.hpp"

namespace muster {
namespace {

// A row may hold several cells of some lines each; past this it is no table.
constexpr std::size_t most_lines_per_row = 40;

struct HeldLine {
  std::int64_t number = 0;
  std::string text;
  bool too_long = false;
};

}  // namespace

bool CsvRow::blank() const {
  return std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.empty(); });
}

struct CsvReader::Inner {
  Inner(Source source, CsvEncoding encoding) : text(std::move(source), encoding) {
    csv_init(&parser, CSV_STRICT);
  }
  ~Inner() { csv_free(&parser); }
  Inner(const Inner&) = delete;
  Inner& operator=(const Inner&) = delete;

  CsvStep next();
  bool begin();
  bool take_line(CsvLine& line);
  CsvStep read_row(const CsvLine& first);
  bool feed(std::string_view line);
  CsvStep reject_line(const CsvLine& line, std::size_t offset, int cell, std::string reason);
  CsvStep reject_open_quote(std::string_view why);
  bool fits_alone(std::string_view line);
  void find_culprit();
  void start_row(std::int64_t line);
  void drop_row();

  static void on_cell(void* data, std::size_t size, void* self);
  static void on_row(int, void* self) { static_cast<Inner*>(self)->complete = true; }

  CsvText text;
  csv_parser parser{};
  CsvRow row;
  CsvRejection rejection;
  char separator = ',';
  bool begun = false;
  bool ended = false;
  std::size_t header_cells = 0;

  // The row being read: its lines so far, the one where its last cell began, and what libcsv said.
  std::vector<HeldLine> lines;
  std::size_t cell_began = 0;  // index in `lines`
  std::size_t cells = 0;
  std::size_t bytes_read = 0;  // of the last line, up to the error
  bool complete = false;
  // Lines of a rejected row that are to be read anew, and the one in use.
  std::deque<HeldLine> again;
  HeldLine current;
};

void CsvReader::Inner::on_cell(void* data, std::size_t size, void* self) {
  auto& inner = *static_cast<Inner*>(self);
  const std::size_t index = inner.cells++;
  if (index >= csv_most_cells) return;
  if (index == inner.row.cells.size()) inner.row.cells.emplace_back();
  inner.row.cells[index].assign(static_cast<const char*>(data), size);
}

void CsvReader::Inner::start_row(std::int64_t line) {
  row.line = line;
  lines.clear();
  cell_began = cells = bytes_read = 0;
  complete = false;
}

// Also puts libcsv back to the start of a row, whatever state it is in.
void CsvReader::Inner::drop_row() { csv_fini(&parser, nullptr, nullptr, nullptr); }

// False: a strict error at `bytes_read`.
bool CsvReader::Inner::feed(std::string_view line) {
  bytes_read = csv_parse(&parser, line.data(), line.size(), on_cell, on_row, this);
  if (bytes_read != line.size()) return false;
  return csv_parse(&parser, "\n", 1, on_cell, on_row, this) == 1;
}

bool CsvReader::Inner::take_line(CsvLine& line) {
  if (again.empty()) return text.next_line(line);
  current = std::move(again.front());
  again.pop_front();
  line = {current.number, current.text, current.too_long};
  return true;
}

CsvStep CsvReader::Inner::reject_line(const CsvLine& line, std::size_t offset, int cell,
                                      std::string reason) {
  rejection = {line.number, column_at(line.text, offset), cell, std::move(reason),
               std::string(line.text)};
  return CsvStep::rejected;
}

bool CsvReader::Inner::fits_alone(std::string_view line) {
  drop_row();
  cells = 0;
  complete = false;
  return feed(line) && complete && cells == header_cells;
}

// A stray quote may be closed by chance, by the opening quote of a later row, which then seems to
// hold the stray one. If that line is a good row by itself, the quote that opened in the first line
// is the stray one.
void CsvReader::Inner::find_culprit() {
  const std::size_t cells_so_far = cells, bytes_so_far = bytes_read;
  if (cell_began > 0 && fits_alone(lines[cell_began].text)) cell_began = 0;
  cells = cells_so_far;
  bytes_read = bytes_so_far;
}

// The line where the open cell began is lost; what follows it is read again as lines of their own.
CsvStep CsvReader::Inner::reject_open_quote(std::string_view why) {
  find_culprit();
  drop_row();
  const HeldLine& culprit = lines[cell_began];
  const OpenQuote quote = last_open_quote(culprit.text, separator, cell_began > 0);
  const CsvLine line{culprit.number, culprit.text, false};
  // The open cell is the row's last so far, except when the whole row is refused: then its first
  // line tells.
  const int cell = (cell_began == 0 ? quote.cell : static_cast<int>(cells)) + 1;
  const CsvStep step = reject_line(
      line, quote.offset, cell,
      fmt::format("the quote that opens here {}; remove it, or write \"\" for a quote in text",
                  why));
  again.insert(again.begin(),
               std::make_move_iterator(lines.begin() + static_cast<int>(cell_began) + 1),
               std::make_move_iterator(lines.end()));
  return step;
}

CsvStep CsvReader::Inner::read_row(const CsvLine& first) {
  start_row(first.number);
  CsvLine line = first;
  while (true) {
    const std::size_t cells_before = cells;
    const bool fed = feed(line.text);
    const bool held = !fed || !complete;
    if (held) lines.push_back({line.number, std::string(line.text), line.too_long});
    // A cell ended in this line, so the one that is open now began in it.
    if (held && cells > cells_before) cell_began = lines.size() - 1;
    if (!fed) find_culprit();
    if (!fed && cell_began + 1 < lines.size())
      return reject_open_quote("ends in the middle of text");
    if (!fed) {
      drop_row();
      return reject_line(line, bytes_read, static_cast<int>(cells) + 1,
                         "a quote in the middle of text; put the whole cell in quotes and write "
                         "\"\" for a quote in it");
    }
    if (complete) break;
    if (lines.size() - cell_began >= csv_lines_per_cell || lines.size() >= most_lines_per_row)
      return reject_open_quote(fmt::format("is not closed within {} lines", csv_lines_per_cell));
    if (!take_line(line)) return reject_open_quote("is never closed");
    if (line.too_long || not_utf8(line.text)) {
      again.push_front({line.number, std::string(line.text), line.too_long});
      return reject_open_quote("is not closed before a line that cannot be read");
    }
  }
  if (!lines.empty() && header_cells > 0 && cells != header_cells) {
    lines.push_back({line.number, std::string(line.text), line.too_long});
    cell_began = 0;
    return reject_open_quote("joins lines to a row that does not fit the header");
  }
  if (cells > csv_most_cells)
    return reject_line({first.number, lines.empty() ? first.text : std::string_view(), false}, 0, 0,
                       fmt::format("more than {} cells; split the table", csv_most_cells));
  row.cells.resize(cells);
  if (header_cells == 0) header_cells = cells;
  return CsvStep::row;
}

bool CsvReader::Inner::begin() {
  begun = true;
  if (std::string_view refusal = text.refusal(); !refusal.empty()) {
    rejection = {1, 1, 0, std::string(refusal), {}};
    ended = true;
    return false;
  }
  CsvLine line;
  while (text.next_line(line)) {
    // Excel's own way to name the separator; the line is no row.
    const bool names_separator =
        line.number == 1 && line.text.size() == 5 && line.text.starts_with("sep=") &&
        std::string_view(",;\t").find(line.text[4]) != std::string_view::npos;
    separator = names_separator ? line.text[4] : find_separator(line.text);
    if (names_separator) break;
    if (blank_line(line.text, '\0')) continue;
    again.push_back({line.number, std::string(line.text), line.too_long});
    break;
  }
  csv_set_delim(&parser, static_cast<unsigned char>(separator));
  return true;
}

CsvStep CsvReader::Inner::next() {
  if (ended) return CsvStep::end;
  if (!begun && !begin()) return CsvStep::rejected;
  CsvLine line;
  while (take_line(line)) {
    if (line.too_long)
      return reject_line(line, 0, 0,
                         fmt::format("longer than {} bytes; shorten it", csv_longest_line));
    if (auto offset = not_utf8(line.text))
      return reject_line(line, *offset, 0, "not UTF-8 from here on; save the table as 'CSV UTF-8'");
    if (!blank_line(line.text, separator)) return read_row(line);
  }
  ended = true;
  if (text.error().empty()) return CsvStep::end;
  return reject_line({text.lines() + 1, {}, false}, 0, 0,
                     fmt::format("the rest cannot be read: {}", text.error()));
}

CsvReader::CsvReader(Source source, CsvEncoding encoding)
    : inner_(std::make_unique<Inner>(std::move(source), encoding)) {}
CsvReader::~CsvReader() = default;
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;

CsvStep CsvReader::next() { return inner_->next(); }
const CsvRow& CsvReader::row() const { return inner_->row; }
const CsvRejection& CsvReader::rejection() const { return inner_->rejection; }
char CsvReader::separator() const { return inner_->separator; }

CsvReader CsvReader::over(std::string_view bytes, CsvEncoding encoding) {
  auto source = [bytes](std::span<char> into) mutable -> Result<std::size_t> {
    const std::size_t size = std::min(into.size(), bytes.size());
    std::copy_n(bytes.data(), size, into.data());
    bytes.remove_prefix(size);
    return size;
  };
  return CsvReader(std::move(source), encoding);
}

Result<CsvReader> CsvReader::file(const std::string& path) {
  std::shared_ptr<std::FILE> file(std::fopen(path.c_str(), "rb"),
                                  [](std::FILE* open) { return open ? std::fclose(open) : 0; });
  // Reading nothing tells a directory, which fopen takes.
  if (!file || (std::fgetc(file.get()) == EOF && std::ferror(file.get())))
    return Error(ErrorKind::io, std::generic_category().message(errno), path);
  std::rewind(file.get());
  return CsvReader(
      [file](std::span<char> into) { return std::fread(into.data(), 1, into.size(), file.get()); });
}

}  // namespace muster
