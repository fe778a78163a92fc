// SPDX-License-Identifier: Apache-2.0
// An emergency: what is asked for, its states, and what a caller may ask.
// Pure, any thread.
//   open -> covered (the chance that enough give in time is at least the mark; paging pauses)
//   -> filled (enough usable at the desk) -> closed
// and back from covered or filled when the expectation falls.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/instant.hpp"
#include "muster/domain/blood_group.hpp"
#include "muster/domain/compatibility.hpp"
#include "muster/domain/product.hpp"

namespace muster {

enum class RequestState : std::uint8_t { open, covered, filled, closed };
inline constexpr std::array all_request_states = {RequestState::open, RequestState::covered,
                                                  RequestState::filled, RequestState::closed};
std::string_view name(RequestState state);
std::optional<RequestState> parse_request_state(std::string_view text);
bool may_follow(RequestState from, RequestState to);

enum class CloseReason : std::uint8_t { filled, cancelled, expired };
inline constexpr std::array all_close_reasons = {CloseReason::filled, CloseReason::cancelled,
                                                 CloseReason::expired};
std::string_view name(CloseReason reason);
std::optional<CloseReason> parse_close_reason(std::string_view text);
// A filled request neither expires nor was it in vain: it closes as filled, or the caller cancels
// it.
bool may_close(RequestState state, CloseReason reason);

struct RequestTerms {
  std::string code;  // "K7": what donors type back
  BloodGroup group;  // of the recipient; unknown (both) is allowed
  Product product = Product::red_cells;
  int units = 1;      // donors wanted: one gives one unit
  Instant needed_by;  // at the patient
  Instant arrive_by;  // at the desk: needed_by less screening and draw
  RecipientFacts recipient = {};
  RhdPolicy rhd_policy = RhdPolicy::strict;
  bool o_positive_opened = false;  // by the caller: Recipient::o_positive_opened

  Recipient whom() const { return {group, recipient, o_positive_opened}; }
};

// The state that the supply means while the request is not closed. `usable`: confirmed at the desk
// and not deferred. `covered`: by the chance of the plan (wave.hpp), never by a count of promises.
RequestState supply_state(int units, int usable, bool covered);

// Does the request close by itself now: filled, or the arrival deadline has passed.
std::optional<CloseReason> due_close(const RequestTerms& terms, RequestState state, Instant now);

struct RequestLimits {
  int units_most = 40;
  Millis horizon = Days(7);
  // Screening, draw and, where it applies, infectious screening: a value of the site, there is no
  // default.
  Minutes screening{0};
};

Instant arrival_deadline(Instant needed_by, Minutes screening);

// `field` as in the API: "units", "needed_by", "group", "product"; `message` names the cure.
struct FieldError {
  std::string field;
  std::string message;
  friend bool operator==(const FieldError&, const FieldError&) = default;
};

// Everything wrong with what a caller gave, at once; empty when it may be opened. Does not look at
// `code`. By `table` somebody must be able to give it.
std::vector<FieldError> validate_request(
    const RequestTerms& terms, const RequestLimits& limits, Instant now,
    const CompatibilityTable& table = lifeblood_compatibility());

// "K1" to "K999", then from "K1" again: short enough to type, unique among what is open at one
// time. `sequence` >= 1.
std::string request_code(int sequence);

}  // namespace muster
