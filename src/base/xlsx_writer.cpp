// SPDX-License-Identifier: Apache-2.0
#include "muster/base/xlsx_writer.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace muster {
namespace {

constexpr lxw_row_t rows_a_sheet = 1'048'576;  // the format's limit, header included
constexpr Day serial_zero{std::chrono::year(1899) / 12 / 30};

Error io_error(std::string_view what) {
  return Error(ErrorKind::io, std::string(what) + ": " + std::generic_category().message(errno));
}

}  // namespace

struct XlsxWriter::Inner {
  ~Inner() {
    if (book) workbook_close(book);
    if (file) std::fclose(file);
    if (!path.empty()) ::unlink(path.c_str());
  }
  void add_sheet();
  void note(lxw_error result) {
    if (failed == LXW_NO_ERROR) failed = result;
  }

  std::string path;
  std::string name;
  std::vector<std::string> header;
  lxw_workbook* book = nullptr;
  lxw_format* day_format = nullptr;
  lxw_format* header_format = nullptr;
  lxw_worksheet* sheet = nullptr;
  int sheets = 0;
  lxw_row_t row = 0;
  lxw_col_t column = 0;
  lxw_error failed = LXW_NO_ERROR;
  std::FILE* file = nullptr;
};

void XlsxWriter::Inner::add_sheet() {
  ++sheets;
  const std::string title = sheets == 1 ? name : name + " " + std::to_string(sheets);
  sheet = workbook_add_worksheet(book, title.c_str());
  worksheet_freeze_panes(sheet, 1, 0);
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto at = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, at, at, 16, nullptr);
    note(worksheet_write_string(sheet, 0, at, header[i].c_str(), header_format));
  }
  row = 1;
  column = 0;
}

XlsxWriter::XlsxWriter(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
XlsxWriter::~XlsxWriter() = default;
XlsxWriter::XlsxWriter(XlsxWriter&&) noexcept = default;
XlsxWriter& XlsxWriter::operator=(XlsxWriter&&) noexcept = default;

Result<XlsxWriter> XlsxWriter::create(std::string_view sheet, std::vector<std::string> header) {
  std::error_code error;
  auto folder = std::filesystem::temp_directory_path(error).string();
  if (error) folder = "/tmp";
  auto inner = std::make_unique<Inner>();
  std::string path = folder + "/muster-XXXXXX";
  // Of this user alone (0600): the library then writes into the file that is there.
  const int made = ::mkstemp(path.data());
  if (made < 0) return io_error("no temporary file for the workbook in " + folder);
  ::close(made);
  inner->path = std::move(path);
  inner->name = sheet;
  inner->header = std::move(header);
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = folder.data();
  inner->book = workbook_new_opt(inner->path.c_str(), &options);
  if (!inner->book) return io_error("the workbook cannot be begun");
  inner->day_format = workbook_add_format(inner->book);
  format_set_num_format(inner->day_format, "yyyy-mm-dd");
  inner->header_format = workbook_add_format(inner->book);
  format_set_bold(inner->header_format);
  inner->add_sheet();
  return XlsxWriter(std::move(inner));
}

XlsxWriter& XlsxWriter::text(std::string_view value) {
  const auto at = inner_->column++;
  if (value.empty()) return *this;
  const std::string ended(value);
  inner_->note(worksheet_write_string(inner_->sheet, inner_->row, at, ended.c_str(), nullptr));
  return *this;
}

XlsxWriter& XlsxWriter::number(std::int64_t value) {
  inner_->note(worksheet_write_number(inner_->sheet, inner_->row, inner_->column++,
                                      static_cast<double>(value), nullptr));
  return *this;
}

XlsxWriter& XlsxWriter::day(Day value) {
  const auto serial = static_cast<double>((value - serial_zero).count());
  inner_->note(worksheet_write_number(inner_->sheet, inner_->row, inner_->column++, serial,
                                      inner_->day_format));
  return *this;
}

XlsxWriter& XlsxWriter::end_row() {
  inner_->column = 0;
  if (++inner_->row == rows_a_sheet) inner_->add_sheet();
  return *this;
}

Result<void> XlsxWriter::close() {
  inner_->note(workbook_close(std::exchange(inner_->book, nullptr)));
  if (inner_->failed != LXW_NO_ERROR)
    return Error(ErrorKind::io,
                 std::string("the workbook cannot be written: ") + lxw_strerror(inner_->failed));
  inner_->file = std::fopen(inner_->path.c_str(), "rb");
  if (!inner_->file) return io_error("the workbook cannot be read back");
  return {};
}

Result<std::size_t> XlsxWriter::read(std::span<char> into) {
  const std::size_t got = std::fread(into.data(), 1, into.size(), inner_->file);
  if (got < into.size() && std::ferror(inner_->file))
    return io_error("the workbook cannot be read back");
  return got;
}

}  // namespace muster
