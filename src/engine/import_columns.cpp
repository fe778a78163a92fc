// SPDX-License-Identifier: Apache-2.0
// What the headers of lists say, in Vietnamese and English.
#include <fmt/format.h>

#include <algorithm>

#include "import_cells.hpp"
#include "import_kinds.hpp"
#include "muster/domain/folding.hpp"
#include "muster/engine/import_row.hpp"

namespace muster {
namespace {

// Who a line is about, in lists of every kind. Identity card numbers (CCCD, CMND) are left out on
// purpose: nothing here needs them.
constexpr ImportHeading person_headings[] = {
    {"HO TEN", ImportField::name},
    {"HO VA TEN", ImportField::name},
    {"HO TEN NGUOI HIEN MAU", ImportField::name},
    {"HO VA TEN NGUOI HIEN MAU", ImportField::name},
    {"TEN NGUOI HIEN MAU", ImportField::name},
    {"NGUOI HIEN MAU", ImportField::name},
    {"TEN", ImportField::name},
    {"NAME", ImportField::name},
    {"FULL NAME", ImportField::name},
    {"DONOR", ImportField::name},
    {"DONOR NAME", ImportField::name},
    {"DIEN THOAI", ImportField::phone},
    {"SO DIEN THOAI", ImportField::phone},
    {"DIEN THOAI DI DONG", ImportField::phone},
    {"DIEN THOAI LIEN HE", ImportField::phone},
    {"SO DIEN THOAI LIEN HE", ImportField::phone},
    {"SDT", ImportField::phone},
    {"SO DT", ImportField::phone},
    {"DT", ImportField::phone},
    {"DTDD", ImportField::phone},
    {"DI DONG", ImportField::phone},
    {"SO DI DONG", ImportField::phone},
    {"PHONE", ImportField::phone},
    {"PHONE NUMBER", ImportField::phone},
    {"MOBILE", ImportField::phone},
    {"MOBILE PHONE", ImportField::phone},
    {"MOBILE NUMBER", ImportField::phone},
    {"TEL", ImportField::phone},
    {"TELEPHONE", ImportField::phone},
    {"EMAIL", ImportField::email},
    {"E MAIL", ImportField::email},
    {"MAIL", ImportField::email},
    {"EMAIL ADDRESS", ImportField::email},
    {"THU DIEN TU", ImportField::email},
    {"DIA CHI EMAIL", ImportField::email},
    {"NGAY SINH", ImportField::birth},
    {"NGAY THANG NAM SINH", ImportField::birth},
    {"NAM SINH", ImportField::birth},
    {"NTNS", ImportField::birth},
    {"SINH NGAY", ImportField::birth},
    {"DATE OF BIRTH", ImportField::birth},
    {"BIRTH DATE", ImportField::birth},
    {"BIRTHDAY", ImportField::birth},
    {"BIRTH", ImportField::birth},
    {"DOB", ImportField::birth},
    {"MA", ImportField::external_id},
    {"MA SO", ImportField::external_id},
    {"MA NGUOI HIEN MAU", ImportField::external_id},
    {"MA NGUOI HIEN", ImportField::external_id},
    {"MA HIEN MAU", ImportField::external_id},
    {"MA NHM", ImportField::external_id},
    {"SO THE", ImportField::external_id},
    {"EXTERNAL ID", ImportField::external_id},
    {"DONOR ID", ImportField::external_id},
    {"DONOR CODE", ImportField::external_id},
    {"DONOR NUMBER", ImportField::external_id},
    {"ID", ImportField::external_id},
    {"CODE", ImportField::external_id},
    {"MA TO CHUC", ImportField::organisation},
    {"ORGANISATION CODE", ImportField::organisation},
};

// "Số điện thoại (*)" -> "SO DIEN THOAI", "last_donation" -> "LAST DONATION", "SĐT 2" -> "SDT".
std::string heading_key(std::string_view header, bool keep_brackets) {
  std::string key = fold_key(header);
  if (const auto bracket = key.find('('); !keep_brackets && bracket != key.npos)
    key.resize(bracket);
  for (char& c : key)
    if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) c = ' ';
  key = fold_key(key);
  if (const auto last = key.find_last_not_of("0123456789 "); last != key.npos) key.resize(last + 1);
  return key;
}

std::optional<ImportField> field_of(ImportKind kind, std::string_view header) {
  for (const bool keep_brackets : {true, false}) {
    const std::string key = heading_key(header, keep_brackets);
    // The kind's own first: a list of deferrals has a reason, of donations a day.
    for (const auto& heading : parts_of(kind).headings)
      if (heading.key == key) return heading.field;
    for (const auto& heading : person_headings)
      if (heading.key == key) return heading.field;
  }
  return std::nullopt;
}

bool is_of(ImportKind kind, ImportField field) {
  const auto same = [field](const ImportHeading& heading) { return heading.field == field; };
  return std::any_of(std::begin(person_headings), std::end(person_headings), same) ||
         std::ranges::any_of(parts_of(kind).headings, same);
}

bool may_repeat(ImportField field) {
  return field == ImportField::phone || field == ImportField::email;
}

bool is_of_rejects(std::string_view header) {
  return std::ranges::find(import_reject_headers, header) != import_reject_headers.end();
}

// The first header that a person would look for, for "no column is called ...".
std::string_view example_of(ImportKind kind, ImportField field) {
  for (const auto& heading : parts_of(kind).headings)
    if (heading.field == field) return heading.key;
  return name(field);
}

}  // namespace

Result<ImportColumns> ImportColumns::read(const CsvRow& header, ImportKind kind,
                                          const ImportMapping& mapping) {
  ImportColumns columns;
  columns.kind_ = kind;
  columns.dates_ = mapping.dates;
  for (const auto& [field, value] : mapping.values) {
    if (!is_of(kind, field))
      return invalid(fmt::format("mapping, values.{}", name(field)),
                     fmt::format("a list of {} has no such field", name(kind)));
    columns.values_[static_cast<std::size_t>(field)] = value;
  }
  if (auto placed = columns.place(header, mapping); !placed) return placed.error();
  if (auto fine = columns.check(header.line, mapping); !fine) return fine.error();
  return columns;
}

Result<void> ImportColumns::place(const CsvRow& header, const ImportMapping& mapping) {
  for (const auto& cell : header.cells) {
    const int number = static_cast<int>(headers_.size());
    headers_.push_back(clean_cell(cell));
    const std::string& text = headers_.back();
    const std::string where = fmt::format("line {}, column {}", header.line, number + 1);
    const auto mapped = mapping.columns.find(fold_key(text));
    if (is_of_rejects(text) || (mapped != mapping.columns.end() && !mapped->second)) continue;
    const auto field = mapped != mapping.columns.end() ? mapped->second : field_of(kind_, text);
    if (!field) {
      if (!text.empty()) unused_.push_back(text);
      continue;
    }
    if (!is_of(kind_, *field))
      return invalid(where, fmt::format("the mapping makes \"{}\" the {}, which a list of {} does "
                                        "not have",
                                        text, name(*field), name(kind_)));
    auto& cells = cells_[static_cast<std::size_t>(*field)];
    if (!cells.empty() && !may_repeat(*field))
      return invalid(where,
                     fmt::format("the columns \"{}\" and \"{}\" are both the {}: rename the one "
                                 "that is not meant, or name it under [columns] of a mapping",
                                 this->header(cells.front()), text, name(*field)));
    cells.push_back(number);
  }
  return {};
}

Result<void> ImportColumns::check(std::int64_t line, const ImportMapping& mapping) const {
  std::vector<std::string> keys;
  for (const auto& text : headers_) keys.push_back(fold_key(text));
  for (const auto& [key, field] : mapping.columns)
    if (field && std::ranges::find(keys, key) == keys.end())
      return invalid(fmt::format("mapping, columns.{}", key),
                     "the first line of the file has no such header: write it as it stands there");
  const auto where = fmt::format("line {}", line);
  const bool by_code = kind_ != ImportKind::donors && !of(ImportField::external_id).empty();
  if (of(ImportField::name).empty() && !by_code)
    return invalid(where,
                   "no column is called \"họ tên\" or \"name\": the first line must name the "
                   "columns");
  for (const auto field : parts_of(kind_).needed)
    if (of(field).empty() && value(field).empty())
      return invalid(where, fmt::format("no column holds the {}: call it \"{}\", name it under "
                                        "[columns] of a mapping, or give one value for all lines "
                                        "under [values]",
                                        name(field), example_of(kind_, field)));
  return {};
}

}  // namespace muster
