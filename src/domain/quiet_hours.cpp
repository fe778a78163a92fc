// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/quiet_hours.hpp"

#include <algorithm>

namespace muster {
namespace {

constexpr int days_looked_at = 366;

bool all_contain(const std::vector<DayWindow>& windows, MinuteOfDay minute) {
  return std::all_of(windows.begin(), windows.end(),
                     [&](const DayWindow& window) { return window.contains(minute); });
}

bool is_page(Purpose purpose) {
  return purpose == Purpose::emergency || purpose == Purpose::emergency_night;
}

// Calls keep the hours of their purpose and those for calls.
bool counts(HoursKind kind, Purpose purpose, Channel channel) {
  switch (kind) {
    case HoursKind::reminders: return purpose == Purpose::reminders;
    case HoursKind::campaigns: return purpose == Purpose::campaigns;
    case HoursKind::voice: return channel == Channel::voice;
  }
  return true;
}

bool dark(const std::vector<Blackout>& blackouts, Day day) {
  return std::any_of(blackouts.begin(), blackouts.end(), [&](const Blackout& blackout) {
    return blackout.first <= day && day <= blackout.last;
  });
}

// The first allowed instant of that day that is not before `now`. Where windows overlap, the
// overlap begins when one of them opens, or with the day. An hour that the clocks repeat is tried
// in its second pass too.
std::optional<Instant> first_of_day(const SendHours& hours, Day day, Instant now,
                                    const Zone& zone) {
  std::vector<Instant> starts = {now, zone.at(day, MinuteOfDay(0))};
  for (const auto& window : hours.windows) {
    auto opens = zone.at(day, window.from);
    starts.push_back(opens);
    starts.push_back(opens + Hours(1));
  }
  std::optional<Instant> first;
  for (auto start : starts) {
    if (start < now || zone.day_of(start) != day) continue;
    if (!all_contain(hours.windows, zone.minute_of(start))) continue;
    if (!first || start < *first) first = start;
  }
  return first;
}

}  // namespace

bool DayWindow::contains(MinuteOfDay minute) const {
  if (from <= to) return from <= minute && minute < to;
  return minute >= from || minute < to;
}

std::string_view name(HoursKind kind) {
  switch (kind) {
    case HoursKind::reminders: return "reminders";
    case HoursKind::campaigns: return "campaigns";
    case HoursKind::voice: return "voice";
  }
  return "reminders";
}

std::optional<HoursKind> parse_hours_kind(std::string_view text) {
  for (auto kind : all_hours_kinds)
    if (name(kind) == text) return kind;
  return std::nullopt;
}

SendHours send_hours(const ContactHours& hours, const std::vector<NarrowedHours>& narrowed,
                     const std::vector<Blackout>& blackouts, Purpose purpose, Channel channel) {
  SendHours found;
  if (is_page(purpose)) return found;
  for (auto kind : all_hours_kinds)
    if (counts(kind, purpose, channel)) found.windows.push_back(window_of(hours, kind));
  for (const auto& rule : narrowed)
    if (counts(rule.kind, purpose, channel)) found.windows.push_back(rule.window);
  for (const auto& blackout : blackouts)
    if (blackout.purposes.has(purpose)) found.blackouts.push_back(blackout);
  return found;
}

bool may_leave(const SendHours& hours, Instant now, const Zone& zone) {
  auto minute = zone.minute_of(now);
  bool opened = hours.closed_from && now < *hours.closed_from;
  if (hours.closed && hours.closed->contains(minute) && !opened) return false;
  return all_contain(hours.windows, minute) && !blacked_out(hours, now, zone);
}

bool blacked_out(const SendHours& hours, Instant now, const Zone& zone) {
  return !hours.blackouts.empty() && dark(hours.blackouts, zone.day_of(now));
}

Instant next_allowed(const SendHours& hours, Instant now, const Zone& zone) {
  auto today = zone.day_of(now);
  for (int i = 0; i <= days_looked_at; ++i) {
    auto day = today + Days(i);
    if (dark(hours.blackouts, day)) continue;
    if (auto first = first_of_day(hours, day, now, zone)) return *first;
    // What is shut for a whole day without a change of the clocks is shut for ever.
    if (i > 1 && open_minutes(hours.windows) == 0) break;
  }
  return now + Days(1);
}

Instant next_allowed(const ContactHours& hours, Purpose purpose, Channel channel, Instant now,
                     const Zone& zone, const std::optional<DayWindow>& own) {
  auto found = send_hours(hours, {}, {}, purpose, channel);
  if (own && !found.windows.empty()) found.windows.push_back(*own);
  return next_allowed(found, now, zone);
}

bool is_night(const ContactHours& hours, Instant now, const Zone& zone) {
  return hours.night.contains(zone.minute_of(now));
}

DayWindow window_of(const ContactHours& hours, HoursKind kind) {
  switch (kind) {
    case HoursKind::reminders: return hours.reminders;
    case HoursKind::campaigns: return hours.campaigns;
    case HoursKind::voice: return hours.voice;
  }
  return hours.reminders;
}

bool within(const DayWindow& inner, const DayWindow& outer) {
  for (MinuteOfDay minute{0}; minute < MinuteOfDay(1440); ++minute)
    if (inner.contains(minute) && !outer.contains(minute)) return false;
  return true;
}

int open_minutes(const std::vector<DayWindow>& windows) {
  int open = 0;
  for (MinuteOfDay minute{0}; minute < MinuteOfDay(1440); ++minute)
    open += all_contain(windows, minute);
  return open;
}

}  // namespace muster
