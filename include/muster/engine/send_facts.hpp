// SPDX-License-Identifier: Apache-2.0
// Gathers what the verdict looks at, in the transaction that commits the attempt. Inside a job.
#pragma once
#include <optional>

#include "muster/domain/verdict.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/due_sends.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct SendCase {
  SendFacts facts;
  Zone zone = Zone::utc();
  BypassId bypass;  // that covers a page which would not go without it
};

SendCase gather(Tx& tx, const Settings& settings, const DueSend& due, Instant now);

// By the one rule (domain/contact).
bool is_verified(const Settings& settings, const ContactPointRow& address, Instant now);

// The donor's first usable contact point of a channel that a route serves and that no stop closes
// to this purpose (none: a service text), else one that is stopped; verified or not: where a page
// goes is store/candidates' question. None: nobody can be reached there.
std::optional<ContactPointRow> usable_address(Tx& tx, const Settings& settings, DonorId donor,
                                              std::optional<Purpose> purpose = {});

}  // namespace muster
