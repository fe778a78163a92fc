// SPDX-License-Identifier: Apache-2.0
#include "muster/base/instant.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace muster {
namespace {

// Reads exactly `digits` digits at `text[at]`.
bool digits_at(std::string_view text, std::size_t at, std::size_t digits, int& value) {
  if (at + digits > text.size()) return false;
  const char* first = text.data() + at;
  auto [end, error] = std::from_chars(first, first + digits, value);
  return error == std::errc() && end == first + digits && *first != '-';
}

}  // namespace

Result<Zone> Zone::named(std::string_view name) {
  try {
    return Zone(std::string(name), date::locate_zone(std::string(name)));
  } catch (const std::runtime_error&) {
    return invalid("zone",
                   fmt::format("'{}' is not a time zone; write one like Asia/Ho_Chi_Minh", name));
  }
}

Zone Zone::utc() { return Zone("Etc/UTC", date::locate_zone("Etc/UTC")); }

Day Zone::day_of(Instant t) const {
  auto local = zone_->to_local(t);
  return Day(std::chrono::floor<Days>(local.time_since_epoch()));
}

MinuteOfDay Zone::minute_of(Instant t) const {
  auto since = zone_->to_local(t).time_since_epoch();
  return std::chrono::floor<Minutes>(since - std::chrono::floor<Days>(since));
}

Instant Zone::at(Day day, MinuteOfDay minute) const {
  date::local_time<Millis> local(Millis(day.time_since_epoch()) + Millis(minute));
  // The offset before a transition serves both odd cases: a gap moves forward, a doubled hour means
  // its first pass.
  return Instant(local.time_since_epoch() - zone_->get_info(local).first.offset);
}

Result<Day> parse_day(std::string_view text) {
  int year = 0, month = 0, day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !digits_at(text, 0, 4, year) ||
      !digits_at(text, 5, 2, month) || !digits_at(text, 8, 2, day))
    return invalid("date", fmt::format("'{}' is not a date; write it as 2026-12-31", text));
  std::chrono::year_month_day ymd{std::chrono::year(year),
                                  std::chrono::month(static_cast<unsigned>(month)),
                                  std::chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return invalid("date", fmt::format("there is no day {}", text));
  return Day(ymd);
}

std::string to_string(Day day) {
  std::chrono::year_month_day ymd(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

Result<MinuteOfDay> parse_minute_of_day(std::string_view text) {
  int hour = 0, minute = 0;
  auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 2 || text.size() != colon + 3 ||
      !digits_at(text, 0, colon, hour) || !digits_at(text, colon + 1, 2, minute) || minute > 59 ||
      hour * 60 + minute > 1440)
    return invalid("time", fmt::format("'{}' is not a time of day; write it as 07:30", text));
  return MinuteOfDay(hour * 60 + minute);
}

std::string to_string(MinuteOfDay minute) {
  return fmt::format("{:02}:{:02}", minute.count() / 60, minute.count() % 60);
}

Result<Instant> parse_instant(std::string_view text) {
  auto wrong = [&] {
    return invalid("time",
                   fmt::format("'{}' is not a time; write it as 2026-12-31T07:30:00+07:00", text));
  };
  auto day = parse_day(text.substr(0, 10));
  int hour = 0, minute = 0, second = 0, millis = 0;
  if (!day || text.size() < 17 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' ||
      !digits_at(text, 11, 2, hour) || !digits_at(text, 14, 2, minute) || hour > 23 || minute > 59)
    return wrong();
  std::size_t at = 16;
  if (text[at] == ':') {
    if (!digits_at(text, 17, 2, second) || second > 59) return wrong();
    at = 19;
  }
  if (at < text.size() && text[at] == '.') {
    int scale = 100;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
      millis += (text[at] - '0') * scale;
  }
  Minutes offset{0};
  auto rest = text.substr(at);
  if (rest != "Z" && rest != "z") {
    int h = 0, m = 0;
    if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':' ||
        !digits_at(rest, 1, 2, h) || !digits_at(rest, 4, 2, m) || h > 15 || m > 59)
      return wrong();
    offset = Minutes((rest[0] == '-' ? -1 : 1) * (h * 60 + m));
  }
  return Instant(Millis(day->time_since_epoch()) + Hours(hour) + Minutes(minute) + Seconds(second) +
                 Millis(millis) - offset);
}

std::string to_string(Instant t) {
  auto day = std::chrono::floor<Days>(t);
  auto ms = (t - day).count();
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", to_string(Day(day.time_since_epoch())),
                     ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, ms % 1000);
}

namespace {
constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> units = {
    {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
}

Result<Millis> parse_duration(std::string_view text) {
  std::int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (error == std::errc() && value >= 0 && value < 1'000'000)
    for (auto [known, factor] : units)
      if (unit == known) return Millis(value * factor);
  return invalid(
      "duration",
      fmt::format("'{}' is not a duration; write it as 90m, 2h, 45s, 3d or 250ms", text));
}

std::string to_string(Millis duration) {
  auto ms = duration.count();
  for (auto unit = units.rbegin(); unit != units.rend(); ++unit)
    if (ms % unit->second == 0) return fmt::format("{}{}", ms / unit->second, unit->first);
  return fmt::format("{}ms", ms);
}

}  // namespace muster
