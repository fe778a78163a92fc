// SPDX-License-Identifier: Apache-2.0
// The two transactions of a send, as jobs: take due messages and commit their attempts before a
// byte is on the wire; then commit what the gateway said. Decisions are asked in the first, so a
// stop or a close that is committed earlier always wins.
#pragma once
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "muster/domain/verdict.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/attempts.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// A committed attempt, on its way to the wire.
struct Lease {
  AttemptId attempt;
  MessageId message;
  DonorId donor;  // to call it back when they stop or are erased
  SendLane lane = SendLane::reminder;
  Channel channel = Channel::sms;
  std::string gateway;
  std::string address_index;  // to call it back when the address is stopped
  RequestId request;          // of a page: to call it back when the request is closed
  bool stop_confirmation = false;
  std::optional<Purpose> purpose;
  BypassId bypass;  // a page that goes because of it
  // Asked again if it had to wait for a place.
  SendHours hours;
  Zone zone = Zone::utc();
  HttpRequest http;
};

struct Taken {
  std::vector<Lease> leases;
  int looked_at = 0;            // rows that were decided
  int skipped = 0;              // due, but their gateway has no room
  std::optional<Instant> next;  // when the next row is due; nothing is left to take before
  std::vector<std::pair<Channel, SendLane>> dropped;
  bool campaigns = false;  // campaign texts are among the leases
  std::optional<Day> register_of;  // then: the day of the Do-Not-Call register they went by
};

// What a donor, or everybody, has just been promised: whatever is leased against it comes back.
struct Recall {
  DonorId donor;  // none: everybody's
  StopScope scope;
};
bool recalled_by(const Recall& recall, const Lease& lease);

// Sends that a gateway may start now, and how many of them may be routine.
struct SendSlots {
  int all = 0;
  int routine = 0;
  int of(SendLane lane) const { return is_routine(lane) ? std::min(all, routine) : all; }
};
using Room = std::map<std::string, SendSlots, std::less<>>;

Result<Taken> take_due(Tx& tx, const Settings& settings, const std::vector<SendLane>& lanes,
                       Room room, Instant now);

// Attempts of an earlier run without an outcome: keyed gateways get the same bytes again, emergency
// pages go again marked as possible duplicates, the rest becomes `unknown` and is listed
//.
struct Recovered {
  int unknown = 0;
  int pages_again = 0;
  bool more = false;
};
Result<Recovered> recover(Tx& tx, const Settings& settings, Instant now);

struct Finished {
  Lease lease;
  Outcome outcome;
  double jitter = 0;
};

struct Settled {
  std::vector<MessageState> states;  // of the first Finished, one each; of all, unless a page waits
};

Result<Settled> settle(Tx& tx, const Settings& settings, const std::vector<Finished>& finished,
                       Instant now);

}  // namespace muster
