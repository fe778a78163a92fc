// SPDX-License-Identifier: Apache-2.0
// Entries of the ledger are corrected or withdrawn, never overwritten: what they said before stays,
// with who changed it and why. Each plans the donor anew in its own transaction. Jobs; errors are
// forbidden, not_found, invalid (with the field's pointer), conflict (it is not in force).
#pragma once
#include <optional>
#include <string>

#include "muster/engine/settings.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// What is not said stays as it is.
struct DonationCorrection {
  std::optional<Product> product;
  std::optional<DonationOutcome> outcome;
  std::optional<Day> on;
  std::optional<int> volume_ml;
  std::optional<int> units;
  std::optional<std::string> certificate;
  std::string note;  // why; required
};
Result<DonationEntry> correct_donation(Tx& tx, const Settings& settings, const Principal& who,
                                       DonationId id, const DonationCorrection& wanted,
                                       Instant now);

struct DeferralCorrection {
  std::optional<std::string> reason;
  std::optional<Day> event;
  std::optional<Day> until;  // none: by the rule, when reason or event change
  std::string note;
};
Result<DeferralEntry> correct_deferral(Tx& tx, const Settings& settings, const Principal& who,
                                       DeferralId id, const DeferralCorrection& wanted,
                                       Instant now);

// It was entered in error. `note` says why.
Result<DonationEntry> withdraw_donation(Tx& tx, const Settings& settings, const Principal& who,
                                        DonationId id, const std::string& note, Instant now);
Result<DeferralEntry> withdraw_deferral(Tx& tx, const Settings& settings, const Principal& who,
                                        DeferralId id, const std::string& note, Instant now);

}  // namespace muster
