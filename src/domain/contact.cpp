// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/contact.hpp"

namespace muster {

bool counts_as_verified(std::optional<Instant> verified_at, std::optional<Instant> reached_at,
                        const VerificationRules& rules, Instant now) {
  if (verified_at) return true;
  return reached_at && now - *reached_at < rules.reached_counts_for;
}

bool page_may_use(const std::optional<DayWindow>& window, MinuteOfDay local) {
  return !window || window->contains(local);
}

std::optional<DayWindow> address_window(MinuteOfDay from, MinuteOfDay to) {
  auto length = to - from;
  if (length < Minutes(0)) length += Hours(24);
  if (length < shortest_window) return std::nullopt;
  return DayWindow{from, to};
}

std::string read_code(std::string_view text) {
  std::string digits;
  for (char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    if (c < '0' || c > '9') return {};
    digits += c;
  }
  return digits.size() == code_digits ? digits : std::string();
}

}  // namespace muster
