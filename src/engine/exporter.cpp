// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/exporter.hpp"

#include <fmt/format.h>

#include <optional>

#include "export_rows.hpp"
#include "muster/base/csv_writer.hpp"
#include "muster/base/xlsx_writer.hpp"
#include "muster/store/journal.hpp"

namespace muster {
namespace {

constexpr std::size_t piece_bytes = 64u << 10;  // of a workbook that is given away

bool may_export(Role role) {
  return role == Role::system || role == Role::admin || role == Role::coordinator;
}

// Ids and counts only: whose list it is follows from the actor's organisation.
asio::awaitable<Result<void>> journal(Context context, Principal who, ExportOptions options,
                                      std::string what, std::int64_t rows) {
  auto data = fmt::format(R"({{"format":"{}","rows":{}}})", name(options.format), rows);
  if (what == "begun") data = fmt::format(R"({{"format":"{}"}})", name(options.format));
  auto event = fmt::format("{}_export_{}", name(options.kind), what);
  auto job = [who, data, event, now = context.clock.now()](Tx& tx) -> Result<void> {
    tx.journal().append(who.actor, "organisation", who.organisation.value(), event, data, now);
    return {};
  };
  co_return co_await context.store.write(SendLane::campaign, job);
}

template <class Writer>
void write_rows(Writer& writer, const std::vector<ExportRow>& rows) {
  for (const auto& row : rows) {
    for (const auto& cell : row) {
      if (const auto* text = std::get_if<std::string>(&cell))
        writer.text(*text);
      else if (const auto* number = std::get_if<std::int64_t>(&cell))
        writer.number(*number);
      else if constexpr (std::is_same_v<Writer, CsvWriter>)
        writer.text(to_string(std::get<Day>(cell)));
      else
        writer.day(std::get<Day>(cell));
    }
    writer.end_row();
  }
}

// Reads the pages, one after another.
class Pages {
 public:
  Pages(Context context, Principal who, ExportOptions options)
      : context_(std::move(context)), who_(std::move(who)), options_(std::move(options)) {}

  asio::awaitable<Result<std::shared_ptr<ExportPage>>> next() {
    auto job = [who = who_, kind = options_.kind,
                after = after_](Tx& tx) -> Result<std::shared_ptr<ExportPage>> {
      return std::make_shared<ExportPage>(export_page(tx, who, kind, after));
    };
    auto page = co_await context_.store.read(job);
    if (!page) co_return page.error();
    rows_ += static_cast<std::int64_t>((*page)->rows.size());
    after_ = (*page)->last;
    ended_ = !after_;
    co_return std::move(*page);
  }
  asio::awaitable<Result<void>> finish() {
    std::string what = "ended";
    co_return co_await journal(context_, who_, options_, what, rows_);
  }
  bool ended() const { return ended_; }
  const ExportOptions& options() const { return options_; }

 private:
  Context context_;
  Principal who_;
  ExportOptions options_;
  DonorId after_;
  std::int64_t rows_ = 0;
  bool ended_ = false;
};

class CsvExport final : public Export {
 public:
  CsvExport(Pages pages, Lane& compute)
      : pages_(std::move(pages)),
        compute_(compute),
        writer_(std::make_shared<CsvWriter>(',', CsvMark::utf8)) {
    for (const auto& header : export_headers(pages_.options().kind, pages_.options().language))
      writer_->text(header);
    writer_->end_row();
  }

  asio::awaitable<Result<std::optional<std::string>>> next() override {
    if (pages_.ended()) {
      auto told = co_await pages_.finish();
      if (!told) co_return told.error();
      co_return std::optional<std::string>();
    }
    auto page = co_await pages_.next();
    if (!page) co_return page.error();
    auto write = [writer = writer_, rows = *page] {
      write_rows(*writer, rows->rows);
      return writer->take();
    };
    std::optional<std::string> piece = co_await run_on(compute_, write);
    co_return piece;
  }

 private:
  Pages pages_;
  Lane& compute_;
  std::shared_ptr<CsvWriter> writer_;
};

class XlsxExport final : public Export {
 public:
  XlsxExport(Pages pages, Lane& compute) : pages_(std::move(pages)), compute_(compute) {}

  asio::awaitable<Result<std::optional<std::string>>> next() override {
    if (!whole_) {
      auto written = co_await write_all();
      if (!written) co_return written.error();
      whole_ = true;
    }
    auto read = [writer = writer_]() -> Result<std::string> {
      std::string bytes(piece_bytes, '\0');
      const auto got = writer->read(bytes);
      if (!got) return got.error();
      bytes.resize(*got);
      return bytes;
    };
    auto piece = co_await run_on(compute_, read);
    if (!piece) co_return piece.error();
    if (!piece->empty()) co_return std::optional<std::string>(std::move(*piece));
    auto told = co_await pages_.finish();
    if (!told) co_return told.error();
    co_return std::optional<std::string>();
  }

 private:
  // A workbook is a zip archive, whose index comes last: nothing can leave before all is there.
  asio::awaitable<Result<void>> write_all() {
    auto create = [options = pages_.options()]() -> Result<std::shared_ptr<XlsxWriter>> {
      auto made =
          XlsxWriter::create(name(options.kind), export_headers(options.kind, options.language));
      if (!made) return made.error();
      return std::make_shared<XlsxWriter>(std::move(*made));
    };
    auto created = co_await run_on(compute_, create);
    if (!created) co_return created.error();
    writer_ = *created;
    while (!pages_.ended()) {
      auto page = co_await pages_.next();
      if (!page) co_return page.error();
      auto write = [writer = writer_, rows = *page] {
        write_rows(*writer, rows->rows);
        return true;
      };
      co_await run_on(compute_, write);
    }
    auto close = [writer = writer_] { return writer->close(); };
    co_return co_await run_on(compute_, close);
  }

  Pages pages_;
  Lane& compute_;
  std::shared_ptr<XlsxWriter> writer_;
  bool whole_ = false;
};

}  // namespace

std::string_view name(ExportFormat format) { return format == ExportFormat::xlsx ? "xlsx" : "csv"; }

std::optional<ExportFormat> parse_export_format(std::string_view text) {
  for (const auto format : {ExportFormat::csv, ExportFormat::xlsx})
    if (text == name(format)) return format;
  return std::nullopt;
}

std::string_view content_type(ExportFormat format) {
  return format == ExportFormat::xlsx
             ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
             : "text/csv; charset=utf-8";
}

asio::awaitable<Result<std::shared_ptr<Export>>> begin_export(Context context, Lane& compute,
                                                              Principal who,
                                                              ExportOptions options) {
  if (!may_export(who.role))
    co_return Error(ErrorKind::forbidden, "only coordinators and admins export lists");
  std::string what = "begun";
  auto told = co_await journal(context, who, options, what, 0);
  if (!told) co_return told.error();
  const bool workbook = options.format == ExportFormat::xlsx;
  Pages pages(std::move(context), std::move(who), std::move(options));
  std::shared_ptr<Export> made;
  if (workbook)
    made = std::make_shared<XlsxExport>(std::move(pages), compute);
  else
    made = std::make_shared<CsvExport>(std::move(pages), compute);
  co_return made;
}

}  // namespace muster
