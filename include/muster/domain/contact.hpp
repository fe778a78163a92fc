// SPDX-License-Identifier: Apache-2.0
// When an address counts as verified, and when it may be written to. Pure values and functions, any
// thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/instant.hpp"
#include "muster/domain/quiet_hours.hpp"

namespace muster {

struct VerificationRules {
  // An address that answered or took a delivered message so long ago counts as verified. Longer,
  // and the number may belong to somebody else.
  Millis reached_counts_for = Days(365);
  Millis code_lives = Minutes(15);
  int code_tries = 5;
  int codes_a_day = 3;  // an address: whoever asks for more is pumping SMS or lost
};

// How often it is written down that an address was reached: receipts come by the ten thousand, and
// a month more or less decides nothing in a year.
inline constexpr Days reached_written_every{30};

// The one rule for who may be paged there. `verified_at`: somebody proved that the donor reads it
// (code, answer, desk). `reached_at`: the donor answered from it, or a receipt said delivered.
bool counts_as_verified(std::optional<Instant> verified_at, std::optional<Instant> reached_at,
                        const VerificationRules& rules, Instant now);

// A page uses only an address without a window, or within it: outside it the number may lie on an
// office desk, and somebody else would read the page. `local` is the donor's time of day.
bool page_may_use(const std::optional<DayWindow>& window, MinuteOfDay local);

// What is written from one moment of the day to another; at least a quarter of an hour apart.
// nullopt: too short to be meant.
inline constexpr Minutes shortest_window{15};
std::optional<DayWindow> address_window(MinuteOfDay from, MinuteOfDay to);

// A confirmation code as a donor sends it back: exactly six digits, blanks around and between them
// allowed ("123 456"). Empty: it is none.
inline constexpr int code_digits = 6;
std::string read_code(std::string_view text);

}  // namespace muster
