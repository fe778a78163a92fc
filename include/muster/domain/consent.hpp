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
#include "muster/domain/message.hpp"

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
  bool operator==(const Consents&) const = default;
  static Consents of_bits(std::uint32_t bits) {
    Consents c;
    c.bits_ = bits & 0xF;
    return c;
  }

 private:
  static std::uint32_t bit(Purpose p) { return 1U << static_cast<unsigned>(p); }
  std::uint32_t bits_ = 0;
};

// What a stop ends: these purposes, service texts (answers, codes) or not, on one channel or on
// all. The words STOP by SMS and voice end everything on that number; one-click by e-mail ends
// reminders and campaigns for that address; the desk and a donor's link may end anything in
// between.
struct StopScope {
  Consents purposes;
  bool services = false;
  std::optional<Channel> channel;  // none: all

  static StopScope all();
  static StopScope reminders_and_campaigns();
  bool operator==(const StopScope&) const = default;
};
// "all", "reminders_and_campaigns", "campaigns by sms", "all by voice".
std::string name(const StopScope& scope);

// Does a stop of this scope forbid a message of this purpose on this channel? `purpose` empty: a
// service text.
bool stop_forbids(const StopScope& scope, Channel channel, std::optional<Purpose> purpose);
// Does the first scope end all that the second would?
bool at_least_as_wide(const StopScope& scope, const StopScope& other);

// All that is stopped for one address of one donor: their union.
class Stops {
 public:
  void add(const StopScope& scope) { scopes_.push_back(scope); }
  bool none() const { return scopes_.empty(); }
  bool forbid(Channel channel, std::optional<Purpose> purpose) const;
  bool cover(const StopScope& scope) const;
  const std::vector<StopScope>& scopes() const { return scopes_; }

 private:
  std::vector<StopScope> scopes_;
};

}  // namespace muster
