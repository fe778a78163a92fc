// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/eligibility.hpp"

namespace muster {

EligibilityRow evaluate(const RuleSet& rules, const Ledger& ledger) {
  EligibilityRow row;
  row.rule_set = rules.code;
  for (const Product product : all_products) {
    const Eligibility one = eligible_on(rules, ledger, product);
    row.on[static_cast<std::size_t>(product)] = one.on;
    row.hold = row.hold || one.hold;
    row.never = row.never || (!one.on && one.rule == EligibilityRule::permanent);
    // Age ends all products on one day; were rules to differ, the earliest is the safe one.
    if (one.before && (!row.before || *one.before < *row.before)) row.before = one.before;
  }
  return row;
}

}  // namespace muster
