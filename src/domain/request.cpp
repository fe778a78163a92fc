// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/request.hpp"

#include <fmt/format.h>

#include "muster/base/assert.hpp"

namespace muster {

std::string_view name(RequestState state) {
  switch (state) {
    case RequestState::open: return "open";
    case RequestState::covered: return "covered";
    case RequestState::filled: return "filled";
    case RequestState::closed: return "closed";
  }
  return "open";
}

std::optional<RequestState> parse_request_state(std::string_view text) {
  for (auto state : all_request_states)
    if (name(state) == text) return state;
  return std::nullopt;
}

bool may_follow(RequestState from, RequestState to) {
  return from != to && from != RequestState::closed;
}

std::string_view name(CloseReason reason) {
  switch (reason) {
    case CloseReason::filled: return "filled";
    case CloseReason::cancelled: return "cancelled";
    case CloseReason::expired: return "expired";
  }
  return "cancelled";
}

std::optional<CloseReason> parse_close_reason(std::string_view text) {
  for (auto reason : all_close_reasons)
    if (name(reason) == text) return reason;
  return std::nullopt;
}

bool may_close(RequestState state, CloseReason reason) {
  switch (state) {
    case RequestState::open:
    case RequestState::covered: return reason != CloseReason::filled;
    case RequestState::filled: return reason != CloseReason::expired;
    case RequestState::closed: return false;
  }
  return false;
}

RequestState supply_state(int units, int usable, bool covered) {
  if (usable >= units) return RequestState::filled;
  return covered ? RequestState::covered : RequestState::open;
}

std::optional<CloseReason> due_close(const RequestTerms& terms, RequestState state, Instant now) {
  if (state == RequestState::closed) return std::nullopt;
  if (state == RequestState::filled) return CloseReason::filled;
  if (now >= terms.arrive_by) return CloseReason::expired;
  return std::nullopt;
}

Instant arrival_deadline(Instant needed_by, Minutes screening) { return needed_by - screening; }

namespace {

void check_times(const RequestTerms& terms, const RequestLimits& limits, Instant now,
                 std::vector<FieldError>& errors) {
  if (terms.needed_by <= now) {
    errors.push_back({"needed_by", "is in the past; give a time after now, such as \"+90m\""});
    return;
  }
  if (terms.needed_by > now + limits.horizon) {
    errors.push_back(
        {"needed_by", fmt::format("is more than {} ahead; an emergency is nearer: plan "
                                  "a session instead",
                                  to_string(limits.horizon))});
    return;
  }
  if (terms.arrive_by <= now) {
    errors.push_back(
        {"needed_by", fmt::format("leaves no time to come: screening and draw take {} min here; "
                                  "give a time more than {} min from now",
                                  limits.screening.count(), limits.screening.count())});
    return;
  }
  if (terms.arrive_by > terms.needed_by)
    errors.push_back({"arrive_by", "is after needed_by; leave it out to have it computed"});
}

constexpr int oldest = 130;

// The caller's own choice has bounds too: RhD-positive cells kill whoever has anti-D.
void check_opened(const RequestTerms& terms, std::vector<FieldError>& errors) {
  if (terms.group != BloodGroup() || terms.rhd_policy != RhdPolicy::emergency)
    errors.push_back({"allow_o_positive",
                      "is for a recipient whose group nobody knows (group \"?\") with rhd_policy "
                      "emergency; with a known group the site's table decides"});
  else if (terms.recipient.anti_d)
    errors.push_back({"allow_o_positive", "cannot be: the recipient has anti-D"});
}

void check_recipient(const RequestTerms& terms, const CompatibilityTable& table,
                     std::vector<FieldError>& errors) {
  if (terms.recipient.age && (*terms.recipient.age < 0 || *terms.recipient.age > oldest))
    errors.push_back(
        {"recipient_age", fmt::format("must be 0 to {} completed years, not {}; leave it out when "
                                      "it is not known",
                                      oldest, *terms.recipient.age)});
  if (terms.o_positive_opened) check_opened(terms, errors);
  if (table.anyone(terms.product, terms.whom(), terms.rhd_policy)) return;
  if (terms.product == Product::whole_blood)
    errors.push_back({"group",
                      "whole blood must be of the recipient's own ABO group; give it, or "
                      "ask for red_cells while it is unknown"});
  else
    errors.push_back({"group", fmt::format("no donor's {} are for a recipient of group {} by the "
                                           "site's table; give the group",
                                           name(terms.product), to_string(terms.group))});
}

}  // namespace

std::vector<FieldError> validate_request(const RequestTerms& terms, const RequestLimits& limits,
                                         Instant now, const CompatibilityTable& table) {
  std::vector<FieldError> errors;
  if (terms.units < 1 || terms.units > limits.units_most)
    errors.push_back(
        {"units", fmt::format("must be 1 to {}, not {}; open a second request for more",
                              limits.units_most, terms.units)});
  check_times(terms, limits, now, errors);
  check_recipient(terms, table, errors);
  return errors;
}

std::string request_code(int sequence) {
  MUSTER_ASSERT(sequence >= 1);
  return fmt::format("K{}", (sequence - 1) % 999 + 1);
}

}  // namespace muster
