// SPDX-License-Identifier: Apache-2.0
// Delivery receipts: states only move forward, whatever order, repetition or delay they come in
// (F43, F47). Jobs.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "muster/engine/lease.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct ReceiptsApplied {
  int moved = 0;    // changed a message's state
  int kept = 0;     // nobody known yet: kept 24 h
  int repeated = 0;  // said nothing new
  // Texts that were leased for another try and have arrived meanwhile: they need not leave again.
  std::vector<Recall> arrived;
  std::vector<std::string> stopped;  // address indexes the carrier stopped: their leases come back
};

Result<ReceiptsApplied> apply_receipts(Tx& tx, const std::string& gateway,
                                       const std::vector<ReceiptEvent>& receipts, Instant now);

// Receipts that came before the answer to their own request.
void match_early_receipts(Tx& tx, const std::string& gateway, const std::string& provider_id,
                          MessageId message, Instant now);

}  // namespace muster
