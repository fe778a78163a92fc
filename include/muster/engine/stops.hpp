// SPDX-License-Identifier: Apache-2.0
// Stop and start. By SMS or voice a stop binds the number: every donor on it, all purposes, and
// frees their commitments; by e-mail it ends reminders and campaigns for the address. Inside a job.
#pragma once
#include <string_view>

#include "muster/base/instant.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// Whether a stop was not in force before. Queued texts to the address are dropped in the same
// transaction.
bool apply_stop(Tx& tx, const ContactPointRow& address, std::string_view how, Instant now);
// Lifts it and restores what was consented before, nothing more. Whether there was one.
bool lift_stop(Tx& tx, const ContactPointRow& address, std::string_view how, Instant now);

}  // namespace muster
