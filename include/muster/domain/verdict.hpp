// SPDX-License-Identifier: Apache-2.0
// Why a message goes, waits or drops. Asked in the transaction that commits the attempt, so a stop
// that is committed first always wins. Privacy fails closed: what is not known to be allowed is not
// sent.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "muster/base/instant.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/frequency.hpp"
#include "muster/domain/message.hpp"
#include "muster/domain/quiet_hours.hpp"

namespace muster {

enum class Reason : std::uint8_t {
  none,
  halted,  // an operator stopped the lane
  expired,  // nobody would want it any more
  no_address,  // the contact point is gone or none was ever there
  address_suppressed,  // hard bounce, invalid number, complaint
  not_verified,  // emergency pages go to verified contact points only
  stopped,
  no_consent,
  no_night_consent,
  snoozed,
  not_messaged,  // permanent deferral: never messaged, never explained outside
  not_eligible,  // may not give on the day the text is about
  outcome_pending,  // gave or came; the desk has not entered the result
  request_closed,
  answered,  // the question was answered meanwhile
  session_past,
  quiet_hours,
  frequency_cap,
  erased,
  do_not_call,  // on the public register
  blackout,  // a day on which the organisation asks nobody
  bypassed,  // sent, because somebody answers for it: the message names the bypass
};
std::string_view name(Reason reason);
std::optional<Reason> parse_reason(std::string_view text);

enum class VerdictKind : std::uint8_t { send, defer, drop };

struct Verdict {
  VerdictKind kind = VerdictKind::drop;
  Reason reason = Reason::none;
  std::optional<Instant> until;  // defer: decide again then
};

// Everything the verdict looks at. `purpose` empty: a service text (answer, confirmation, code),
// which needs no consent because the donor has just written to us.
struct SendFacts {
  std::optional<Purpose> purpose;
  Channel channel = Channel::sms;
  bool halted = false;
  bool erased = false;
  bool has_address = true;
  bool suppressed = false;
  bool verified = false;
  std::optional<DayWindow> window;  // of the address: routine texts wait for it
  Stops stops;  // in force for the address or the donor
  bool stop_confirmation = false;  // the one text allowed after a stop
  bool stand_down =
      false;  // closes a page that may have set somebody driving: no consent asked anew
  Consents consents;
  std::optional<Instant> snoozed_until;
  bool never = false;  // permanent deferral
  bool eligible = true;  // on the day the text is about
  bool hold = false;  // outcome_pending
  bool request_open = true;  // pages only
  bool answered = false;
  std::optional<Instant> not_after;
  std::optional<Instant> session_starts;  // of the session that the text is about
  bool do_not_call = false;  // dnc_forbids()
  std::vector<CapUse> caps;
  ContactHours hours;
  std::vector<NarrowedHours> narrowed;  // by the organisations above the donor
  std::vector<Blackout> blackouts;
  std::optional<Instant> bypass_until;  // one in force covers the page's request
};

// When it may leave, by what the verdict knows: whoever sends later asks this again.
SendHours send_hours(const SendFacts& facts);

Verdict decide(const SendFacts& facts, Instant now, const Zone& zone);

}  // namespace muster
