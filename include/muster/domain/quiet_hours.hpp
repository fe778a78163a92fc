// SPDX-License-Identifier: Apache-2.0
// When a text may reach a person, in that person's zone. Windows are half-open: 08:00-20:00 allows
// 08:00:00 and not 20:00:00. A window may pass midnight (22:00-06:00).
#pragma once
#include <optional>

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

// The earliest instant not before `now` at which a message of this purpose and channel may leave.
// Pages have no window: at night they need a consent of their own, which the verdict checks.
// `own`: the window that the donor gave for this address; a text waits for both.
Instant next_allowed(const ContactHours& hours, Purpose purpose, Channel channel, Instant now,
                     const Zone& zone, const std::optional<DayWindow>& own = {});

bool is_night(const ContactHours& hours, Instant now, const Zone& zone);

}  // namespace muster
