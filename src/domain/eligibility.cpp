// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/eligibility.hpp"

#include "deferral_decision.hpp"

namespace muster {

EligibilityRow evaluate(const RuleSet& rules, const Ledger& ledger) {
  const DecisionMaker maker(rules, ledger);
  EligibilityRow row;
  row.rule_set = rules.code;
  row.hold = maker.held_since().has_value();
  const auto decisions = maker.decide();
  for (const Product product : all_products) {
    const Decision& one = decisions[index_of(product)];
    row.on[index_of(product)] = one.on;
    row.never = row.never || one.rule == EligibilityRule::permanent;
    (product == Product::whole_blood ? row.before : row.before_apheresis) = one.before;
  }
  return row;
}

std::optional<Product> gives_for(const EligibilityRow& eligibility, Product wanted, Day day) {
  if (wanted == Product::red_cells && eligibility.dates_accept(Product::whole_blood, day))
    return Product::whole_blood;
  if (eligibility.dates_accept(wanted, day)) return wanted;
  return std::nullopt;
}

}  // namespace muster
