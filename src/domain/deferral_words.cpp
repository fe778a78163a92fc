// SPDX-License-Identifier: Apache-2.0
#include "deferral_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "muster/domain/donor_weight.hpp"

namespace muster {
namespace {

std::string plural(int count, std::string_view unit) {
  return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
}

std::string period(int months, int days) {
  if (months == 0) return plural(days, "day");
  if (days == 0) return plural(months, "month");
  return fmt::format("{} and {}", plural(months, "month"), plural(days, "day"));
}

std::string join_words(const std::vector<Product>& products) {
  std::string text;
  for (Product product : products) text += (text.empty() ? "" : " or ") + words(product);
  return text;
}

std::string_view whom(Sex sex) {
  switch (sex) {
    case Sex::female: return "women ";
    case Sex::male: return "men ";
    case Sex::unknown: break;
  }
  return "";
}

void tell_deferral(const RuleSet& rules, const Deferral& deferral, Eligibility& result) {
  const DeferralReason* reason = rules.reason(deferral.reason);
  if (!reason || reason->permanent || end_of(*reason, deferral.event) != *deferral.until) {
    result.detail =
        fmt::format("deferral for {} since {}", deferral.reason, to_string(deferral.event));
    result.article = "end set by the collection site";
    return;
  }
  result.detail = fmt::format("{} after {} ({}) on {}", period(reason->months, reason->days),
                              reason->code, reason->start_event, to_string(deferral.event));
  result.article = reason->article;
  result.verified = reason->verified;
}

void tell_window(const WindowRule& rule, Eligibility& result) {
  // "in any 7 days", "in any 12 months"; a window of one unit is "in any 1 month".
  const std::string window = period(rule.months, rule.days);
  result.detail = rule.count > 0 ? fmt::format("{}at most {} times {} in any {}", whom(rule.sex),
                                               rule.count, join_words(rule.products), window)
                                 : fmt::format("{}at most {} ml of {} in any {}", whom(rule.sex),
                                               rule.volume_ml, join_words(rule.products), window);
  result.article = rule.article;
  result.verified = rule.verified;
}

void tell_rule(const RuleSet& rules, const Decision& decision, Eligibility& result) {
  switch (decision.rule) {
    case EligibilityRule::interval:
      result.detail =
          fmt::format("{} after {} on {}", plural(decision.interval->days, "day"),
                      words(decision.donation->product), to_string(decision.donation->on));
      result.article = decision.interval->article;
      result.verified = decision.interval->verified;
      break;
    case EligibilityRule::window: tell_window(*decision.window, result); break;
    case EligibilityRule::deferral: tell_deferral(rules, *decision.deferral, result); break;
    case EligibilityRule::age:
      result.detail = fmt::format("{} years old on {}", rules.age.min, to_string(*decision.on));
      result.article = rules.age.article;
      result.verified = rules.age.verified;
      break;
    case EligibilityRule::none:
    case EligibilityRule::permanent:
    case EligibilityRule::outcome_pending:
    case EligibilityRule::weight: break;
  }
}

std::string bound_text(const RuleSet& rules, const Ledger& ledger, const Decision& decision) {
  std::string text = fmt::format("{} years old", decision.bound_age + 1);
  if (decision.bound == AgeBound::first_time) return text + " without a donation on record";
  if (decision.bound != AgeBound::not_recent) return text;
  const bool gave = std::any_of(ledger.donations.begin(), ledger.donations.end(), [](auto& entry) {
    return entry.outcome == DonationOutcome::given;
  });
  if (!gave) return text + " without a donation on record";
  return fmt::format("over {} and no donation in the {} years before", decision.bound_age,
                     rules.age.recent_years);
}

const VolumeRule* first_volume_rule(const RuleSet& rules, Product next) {
  for (const VolumeRule& rule : rules.volumes)
    if (std::find(rule.products.begin(), rule.products.end(), next) != rule.products.end())
      return &rule;
  return nullptr;
}

void tell_weight(const RuleSet& rules, const Ledger& ledger, Product next, Eligibility& result) {
  const auto least = least_weight_kg(rules, next, ledger.sex);
  if (!least) return;
  if (!ledger.weight_kg) {
    result.to_check = fmt::format("weight at least {} kg", *least);
    return;
  }
  result.most_ml = most_volume_ml(rules, next, ledger.sex, *ledger.weight_kg);
  if (result.rule != EligibilityRule::weight) return;
  const VolumeRule& rule = *first_volume_rule(rules, next);
  result.detail =
      fmt::format("weight {} kg, {} needs at least {} kg", *ledger.weight_kg, words(next), *least);
  result.article = rule.article;
  result.verified = rule.verified;
}

}  // namespace

std::string words(Product product) {
  std::string text(name(product));
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

Eligibility told(const RuleSet& rules, const Ledger& ledger, const Decision& decision,
                 Product next) {
  Eligibility result;
  result.on = decision.on;
  result.rule = decision.rule;
  result.before = decision.before;
  if (decision.before) result.before_detail = bound_text(rules, ledger, decision);
  // The article and code of a permanent deferral stay out: never show why.
  if (decision.rule == EligibilityRule::permanent) {
    result.detail = "permanently deferred";
    return result;
  }
  if (decision.rule == EligibilityRule::age && !decision.on) {
    result.detail = fmt::format("{} on {}, before the wait ends on {}", result.before_detail,
                                to_string(*decision.before), to_string(decision.wait_ends));
    result.article = rules.age.article;
    result.verified = rules.age.verified;
  } else {
    tell_rule(rules, decision, result);
  }
  tell_weight(rules, ledger, next, result);
  return result;
}

std::string explain(const RuleSet& rules, const Eligibility& eligibility, Product next, Day day) {
  std::string text;
  if (eligibility.hold)
    text = eligibility.held_since
               ? fmt::format("on hold until the outcome of {} is entered; by the entries so far ",
                             to_string(*eligibility.held_since))
               : "on hold until an outcome is entered; by the entries so far ";
  std::string why = eligibility.detail;
  if (!eligibility.article.empty()) why += ", " + eligibility.article;
  if (!eligibility.verified) why += not_verified;
  if (!eligibility.on) {
    const bool for_now = eligibility.rule == EligibilityRule::weight;
    return fmt::format("{}{} {}: {}", text, for_now ? "no" : "never", words(next), why);
  }
  if (eligibility.before && day >= *eligibility.before)
    return fmt::format("{}no {} from {} on: {}, {}{}", text, words(next),
                       to_string(*eligibility.before), eligibility.before_detail, rules.age.article,
                       rules.age.verified ? "" : not_verified);
  if (day < *eligibility.on)
    return fmt::format("{}not before {}: {}", text, to_string(*eligibility.on), why);
  text += fmt::format("may give {} on {}: ", words(next), to_string(day));
  text += eligibility.detail.empty() ? "nothing in the ledger stands against it"
                                     : fmt::format("since {}, {}", to_string(*eligibility.on), why);
  if (eligibility.most_ml) text += fmt::format("; at most {} ml at once", *eligibility.most_ml);
  if (!eligibility.to_check.empty())
    text += fmt::format("; to be checked on site: {}", eligibility.to_check);
  return text;
}

}  // namespace muster
