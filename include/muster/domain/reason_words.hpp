// SPDX-License-Identifier: Apache-2.0
// Reasons for a deferral as lists write them. Pure.
#pragma once
#include <string_view>

#include "muster/domain/deferral.hpp"

namespace muster {

// The rule set's reason for a code ("tattoo", "Sore throat") or for a common Vietnamese or English
// name of it ("xăm mình", "đau họng", "anaemia"); accents and case do not matter. nullptr: none of
// this rule set. Words that mean two things without their accents are left out.
const DeferralReason* deferral_reason_named(const RuleSet& rules, std::string_view text);

}  // namespace muster
