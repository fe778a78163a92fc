// SPDX-License-Identifier: Apache-2.0
// Nobody is called between giving and the entry of the result (N21): whoever booked is on hold from
// the start of the session, whoever came in an emergency from their arrival, until the desk enters
// the outcome. Owned by app; loop thread.
#pragma once
#include "muster/engine/context.hpp"
#include "muster/store/pages.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/sessions.hpp"

namespace muster {

// A hold of that booking on the session's day; nothing when there is one. Plans anew. Jobs.
void hold_booking(Tx& tx, const Settings& settings, const SessionRow& session, DonorId donor,
                  Instant now);
// What the desk found of somebody who came for a request: a hold until the donation is entered.
void hold_arrival(Tx& tx, const Settings& settings, const RequestRow& request, DonorId donor,
                  std::string_view actor, Instant now);

class Holds {
 public:
  explicit Holds(Context& context);

  struct Pass {
    int held = 0;
    bool more = false;
    std::optional<Instant> next;  // when the next session begins
  };
  static Result<Pass> take_due(Tx& tx, const Settings& settings, Instant now);

  asio::awaitable<void> run();

 private:
  Context& context_;
  Alarm alarm_;
};

}  // namespace muster
