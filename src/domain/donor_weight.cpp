// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/donor_weight.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace muster {
namespace {

bool is_for(const VolumeRule& rule, Product product, Sex sex) {
  if (rule.sex != Sex::unknown && rule.sex != sex) return false;
  return std::find(rule.products.begin(), rule.products.end(), product) != rule.products.end();
}

// `sex` is known. The rule from the highest weight that they reach.
std::optional<int> most_for(const RuleSet& rules, Product product, Sex sex, int weight_kg) {
  bool any = false;
  const VolumeRule* reached = nullptr;
  for (const VolumeRule& rule : rules.volumes) {
    if (!is_for(rule, product, sex)) continue;
    any = true;
    if (rule.from_kg <= weight_kg && (!reached || rule.from_kg > reached->from_kg)) reached = &rule;
  }
  if (!any) return std::nullopt;
  if (!reached) return 0;
  if (reached->most_ml_per_kg == 0) return reached->most_ml;
  return std::min(reached->most_ml, reached->most_ml_per_kg * weight_kg);
}

std::optional<int> least_for(const RuleSet& rules, Product product, Sex sex) {
  std::optional<int> least;
  for (const VolumeRule& rule : rules.volumes)
    if (is_for(rule, product, sex) && (!least || rule.from_kg < *least)) least = rule.from_kg;
  return least;
}

}  // namespace

std::optional<int> most_volume_ml(const RuleSet& rules, Product product, Sex sex, int weight_kg) {
  if (rules.volumes.empty()) return std::nullopt;
  if (sex != Sex::unknown) return most_for(rules, product, sex, weight_kg);
  const auto woman = most_for(rules, product, Sex::female, weight_kg);
  const auto man = most_for(rules, product, Sex::male, weight_kg);
  if (!woman || !man) return woman ? woman : man;
  return std::min(*woman, *man);
}

std::optional<int> least_weight_kg(const RuleSet& rules, Product product, Sex sex) {
  if (sex != Sex::unknown) return least_for(rules, product, sex);
  // An empty optional is below every number.
  return std::max(least_for(rules, product, Sex::female), least_for(rules, product, Sex::male));
}

std::string volume_warning(const RuleSet& rules, const Ledger& ledger, Product product,
                           int volume_ml) {
  if (volume_ml == 0 || !ledger.weight_kg) return {};
  const auto most = most_volume_ml(rules, product, ledger.sex, *ledger.weight_kg);
  if (!most || volume_ml <= *most) return {};
  return fmt::format(
      "{} ml is more than the {} ml that {} allows at {} kg: check the volume and the weight",
      volume_ml, *most, rules.code, *ledger.weight_kg);
}

}  // namespace muster
