// SPDX-License-Identifier: Apache-2.0
#include "import_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "muster/base/csv_writer.hpp"
#include "muster/domain/folding.hpp"

namespace muster {
namespace {

constexpr std::string_view blank_words[] = {"",
                                            "-",
                                            "--",
                                            "---",
                                            "?",
                                            "/",
                                            "N/A",
                                            "NA",
                                            "NULL",
                                            "NONE",
                                            "UNKNOWN",
                                            "KHONG",
                                            "KHONG CO",
                                            "KO",
                                            "KO CO",
                                            "CHUA",
                                            "CHUA CO",
                                            "CHUA HIEN",
                                            "CHUA HIEN LAN NAO",
                                            "KHONG RO",
                                            "KHONG BIET",
                                            "NEVER"};

// Spreadsheets count days from here (the 1900 system, whose 29 February 1900 never was: below 61
// the count is another). Five digits: from May 1927, which every donor's date is after, to December
// 2099.
constexpr Day serial_zero{std::chrono::year(1899) / 12 / 30};
constexpr int first_serial = 10'000;
constexpr int last_serial = 73'050;

constexpr std::string_view day_cure(DateOrder order) {
  switch (order) {
    case DateOrder::mdy: return "write it as month/day/year, such as 12/25/2025";
    case DateOrder::ymd: return "write it as year-month-day, such as 2025-12-25";
    case DateOrder::dmy: break;
  }
  return "write it as day/month/year, such as 25/12/2025";
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto begin = text.find_first_not_of(blanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

Error bad_day(DateOrder order, std::string reason) {
  return invalid(std::string(day_cure(order)), std::move(reason));
}

// Spreadsheets add the midnight of the day.
std::string_view without_midnight(std::string_view cell) {
  const auto blank = cell.find_first_of(" T");
  if (blank == cell.npos) return cell;
  const auto time = trim(cell.substr(blank + 1));
  for (std::string_view midnight :
       {"00:00:00", "00:00", "0:00:00", "0:00", "12:00:00 AM", "00:00:00.000", "00:00:00Z"})
    if (time == midnight) return cell.substr(0, blank);
  return cell;
}

// A no-break space is what web pages and word processors put for a blank.
void plain_blanks(std::string& text) {
  constexpr std::string_view no_break = "\xC2\xA0";
  for (auto at = text.find(no_break); at != text.npos; at = text.find(no_break, at)) {
    text[at] = ' ';
    text.erase(at + 1, no_break.size() - 1);
  }
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
}

}  // namespace

std::string clean_cell(std::string_view cell) {
  std::string text(trim(without_apostrophe(cell)));
  plain_blanks(text);
  const auto kept = trim(text);
  return kept.size() == text.size() ? text : std::string(kept);
}

bool is_blank_word(std::string_view cell) {
  if (cell.empty()) return true;
  if (cell.size() > 24) return false;  // longer than any of them
  // Most cells are none: their first letter tells, without a copy.
  constexpr std::string_view firsts = "-?/CKNUcknu ";
  const auto first = static_cast<unsigned char>(cell.front());
  if (first < 0x80 && firsts.find(cell.front()) == firsts.npos) return false;
  const std::string key = fold_key(cell);
  return std::find(std::begin(blank_words), std::end(blank_words), key) != std::end(blank_words);
}

std::optional<Day> serial_day(std::string_view cell) {
  if (cell.size() == 7 && cell.ends_with(".0")) cell.remove_suffix(2);
  if (cell.size() != 5 || !all_digits(cell)) return std::nullopt;
  const int serial = number(cell);
  if (serial < first_serial || serial > last_serial) return std::nullopt;
  return serial_zero + Days(serial);
}

Result<Day> parse_list_day(std::string_view cell, DateOrder order) {
  cell = trim(without_midnight(cell));
  const auto separator = cell.find_first_of("/.-");
  if (separator == cell.npos) return bad_day(order, "is not a date");
  std::array<std::string_view, 3> parts;
  std::size_t count = 0;
  for (std::string_view rest = cell; count < parts.size();) {
    const auto end = rest.find(cell[separator]);
    parts[count++] = trim(rest.substr(0, end));
    if (end == rest.npos) break;
    rest.remove_prefix(end + 1);
    if (count == parts.size()) return bad_day(order, "is not a date");
  }
  if (count != 3 || !std::all_of(parts.begin(), parts.end(), all_digits))
    return bad_day(order, "is not a date");
  // A year in front is never anything else; day and month then follow as in ISO 8601.
  if (parts[0].size() == 4)
    std::swap(parts[0], parts[2]);
  else if (order == DateOrder::mdy)
    std::swap(parts[0], parts[1]);
  if (parts[2].size() != 4) return bad_day(order, "has no year of four digits");
  if (parts[0].size() > 2 || parts[1].size() > 2) return bad_day(order, "is not a date");
  const std::chrono::year_month_day day(std::chrono::year(number(parts[2])),
                                        std::chrono::month(static_cast<unsigned>(number(parts[1]))),
                                        std::chrono::day(static_cast<unsigned>(number(parts[0]))));
  if (number(parts[1]) > 12)
    return bad_day(order, fmt::format("has no month {}: dates are read {}", parts[1],
                                      order == DateOrder::mdy ? "month first" : "day first"));
  if (!day.ok()) return bad_day(order, "is a day that does not exist");
  return Day(day);
}

bool is_year(std::string_view cell) {
  return cell.size() == 4 && all_digits(cell) && (cell.starts_with("19") || cell.starts_with("20"));
}

Result<int> parse_volume(std::string_view cell) {
  const auto digits = cell.substr(0, std::min(cell.find_first_not_of("0123456789"), cell.size()));
  const std::string unit = fold_key(cell.substr(digits.size()));
  if (digits.empty() || digits.size() > 4 || !(unit.empty() || unit == "ML" || unit == "CC"))
    return invalid("write millilitres, such as 350", "is not a volume");
  const int volume = number(digits);
  if (volume < 1 || volume > 1500)
    return invalid("write millilitres, such as 350", "is no volume that anybody gives");
  return volume;
}

Result<std::string> parse_email(std::string_view cell) {
  const std::string cure = "write one address, such as lan@example.org";
  const auto at = cell.find('@');
  if (at == cell.npos || at == 0 || cell.find('@', at + 1) != cell.npos || cell.size() > 254)
    return invalid(cure, "is not an e-mail address");
  if (cell.find_first_of(" ,;<>()\"\\") != cell.npos)
    return invalid(cure, "is not one plain e-mail address");
  const auto domain = cell.substr(at + 1);
  const auto dot = domain.rfind('.');
  if (dot == domain.npos || dot == 0 || dot + 2 >= domain.size() ||
      domain.find("..") != domain.npos)
    return invalid(cure, "has no domain such as example.org after the @");
  std::string address(cell);
  for (char& c : address)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return address;
}

Result<std::string> parse_language(std::string_view cell) {
  const std::string key = fold_key(cell);
  for (std::string_view word : {"VI", "VN", "VIE", "VIET", "TIENG VIET", "VIETNAMESE", "VI-VN"})
    if (key == word) return std::string("vi");
  for (std::string_view word : {"EN", "ENG", "ANH", "TIENG ANH", "ENGLISH", "EN-US", "EN-GB"})
    if (key == word) return std::string("en");
  return invalid("write vi or en", "is not a language we have texts in");
}

}  // namespace muster
