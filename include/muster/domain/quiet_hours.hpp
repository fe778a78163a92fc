// SPDX-License-Identifier: Apache-2.0
// When a text may reach a person, in that person's zone: the hours of the configuration, what an
// organisation narrows of them, and the days on which nothing goes. Windows are half-open:
// 08:00-20:00 allows 08:00:00 and not 20:00:00. A window may pass midnight (22:00-06:00). Pure.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "muster/base/instant.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/message.hpp"

namespace muster {

struct DayWindow {
  MinuteOfDay from{0};
  MinuteOfDay to{1440};
  bool contains(MinuteOfDay minute) const;
  bool operator==(const DayWindow&) const = default;
};

struct ContactHours {
  DayWindow reminders{Hours(8), Hours(20)};
  DayWindow campaigns{Hours(7), Hours(22)};  // Decree 91/2020: advertising SMS 07:00-22:00
  DayWindow voice{Hours(8), Hours(17)};      // Decree 91/2020: advertising calls 08:00-17:00
  DayWindow night{Hours(22), Hours(6)};      // pages in it need the consent emergency_night
};

// What an organisation may narrow: texts and calls of a purpose, or calls of both.
enum class HoursKind : std::uint8_t { reminders, campaigns, voice };
inline constexpr std::array all_hours_kinds = {HoursKind::reminders, HoursKind::campaigns,
                                               HoursKind::voice};
std::string_view name(HoursKind kind);
std::optional<HoursKind> parse_hours_kind(std::string_view text);

struct NarrowedHours {
  HoursKind kind = HoursKind::reminders;
  DayWindow window;
};

// Civil days of the donor, both included, on which messages of these purposes wait.
struct Blackout {
  Day first{};
  Day last{};
  Consents purposes;
  bool holds(Purpose purpose, Day day) const {
    return purposes.has(purpose) && first <= day && day <= last;
  }
};

// When one message may leave: in all of these windows, on none of these days. Both empty: always.
struct SendHours {
  std::vector<DayWindow> windows;
  std::vector<Blackout> blackouts;  // those of its purpose
  std::optional<DayWindow> closed;  // and never in this one: a page without consent for the night
  std::optional<Instant> closed_from;  // from then on: when the bypass that opens it ends
};

// Pages have no window and no blackout: at night they need a consent of their own, which the
// verdict checks. Of `narrowed` and `blackouts`, what belongs to the purpose and channel counts; a
// narrowed window never widens, because the configuration's stays among the windows.
SendHours send_hours(const ContactHours& hours, const std::vector<NarrowedHours>& narrowed,
                     const std::vector<Blackout>& blackouts, Purpose purpose, Channel channel);
bool may_leave(const SendHours& hours, Instant now, const Zone& zone);
bool blacked_out(const SendHours& hours, Instant now, const Zone& zone);
// The earliest instant not before `now` at which it may leave. Windows that never overlap allow
// nothing: then a day later, when the hours may be mended. Looks a year ahead.
Instant next_allowed(const SendHours& hours, Instant now, const Zone& zone);

// By the configuration alone. `own`: the window that the donor gave for this address; a text waits
// for both.
Instant next_allowed(const ContactHours& hours, Purpose purpose, Channel channel, Instant now,
                     const Zone& zone, const std::optional<DayWindow>& own = {});

bool is_night(const ContactHours& hours, Instant now, const Zone& zone);

// The configuration's window of that kind.
DayWindow window_of(const ContactHours& hours, HoursKind kind);
// Does every minute of `inner` lie in `outer`?
bool within(const DayWindow& inner, const DayWindow& outer);
// Minutes of the day in which all of them are open.
int open_minutes(const std::vector<DayWindow>& windows);

}  // namespace muster
