// SPDX-License-Identifier: Apache-2.0
// A decision in words, for operators. Pure.
#pragma once
#include "deferral_decision.hpp"

namespace muster {

Eligibility told(const RuleSet& rules, const Ledger& ledger, const Decision& decision,
                 Product next);
// "whole blood"
std::string words(Product product);
inline constexpr std::string_view not_verified =
    " (not verified: confirm with the collection site)";

}  // namespace muster
