// SPDX-License-Identifier: Apache-2.0
// Who may be asked for what: consent per purpose, stop, snooze. Pure.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/instant.hpp"

namespace muster {

enum class Purpose : std::uint8_t { reminders, campaigns, emergency, emergency_night };
inline constexpr std::array all_purposes = {Purpose::reminders, Purpose::campaigns,
                                            Purpose::emergency, Purpose::emergency_night};
std::string_view name(Purpose purpose);
std::optional<Purpose> parse_purpose(std::string_view text);

// The purposes a donor consents to today. Silence is not consent: what is not here was not given.
class Consents {
 public:
  void give(Purpose purpose) { bits_ |= bit(purpose); }
  void withdraw(Purpose purpose) { bits_ &= ~bit(purpose); }
  bool has(Purpose purpose) const { return (bits_ & bit(purpose)) != 0; }
  bool none() const { return bits_ == 0; }
  std::uint32_t bits() const { return bits_; }
  static Consents of_bits(std::uint32_t bits) {
    Consents c;
    c.bits_ = bits & 0xF;
    return c;
  }

 private:
  static std::uint32_t bit(Purpose p) { return 1U << static_cast<unsigned>(p); }
  std::uint32_t bits_ = 0;
};

// A stop by SMS or voice binds the number: all purposes, every donor on it. By e-mail one-click it
// ends reminders and campaigns for that address only.
enum class StopScope : std::uint8_t { all, reminders_and_campaigns };
std::string_view name(StopScope scope);

// Does a stop of this scope forbid a message of this purpose? `purpose` empty: a service text (an
// answer, a code).
bool stop_forbids(StopScope scope, std::optional<Purpose> purpose);

}  // namespace muster
