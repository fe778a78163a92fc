// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/verdict.hpp"

#include <algorithm>
#include <array>

namespace muster {
namespace {

constexpr std::array<std::string_view, 22> reason_names = {
    "none",         "halted",       "expired",         "no_address",       "address_suppressed",
    "not_verified", "stopped",      "no_consent",      "no_night_consent", "snoozed",
    "not_messaged", "not_eligible", "outcome_pending", "request_closed",   "answered",
    "session_past", "quiet_hours",  "frequency_cap",   "erased",           "do_not_call",
    "blackout",     "bypassed"};

Verdict drop(Reason reason) { return {VerdictKind::drop, reason, std::nullopt}; }
Verdict defer(Reason reason, Instant until) { return {VerdictKind::defer, reason, until}; }

bool is_page(const SendFacts& facts) {
  if (facts.stand_down) return false;
  return facts.purpose == Purpose::emergency || facts.purpose == Purpose::emergency_night;
}

// What forbids the text for good, most binding first. none: nothing does.
Reason forbidden(const SendFacts& facts, Instant now) {
  if (facts.erased) return Reason::erased;
  if (!facts.has_address) return Reason::no_address;
  if (!facts.stop_confirmation && facts.stops.forbid(facts.channel, facts.purpose))
    return Reason::stopped;
  if (facts.do_not_call) return Reason::do_not_call;
  if (facts.suppressed) return Reason::address_suppressed;
  if (facts.session_starts && *facts.session_starts <= now) return Reason::session_past;
  if (facts.not_after && *facts.not_after <= now) return Reason::expired;
  if (!facts.purpose || facts.stand_down || facts.stop_confirmation) return Reason::none;
  if (facts.never) return Reason::not_messaged;
  if (!facts.consents.has(*facts.purpose)) return Reason::no_consent;
  if (is_page(facts) && !facts.request_open) return Reason::request_closed;
  if (facts.answered) return Reason::answered;
  if (is_page(facts) && !facts.verified) return Reason::not_verified;
  if (facts.hold) return Reason::outcome_pending;
  if (!facts.eligible) return Reason::not_eligible;
  return Reason::none;
}

bool night_without_consent(const SendFacts& facts, Instant now, const Zone& zone) {
  return is_night(facts.hours, now, zone) && !facts.consents.has(Purpose::emergency_night);
}

// A call that is late for a donor's own pause is no call: pages never wait, they go or they drop.
Verdict decide_page(const SendFacts& facts, bool snoozed, Instant now, const Zone& zone) {
  bool night = night_without_consent(facts, now, zone);
  if (!facts.bypass_until || *facts.bypass_until <= now) {
    if (night) return drop(Reason::no_night_consent);
    if (snoozed) return drop(Reason::snoozed);
  }
  auto reason = night || snoozed ? Reason::bypassed : Reason::none;
  return {VerdictKind::send, reason, std::nullopt};
}

}  // namespace

SendHours send_hours(const SendFacts& facts) {
  SendHours hours;
  if (!facts.purpose || facts.stand_down || facts.stop_confirmation) return hours;
  hours = send_hours(facts.hours, facts.narrowed, facts.blackouts, *facts.purpose, facts.channel);
  if (facts.window && !hours.windows.empty()) hours.windows.push_back(*facts.window);
  if (is_page(facts) && !facts.consents.has(Purpose::emergency_night)) {
    hours.closed = facts.hours.night;
    hours.closed_from = facts.bypass_until;
  }
  return hours;
}

std::string_view name(Reason reason) { return reason_names[static_cast<std::size_t>(reason)]; }

std::optional<Reason> parse_reason(std::string_view text) {
  for (std::size_t i = 0; i < reason_names.size(); ++i)
    if (reason_names[i] == text) return static_cast<Reason>(i);
  return std::nullopt;
}

Verdict decide(const SendFacts& facts, Instant now, const Zone& zone) {
  if (auto reason = forbidden(facts, now); reason != Reason::none) return drop(reason);
  // A halt keeps the text queued: whoever lifts it decides what still matters.
  if (facts.halted) return defer(Reason::halted, now + Minutes(1));
  if (!facts.purpose || facts.stand_down || facts.stop_confirmation)
    return {VerdictKind::send, Reason::none, std::nullopt};
  bool snoozed = facts.snoozed_until && *facts.snoozed_until > now;
  if (is_page(facts)) return decide_page(facts, snoozed, now, zone);
  if (snoozed) return defer(Reason::snoozed, *facts.snoozed_until);
  auto hours = send_hours(facts);
  if (!may_leave(hours, now, zone)) {
    auto reason = blacked_out(hours, now, zone) ? Reason::blackout : Reason::quiet_hours;
    return defer(reason, next_allowed(hours, now, zone));
  }
  if (auto frees = frees_at(facts.caps, now)) return defer(Reason::frequency_cap, *frees);
  return {VerdictKind::send, Reason::none, std::nullopt};
}

}  // namespace muster
