// SPDX-License-Identifier: Apache-2.0
// Stop and start. By SMS or voice a stop binds the number: every donor on it, all purposes, and
// frees their commitments; by e-mail it ends reminders and campaigns for the address. A donor may
// also stop some purposes or one channel for themselves. What a stop forbids is dropped in the same
// transaction. Inside a job.
#pragma once
#include <optional>
#include <string_view>

#include "muster/base/instant.hpp"
#include "muster/domain/verdict.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/stops.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// What the word STOP means where it was said.
StopScope stop_scope_of(Channel channel);

// Whether a stop as wide was not in force before. `by` is the actor who entered it; empty: the
// donor.
bool apply_stop(Tx& tx, const ContactPointRow& address, std::string_view how, Instant now);
bool apply_stop(Tx& tx, const ContactPointRow& address, const StopScope& scope,
                std::string_view how, std::string_view by, Instant now);
// The donor's own, on whatever number they have; whoever shares the number is asked as before.
bool apply_donor_stop(Tx& tx, DonorId donor, const StopScope& scope, std::string_view how,
                      std::string_view by, Instant now);
// Lifts it and restores what was consented before, nothing more. Whether there was one.
bool lift_stop(Tx& tx, const ContactPointRow& address, std::string_view how, Instant now);

// Drops what waits for this donor and is forbidden now, to `address` alone if that is given; pages
// are released, and with `promised` those too that the donor said yes to, whom no closing text
// could reach any more. Returns how many texts.
struct Forbidden {
  StopScope scope;
  Reason reason = Reason::stopped;
  bool promised = true;
};
int drop_forbidden(Tx& tx, DonorId donor, std::optional<std::string_view> address,
                   const Forbidden& what, std::string_view actor, Instant now);

}  // namespace muster
