// SPDX-License-Identifier: Apache-2.0
#include "row_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "import_cells.hpp"
#include "muster/domain/folding.hpp"

namespace muster {
namespace {

constexpr std::size_t longest_name = 200;  // bytes of UTF-8
constexpr std::size_t longest_text = 200;
constexpr std::size_t most_addresses = 8;
constexpr std::size_t shown_of_a_value = 80;
constexpr int oldest_donor_years = 110;

std::string shown(std::string_view value) {
  if (value.size() <= shown_of_a_value) return to_nfc(value);
  auto end = shown_of_a_value;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  return to_nfc(value.substr(0, end)) + "...";
}

void add(ImportRow& out, Channel channel, std::string address) {
  ImportAddress made{channel, std::move(address)};
  if (std::find(out.addresses.begin(), out.addresses.end(), made) == out.addresses.end())
    out.addresses.push_back(std::move(made));
}

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) > 127;
}

}  // namespace

std::string RowCells::clean(int number) const {
  return clean_cell(row_.cells[static_cast<std::size_t>(number)]);
}

RowCells::Cell RowCells::cell(ImportField field, std::string_view value) const {
  Cell found;
  if (const auto& numbers = columns_.of(field); !numbers.empty()) {
    found.number = numbers.front();
    found.text = clean(found.number);
    if (found.text != value && is_blank_word(found.text)) found.text.clear();
  }
  if (const auto& all = columns_.value(field); found.text.empty() && !all.empty())
    found = {-1, all};
  return found;
}

ImportProblem RowCells::entry(const Cell& at, std::string reason, std::string cure) const {
  ImportProblem made;
  made.line = row_.line;
  made.column = at.number + 1;
  if (at.number >= 0) made.header = columns_.header(at.number);
  made.value = shown(at.text);
  made.reason = std::move(reason);
  made.cure = std::move(cure);
  return made;
}

void RowCells::problem(const Cell& at, std::string reason, std::string cure) {
  problems_.push_back(entry(at, std::move(reason), std::move(cure)));
}

void RowCells::note(const Cell& at, std::string reason, std::string cure) {
  notes_.push_back(entry(at, std::move(reason), std::move(cure)));
}

bool RowCells::fits_header() {
  const auto last = std::find_if(row_.cells.rbegin(), row_.cells.rend(),
                                 [](const auto& cell) { return !cell.empty(); });
  const auto used = static_cast<std::size_t>(row_.cells.rend() - last);
  // Empty cells at the end are how spreadsheets pad; fewer or more full ones mean a shift, and
  // then every value could be another column's.
  if (used <= columns_.size() && row_.cells.size() >= columns_.size()) return true;
  problem({}, fmt::format("has {} cells, the header has {}", row_.cells.size(), columns_.size()),
          "put cells that contain the separator in quotes, and give every line the same cells");
  return false;
}

void RowCells::person(ImportRow& out, bool name_needed) {
  name(out, name_needed);
  for (const int number : columns_.of(ImportField::phone)) phones(number, out);
  emails(out);
  if (out.addresses.size() > most_addresses)
    problem({}, fmt::format("has {} telephone numbers and e-mail addresses", out.addresses.size()),
            fmt::format("keep at most {}", most_addresses));
  birth(out);
  out.external_id = text(ImportField::external_id);
  out.organisation = text(ImportField::organisation);
}

void RowCells::name(ImportRow& out, bool needed) {
  const auto& numbers = columns_.of(ImportField::name);
  if (numbers.empty()) return;
  const Cell from{numbers.front(), clean(numbers.front())};
  if (from.empty() && !needed) return;
  if (from.empty()) return problem(from, "the name is missing", "write the full name");
  if (!valid_utf8(from.text))
    return problem(from, "is not readable text", "export the list as CSV UTF-8");
  if (from.text.size() > longest_name)
    return problem(from, "is too long for a name", "write the name alone");
  if (std::none_of(from.text.begin(), from.text.end(), is_letter))
    return problem(from, "is not a name", "check that no column is shifted");
  out.name = to_nfc(from.text);
  out.name_key = fold_key(out.name);
}

// Several in one cell: "0912345678 / 0987654321".
void RowCells::phones(int number, ImportRow& out) {
  const std::string all = clean(number);
  if (is_blank_word(all)) return;
  for (std::string_view rest = all; !rest.empty();) {
    auto end = std::min(rest.find_first_of(",;/"), rest.size());
    // "8,4912345678E+10" is one number, of a spreadsheet with decimal commas.
    if (end == 1 && rest[end] == ',' && rest.find_first_of("eE") != rest.npos) end = rest.size();
    std::string one = clean_cell(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!one.empty()) phone(number, std::move(one), out);
  }
}

void RowCells::phone(int number, std::string text, ImportRow& out) {
  const auto phone = normalise_phone(rules_.numbering, rules_.country, text);
  if (phone)
    return add(out, phone->type == LineType::fixed ? Channel::voice : Channel::sms, phone->e164);
  const auto error = phone.error();  // by value: a reference into it would dangle
  const std::string& why = error.field();
  std::string cure = "write the number as it is dialled, such as 0912 345 678";
  if (why == "precision_lost")
    cure = "the spreadsheet has rounded it: format the column as text and type the number again";
  if (why == "no_plan")
    cure =
        "only numbers of countries with a numbering plan are taken; see [numbering] in the "
        "configuration";
  problem({number, std::move(text)}, error.message(), std::move(cure));
}

void RowCells::emails(ImportRow& out) {
  for (const int number : columns_.of(ImportField::email)) {
    const Cell from{number, clean(number)};
    if (is_blank_word(from.text)) continue;
    if (auto address = parse_email(from.text))
      add(out, Channel::email, std::move(*address));
    else
      problem(from, address.error());
  }
}

void RowCells::birth(ImportRow& out) {
  const Cell from = cell(ImportField::birth);
  if (is_year(from.text))
    return note(from, "is only a year; it was not kept",
                "write day/month/year, so that age rules can be applied");
  const auto day = this->day(from);
  if (!day) return;
  if (*day > rules_.today - Days(365))
    return problem(from, "is no donor's date of birth", "check the year");
  if (*day < rules_.today - Days(366 * oldest_donor_years))
    return problem(from, "is too long ago", "check the year");
  out.birth = *day;
}

std::string RowCells::text(ImportField field) {
  const Cell from = cell(field);
  if (!valid_utf8(from.text))
    problem(from, "is not readable text", "export the list as CSV UTF-8");
  else if (from.text.size() > longest_text)
    problem(from, fmt::format("is longer than {} bytes", longest_text), "write it shorter");
  return to_nfc(from.text);
}

std::optional<Day> RowCells::day(const Cell& from) {
  if (from.empty()) return std::nullopt;
  if (const auto serial = serial_day(from.text)) {
    note(from, fmt::format("is a spreadsheet's number of a day; read as {}", to_string(*serial)),
         "compare it with the spreadsheet; to be sure, format the column as a date");
    return serial;
  }
  const auto day = parse_list_day(from.text, columns_.dates());
  if (day) return *day;
  problem(from, day.error());
  return std::nullopt;
}

std::optional<Day> RowCells::past_day(const Cell& from) {
  const auto day = this->day(from);
  if (!day) return std::nullopt;
  if (*day > rules_.today)
    problem(from, "lies in the future",
            columns_.dates() == DateOrder::mdy ? "check day and month: dates are read month first"
                                               : "check day and month: dates are read day first");
  else if (*day < rules_.today - Days(366 * oldest_donor_years))
    problem(from, "is too long ago", "check the year");
  else
    return day;
  return std::nullopt;
}

std::optional<Product> RowCells::product() {
  const Cell from = cell(ImportField::product);
  if (from.empty()) return std::nullopt;
  const auto product = parse_product(from.text);
  if (!product)
    problem(from, "is not a product",
            "write whole_blood, red_cells, platelets, plasma or granulocytes (toàn phần, hồng "
            "cầu, tiểu cầu, huyết tương, bạch cầu hạt)");
  return product;
}

int RowCells::volume() {
  const Cell from = cell(ImportField::volume);
  if (from.empty()) return 0;
  const auto parsed = parse_volume(from.text);
  if (parsed) return *parsed;
  problem(from, parsed.error());
  return 0;
}

}  // namespace muster
