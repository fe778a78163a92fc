// SPDX-License-Identifier: Apache-2.0
#include "retry_after.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace muster {
namespace {

constexpr Millis longest = std::chrono::duration_cast<Millis>(Hours(24));

template <class Number>
bool read_number(std::string_view text, Number& number) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::optional<Instant> parse_http_date(std::string_view text) {
  static constexpr std::array<std::string_view, 12> months = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(25) != " GMT" || text.substr(3, 2) != ", " ||
      text[19] != ':' || text[22] != ':')
    return std::nullopt;
  unsigned day = 0, hour = 0, minute = 0, second = 0;
  int year = 0;
  auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
  if (!read_number(text.substr(5, 2), day) || !read_number(text.substr(12, 4), year) ||
      !read_number(text.substr(17, 2), hour) || !read_number(text.substr(20, 2), minute) ||
      !read_number(text.substr(23, 2), second) || month == months.end())
    return std::nullopt;
  std::chrono::year_month_day date{std::chrono::year(year),
                                   std::chrono::month(unsigned(month - months.begin()) + 1),
                                   std::chrono::day(day)};
  if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return Instant(std::chrono::sys_days(date)) + Hours(hour) + Minutes(minute) + Seconds(second);
}

std::optional<Millis> parse_retry_after(std::string_view value, std::string_view date) {
  double seconds = 0;
  if (read_number(value, seconds) && seconds >= 0 && seconds < 1e12)
    return std::min(longest, Millis(static_cast<std::int64_t>(std::min(seconds, 1e6) * 1000)));
  std::optional<Instant> until = parse_http_date(value);
  std::optional<Instant> now = parse_http_date(date);
  if (!until || !now) return std::nullopt;
  return std::clamp(*until - *now, Millis(0), longest);
}

}  // namespace muster
