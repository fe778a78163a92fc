// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/quiet_hours.hpp"

#include <algorithm>
#include <vector>

namespace muster {

bool DayWindow::contains(MinuteOfDay minute) const {
  if (from <= to) return from <= minute && minute < to;
  return minute >= from || minute < to;
}

namespace {

bool all_contain(const std::vector<DayWindow>& windows, MinuteOfDay minute) {
  return std::all_of(windows.begin(), windows.end(),
                     [&](const DayWindow& window) { return window.contains(minute); });
}

}  // namespace

Instant next_allowed(const ContactHours& hours, Purpose purpose, Channel channel, Instant now,
                     const Zone& zone, const std::optional<DayWindow>& own) {
  if (purpose == Purpose::emergency || purpose == Purpose::emergency_night) return now;
  std::vector<DayWindow> windows = {purpose == Purpose::campaigns ? hours.campaigns
                                                                  : hours.reminders};
  // A call must keep the hours of its purpose and those for voice.
  if (channel == Channel::voice) windows.push_back(hours.voice);
  if (own) windows.push_back(*own);
  if (all_contain(windows, zone.minute_of(now))) return now;
  auto today = zone.day_of(now);
  std::optional<Instant> next;
  // Where they overlap, the overlap begins when one of them opens.
  for (auto day : {today, today + Days(1)})
    for (const auto& window : windows) {
      auto opens = zone.at(day, window.from);
      bool later = opens > now && all_contain(windows, zone.minute_of(opens));
      if (later && (!next || opens < *next)) next = opens;
    }
  // Windows that never overlap allow nothing: ask again tomorrow, when the hours may be mended.
  return next.value_or(now + Days(1));
}

bool is_night(const ContactHours& hours, Instant now, const Zone& zone) {
  return hours.night.contains(zone.minute_of(now));
}

}  // namespace muster
