// SPDX-License-Identifier: Apache-2.0
// What donors gave and why they may not: donations, deferrals, and the eligibility that was
// computed from them. Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/deferral.hpp"
#include "muster/domain/eligibility.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// A hold (outcome_pending, self_reported) is settled by an outcome entered for a day this near to
// it: a donor's "already gave" carries the day of the text, not of the donation.
inline constexpr Days hold_settled_within{7};

class LedgerTable {
 public:
  explicit LedgerTable(Tx& tx) : tx_(tx) {}

  // None when the ledger has the same donor, product, outcome and day already: imports may repeat,
  // and nobody gives the same product twice a day. An outcome (given, deferred_on_site) replaces
  // the holds near its day.
  std::optional<DonationId> add_donation(DonorId donor, OrganisationId organisation,
                                         const Donation& donation, std::string_view source,
                                         Instant now);
  // None when the same reason, event and end stand already.
  std::optional<DeferralId> add_deferral(DonorId donor, OrganisationId organisation,
                                         const Deferral& deferral, std::string_view source,
                                         Instant now);
  // It was entered in error. False when it is not in force.
  bool withdraw_deferral(DeferralId id, Instant now);

  // In order of their days, without those replaced.
  std::vector<Donation> donations(DonorId donor);
  // Without those withdrawn.
  std::vector<Deferral> deferrals(DonorId donor);
  Ledger ledger(const DonorRow& donor);

  void store_eligibility(DonorId donor, const EligibilityRow& row);
  std::optional<EligibilityRow> eligibility(DonorId donor);

 private:
  Tx& tx_;
};

}  // namespace muster
