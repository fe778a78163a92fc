// SPDX-License-Identifier: Apache-2.0
// What the headers of donor lists say, in Vietnamese and English.
#include <fmt/format.h>

#include <algorithm>

#include "import_cells.hpp"
#include "muster/domain/folding.hpp"
#include "muster/engine/import_row.hpp"

namespace muster {
namespace {

struct Heading {
  std::string_view key;  // folded, with blanks for all punctuation
  ImportField field;
};

// Identity card numbers (CCCD, CMND) are left out on purpose: nothing here needs them.
constexpr Heading headings[] = {
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
    {"NHOM MAU", ImportField::group},
    {"NHOM MAU ABO", ImportField::group},
    {"ABO", ImportField::group},
    {"BLOOD GROUP", ImportField::group},
    {"BLOOD TYPE", ImportField::group},
    {"GROUP", ImportField::group},
    {"RH", ImportField::rhd},
    {"RH D", ImportField::rhd},
    {"RHD", ImportField::rhd},
    {"YEU TO RH", ImportField::rhd},
    {"NHOM MAU RH", ImportField::rhd},
    {"RHESUS", ImportField::rhd},
    {"RH FACTOR", ImportField::rhd},
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
    {"GIOI TINH", ImportField::sex},
    {"GIOI", ImportField::sex},
    {"PHAI", ImportField::sex},
    {"NAM NU", ImportField::sex},
    {"SEX", ImportField::sex},
    {"GENDER", ImportField::sex},
    {"NGAY HIEN GAN NHAT", ImportField::last_donation},
    {"NGAY HIEN MAU GAN NHAT", ImportField::last_donation},
    {"NGAY HIEN MAU LAN CUOI", ImportField::last_donation},
    {"NGAY HIEN CUOI", ImportField::last_donation},
    {"HIEN GAN NHAT", ImportField::last_donation},
    {"LAN HIEN GAN NHAT", ImportField::last_donation},
    {"LAN HIEN MAU GAN NHAT", ImportField::last_donation},
    {"LAN HIEN CUOI", ImportField::last_donation},
    {"NGAY HIEN", ImportField::last_donation},
    {"NGAY HIEN MAU", ImportField::last_donation},
    {"LAST DONATION", ImportField::last_donation},
    {"LAST DONATION DATE", ImportField::last_donation},
    {"DATE OF LAST DONATION", ImportField::last_donation},
    {"LAST DONATED", ImportField::last_donation},
    {"DONATION DATE", ImportField::last_donation},
    {"LOAI", ImportField::product},
    {"LOAI HIEN", ImportField::product},
    {"LOAI HIEN MAU", ImportField::product},
    {"LOAI CHE PHAM", ImportField::product},
    {"CHE PHAM", ImportField::product},
    {"THANH PHAN", ImportField::product},
    {"PRODUCT", ImportField::product},
    {"COMPONENT", ImportField::product},
    {"DONATION TYPE", ImportField::product},
    {"THE TICH", ImportField::volume},
    {"THE TICH ML", ImportField::volume},
    {"LUONG MAU", ImportField::volume},
    {"LUONG MAU HIEN", ImportField::volume},
    {"VOLUME", ImportField::volume},
    {"VOLUME ML", ImportField::volume},
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
    {"XA", ImportField::commune},
    {"PHUONG", ImportField::commune},
    {"XA PHUONG", ImportField::commune},
    {"PHUONG XA", ImportField::commune},
    {"XA PHUONG THI TRAN", ImportField::commune},
    {"COMMUNE", ImportField::commune},
    {"WARD", ImportField::commune},
    {"NGON NGU", ImportField::language},
    {"LANGUAGE", ImportField::language},
    {"LANG", ImportField::language},
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

std::optional<ImportField> field_of(std::string_view header) {
  for (const bool keep_brackets : {true, false}) {
    const std::string key = heading_key(header, keep_brackets);
    for (const auto& heading : headings)
      if (heading.key == key) return heading.field;
  }
  return std::nullopt;
}

bool may_repeat(ImportField field) {
  return field == ImportField::phone || field == ImportField::email;
}

}  // namespace

std::string_view name(ImportField field) {
  constexpr std::string_view names[import_field_count] = {
      "name",          "phone",   "email",  "blood group", "Rh",      "date of birth", "sex",
      "last donation", "product", "volume", "external id", "commune", "language"};
  return names[static_cast<std::size_t>(field)];
}

Result<ImportColumns> ImportColumns::read(const CsvRow& header) {
  ImportColumns columns;
  for (const auto& cell : header.cells) {
    const int number = static_cast<int>(columns.headers_.size());
    columns.headers_.push_back(clean_cell(cell));
    const std::string& text = columns.headers_.back();
    const auto field = field_of(text);
    if (!field) {
      if (!text.empty()) columns.unused_.push_back(text);
      continue;
    }
    auto& cells = columns.cells_[static_cast<std::size_t>(*field)];
    if (!cells.empty() && !may_repeat(*field))
      return invalid(fmt::format("line {}, column {}", header.line, number + 1),
                     fmt::format("the columns \"{}\" and \"{}\" are both the {}: rename the one "
                                 "that is not meant",
                                 columns.header(cells.front()), text, name(*field)));
    cells.push_back(number);
  }
  if (columns.of(ImportField::name).empty())
    return invalid(fmt::format("line {}", header.line),
                   "no column is called \"họ tên\" or \"name\": the first line must name the "
                   "columns");
  return columns;
}

}  // namespace muster
