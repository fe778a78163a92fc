// SPDX-License-Identifier: Apache-2.0
// What a donor's weight allows, by the rule set's donor standards. Pure.
#pragma once
#include <optional>
#include <string>

#include "muster/domain/deferral.hpp"

namespace muster {

// The most that may be taken at once from a donor of that weight; 0: too light to give it; none:
// the rules say nothing of it. Sex unknown: the less of the two.
std::optional<int> most_volume_ml(const RuleSet& rules, Product product, Sex sex, int weight_kg);

// The least weight for a product; none: the rules say nothing. Sex unknown: the more of the two.
std::optional<int> least_weight_kg(const RuleSet& rules, Product product, Sex sex);

// What to look at again when such a donation is entered, for operators; empty: nothing. A weight
// or volume (0) that is not known raises no doubt.
std::string volume_warning(const RuleSet& rules, const Ledger& ledger, Product product,
                           int volume_ml);

}  // namespace muster
