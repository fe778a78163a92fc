// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/deferral.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "deferral_decision.hpp"
#include "deferral_words.hpp"
#include "muster/base/nearest.hpp"

namespace muster {

std::string_view name(DonationOutcome outcome) {
  switch (outcome) {
    case DonationOutcome::given: return "given";
    case DonationOutcome::deferred_on_site: return "deferred_on_site";
    case DonationOutcome::outcome_pending: return "outcome_pending";
    case DonationOutcome::self_reported: return "self_reported";
  }
  return "unknown";
}

std::optional<DonationOutcome> parse_donation_outcome(std::string_view text) {
  for (auto outcome : {DonationOutcome::given, DonationOutcome::deferred_on_site,
                       DonationOutcome::outcome_pending, DonationOutcome::self_reported})
    if (text == name(outcome)) return outcome;
  return std::nullopt;
}

std::string_view name(EligibilityRule rule) {
  switch (rule) {
    case EligibilityRule::none: return "none";
    case EligibilityRule::interval: return "interval";
    case EligibilityRule::window: return "window";
    case EligibilityRule::deferral: return "deferral";
    case EligibilityRule::permanent: return "permanent";
    case EligibilityRule::age: return "age";
    case EligibilityRule::outcome_pending: return "outcome_pending";
    case EligibilityRule::weight: return "weight";
  }
  return "unknown";
}

const IntervalRule& RuleSet::interval(Product last, Product next, Sex sex) const {
  const std::size_t row = index_of(last), column = index_of(next);
  const IntervalRule& common = intervals[row][column];
  const auto& of_women = female[row][column];
  const auto& of_men = male[row][column];
  const IntervalRule& woman = of_women ? *of_women : common;
  const IntervalRule& man = of_men ? *of_men : common;
  if (sex == Sex::female) return woman;
  if (sex == Sex::male) return man;
  return woman.days > man.days ? woman : man;
}

const DeferralReason* RuleSet::reason(std::string_view wanted) const {
  for (const DeferralReason& known : reasons)
    if (known.code == wanted) return &known;
  return nullptr;
}

Eligibility eligible_on(const RuleSet& rules, const Ledger& ledger, Product next) {
  const DecisionMaker maker(rules, ledger);
  Eligibility result = told(rules, ledger, maker.decide()[index_of(next)], next);
  result.held_since = maker.held_since();
  result.hold = result.held_since.has_value();
  if (result.hold && result.rule == EligibilityRule::none)
    result.rule = EligibilityRule::outcome_pending;
  return result;
}

Result<std::optional<Day>> deferral_end(const RuleSet& rules, std::string_view code, Day event) {
  if (const DeferralReason* reason = rules.reason(code))
    return reason->permanent ? std::optional<Day>() : std::optional<Day>(end_of(*reason, event));
  std::vector<std::string_view> known;
  for (const DeferralReason& reason : rules.reasons) known.push_back(reason.code);
  return invalid("reason", fmt::format("'{}' is no deferral reason of {}{}", code, rules.code,
                                       nearest_hint(code, known)));
}

}  // namespace muster
