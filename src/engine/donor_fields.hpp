// SPDX-License-Identifier: Apache-2.0
// What each field of a donor must be, the same for a new one and for an edit. Inside a job.
#pragma once
#include "muster/engine/registry.hpp"
#include "registry_rules.hpp"

namespace muster {

DonorRow read_donor(const Settings& settings, const NewDonor& wanted,
                    const OrganisationRow& organisation, FieldChecks& check, Instant now);

}  // namespace muster
