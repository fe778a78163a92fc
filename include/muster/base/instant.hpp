// SPDX-License-Identifier: Apache-2.0
// Time as values: Instant (milliseconds UTC), Day (a calendar day without a zone), Zone (IANA, by
// name). Nothing here reads a clock. DST: a local time that does not exist moves forward by the
// gap, one that exists twice means its first occurrence.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "muster/base/result.hpp"

namespace date {
class time_zone;
}

namespace muster {

using Millis = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
using Minutes = std::chrono::minutes;
using Hours = std::chrono::hours;
using Days = std::chrono::days;
using Instant = std::chrono::sys_time<Millis>;
using Day = std::chrono::local_days;
using MinuteOfDay = Minutes;  // 0 to 1440, local

constexpr std::int64_t to_millis(Instant t) { return t.time_since_epoch().count(); }
constexpr Instant from_millis(std::int64_t ms) { return Instant(Millis(ms)); }

class Zone {
 public:
  // Error: invalid, when the name is not in the system's tz database.
  static Result<Zone> named(std::string_view name);
  static Zone utc();

  const std::string& name() const { return name_; }
  Day day_of(Instant t) const;
  MinuteOfDay minute_of(Instant t) const;
  Instant at(Day day, MinuteOfDay minute) const;

 private:
  Zone(std::string name, const date::time_zone* zone) : name_(std::move(name)), zone_(zone) {}
  std::string name_;
  const date::time_zone* zone_;
};

// "2026-12-01". Error: invalid, also for 2026-02-30.
Result<Day> parse_day(std::string_view text);
std::string to_string(Day day);
// "08:00", "7:30", "24:00".
Result<MinuteOfDay> parse_minute_of_day(std::string_view text);
std::string to_string(MinuteOfDay minute);
// RFC 3339 with milliseconds, in UTC: "2026-12-01T01:30:00.000Z". Accepts any offset.
Result<Instant> parse_instant(std::string_view text);
std::string to_string(Instant t);
// "90m", "2h", "45s", "3d", "250ms"; one unit. Error: invalid.
Result<Millis> parse_duration(std::string_view text);
std::string to_string(Millis duration);

}  // namespace muster
