// SPDX-License-Identifier: Apache-2.0
// Keeps what follows from a donor's ledger true: the stored eligibility and the planned steps of
// every standing programme. Called inside the transaction that changed something; so there is no
// moment at which they disagree.
#pragma once
#include "muster/engine/settings.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/tx.hpp"

namespace muster {

void replan(Tx& tx, const Settings& settings, DonorId donor, Instant now);

// The donor's zone, else that of the organisation.
Zone zone_of(Tx& tx, const std::optional<std::string>& own, OrganisationId organisation);
inline Zone zone_of(Tx& tx, const DonorRow& donor) {
  return zone_of(tx, donor.zone, donor.organisation);
}

// Which cycle the donor is in: named by the newest donation given, else by their registration.
std::string current_cycle(const std::vector<Donation>& donations);

}  // namespace muster
