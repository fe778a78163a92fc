// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/rota.hpp"

#include <algorithm>
#include <map>

namespace muster {
namespace {

// The shift that begins on `day`, if it is one of its weekdays. Empty too when the clocks skip all
// of it.
std::optional<Interval> begun_on(const RotaShift& shift, Day day, const Zone& zone) {
  auto weekday = static_cast<int>(std::chrono::weekday(day).iso_encoding());
  if (weekday != shift.weekday) return std::nullopt;
  auto last = shift.to > shift.from ? day : day + Days(1);
  Interval interval{zone.at(day, shift.from), zone.at(last, shift.to)};
  if (interval.to <= interval.from) return std::nullopt;
  return interval;
}

// Every occurrence that may touch [now, now + 8 days].
template <class Visit>
void each_occurrence(const std::vector<RotaShift>& shifts, Instant now, const Zone& zone,
                     Visit visit) {
  auto today = zone.day_of(now);
  for (const auto& shift : shifts)
    for (int ahead = -2; ahead <= 8; ++ahead)
      if (auto interval = begun_on(shift, today + Days(ahead), zone)) visit(shift.donor, *interval);
}

}  // namespace

Result<RotaShift> rota_shift(DonorId donor, int weekday, MinuteOfDay from, MinuteOfDay to) {
  if (weekday < 1 || weekday > 7) return invalid("weekday", "must be 1 (Monday) to 7 (Sunday)");
  if (from < MinuteOfDay(0) || from >= MinuteOfDay(1440))
    return invalid("from", "must be 00:00 to 23:59");
  if (to < MinuteOfDay(0) || to > MinuteOfDay(1440))
    return invalid("to", "must be 00:00 to 24:00; an earlier time than `from` is on the next day");
  return RotaShift{donor, weekday, from, to};
}

bool on_call(const std::vector<RotaShift>& shifts, DonorId donor, Instant now, const Zone& zone) {
  auto donors = on_call_now(shifts, now, zone);
  return std::binary_search(donors.begin(), donors.end(), donor);
}

std::vector<DonorId> on_call_now(const std::vector<RotaShift>& shifts, Instant now,
                                 const Zone& zone) {
  std::vector<DonorId> donors;
  auto today = zone.day_of(now);
  for (const auto& shift : shifts)
    for (auto day : {today - Days(1), today}) {
      auto interval = begun_on(shift, day, zone);
      if (interval && interval->from <= now && now < interval->to) donors.push_back(shift.donor);
    }
  std::sort(donors.begin(), donors.end());
  donors.erase(std::unique(donors.begin(), donors.end()), donors.end());
  return donors;
}

std::optional<Instant> next_change(const std::vector<RotaShift>& shifts, Instant now,
                                   const Zone& zone) {
  std::optional<Instant> next;
  auto consider = [&](Instant at) {
    if (at > now && (!next || at < *next)) next = at;
  };
  each_occurrence(shifts, now, zone, [&](DonorId, const Interval& interval) {
    consider(interval.from);
    consider(interval.to);
  });
  return next;
}

std::vector<Interval> gaps(const std::vector<RotaShift>& shifts, Instant now, const Zone& zone,
                           int wanted) {
  auto end = zone.at(zone.day_of(now) + Days(7), zone.minute_of(now));
  // Who starts (+1) or stops (-1) at which instant; somebody in two shifts at once is one person.
  std::map<Instant, std::vector<std::pair<DonorId, int>>> changes;
  each_occurrence(shifts, now, zone, [&](DonorId donor, const Interval& interval) {
    auto from = std::max(interval.from, now);
    auto to = std::min(interval.to, end);
    if (from >= to) return;
    changes[from].emplace_back(donor, +1);
    changes[to].emplace_back(donor, -1);
  });
  std::vector<Interval> found;
  std::map<DonorId, int> present;
  auto since = now;
  auto close_segment = [&](Instant until) {
    if (since >= until || static_cast<int>(present.size()) >= wanted) return;
    if (!found.empty() && found.back().to == since)
      found.back().to = until;
    else
      found.push_back({since, until});
  };
  for (const auto& [at, people] : changes) {
    close_segment(at);
    since = at;
    for (auto [donor, step] : people)
      if ((present[donor] += step) == 0) present.erase(donor);
  }
  close_segment(end);
  return found;
}

}  // namespace muster
