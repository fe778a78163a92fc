// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/deferral.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "muster/base/assert.hpp"
#include "muster/base/nearest.hpp"

namespace muster {
namespace {

std::size_t index(Product product) { return static_cast<std::size_t>(product); }

// What sets the date so far. Nothing is put into words before all is compared: this runs for every
// donor of a list.
struct Candidate {
  Day on;
  EligibilityRule rule = EligibilityRule::none;
  const Donation* donation = nullptr;
  const IntervalRule* interval = nullptr;
  const WindowRule* window = nullptr;
  const Deferral* deferral = nullptr;
};

// Equal dates: what is told must not depend on the order of the ledger's entries. The kinds of
// rules come in a fixed order.
bool later(const Candidate& a, const Candidate& b) {
  if (a.on != b.on) return a.on > b.on;
  if (a.donation && b.donation)
    return std::tie(a.donation->on, a.donation->product) >
           std::tie(b.donation->on, b.donation->product);
  if (a.window && b.window) return a.window < b.window;
  if (a.deferral && b.deferral)
    return std::tie(a.deferral->event, a.deferral->reason) >
           std::tie(b.deferral->event, b.deferral->reason);
  return false;
}

// The day `years` and `months` after, or where that month has no such day the first of the next
// one: the period is then full, never a day short.
Day after(Day day, int years, int months) {
  std::chrono::year_month_day ymd(day);
  ymd += std::chrono::years(years);
  ymd += std::chrono::months(months);
  if (ymd.ok()) return Day(ymd);
  return Day(std::chrono::year_month_day_last(ymd.year(), ymd.month() / std::chrono::last)) +
         Days(1);
}

Day end_of(const DeferralReason& reason, Day event) {
  return after(event, 0, reason.months) + Days(reason.days);
}

// The first day by one window rule: of the last `count` donations the earliest has to leave the
// window. That day is exact as long as it is not before the last donation, which the interval rules
// see to.
std::optional<Day> window_end(const WindowRule& rule, const std::vector<Donation>& donations) {
  std::array<Day, most_per_window> latest;  // descending; no allocation
  const auto count = static_cast<std::size_t>(rule.count);
  std::size_t found = 0;
  for (const Donation& donation : donations) {
    if (donation.outcome != DonationOutcome::given) continue;
    if (std::find(rule.products.begin(), rule.products.end(), donation.product) ==
        rule.products.end())
      continue;
    std::size_t at = found;
    while (at > 0 && latest[at - 1] < donation.on) --at;
    if (at == count) continue;
    const std::size_t last = found < count ? found++ : count - 1;
    std::move_backward(latest.begin() + static_cast<int>(at),
                       latest.begin() + static_cast<int>(last),
                       latest.begin() + static_cast<int>(last) + 1);
    latest[at] = donation.on;
  }
  if (found < count) return std::nullopt;
  return latest[count - 1] + Days(rule.days);
}

void consider(Candidate& best, bool& any, const Candidate& next) {
  if (!any || later(next, best)) best = next;
  any = true;
}

std::string words(Product product) {
  std::string text(name(product));
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string period(const DeferralReason& reason) {
  std::string text;
  if (reason.months > 0)
    text = fmt::format("{} month{}", reason.months, reason.months > 1 ? "s" : "");
  if (reason.days == 0) return text;
  return fmt::format("{}{}{} day{}", text, text.empty() ? "" : " and ", reason.days,
                     reason.days > 1 ? "s" : "");
}

std::string join_words(const std::vector<Product>& products) {
  std::string text;
  for (Product product : products) text += (text.empty() ? "" : " or ") + words(product);
  return text;
}

void tell_deferral(const RuleSet& rules, const Deferral& deferral, Eligibility& result) {
  const DeferralReason* reason = rules.reason(deferral.reason);
  if (!reason || reason->permanent || end_of(*reason, deferral.event) != *deferral.until) {
    result.detail =
        fmt::format("deferral for {} since {}", deferral.reason, to_string(deferral.event));
    result.article = "end set by the collection site";
    return;
  }
  result.detail = fmt::format("{} after {} ({}) on {}", period(*reason), reason->code,
                              reason->start_event, to_string(deferral.event));
  result.article = reason->article;
  result.verified = reason->verified;
}

void tell(const RuleSet& rules, const Candidate& best, Eligibility& result) {
  result.rule = best.rule;
  switch (best.rule) {
    case EligibilityRule::interval:
      result.detail = fmt::format("{} day{} after {} on {}", best.interval->days,
                                  best.interval->days == 1 ? "" : "s",
                                  words(best.donation->product), to_string(best.donation->on));
      result.article = best.interval->article;
      result.verified = best.interval->verified;
      break;
    case EligibilityRule::window:
      result.detail = fmt::format("at most {} times {} in any {} days", best.window->count,
                                  join_words(best.window->products), best.window->days);
      result.article = best.window->article;
      result.verified = best.window->verified;
      break;
    case EligibilityRule::deferral: tell_deferral(rules, *best.deferral, result); break;
    case EligibilityRule::age:
      result.detail = fmt::format("{} years old on {}", rules.age_min, to_string(best.on));
      result.article = rules.age_article;
      result.verified = rules.age_verified;
      break;
    case EligibilityRule::none:
    case EligibilityRule::permanent:
    case EligibilityRule::outcome_pending: break;
  }
}

// The article and code of a permanent deferral stay out: never show why.
Eligibility never(const Eligibility& so_far, EligibilityRule rule, std::string detail,
                  std::string article, bool verified) {
  Eligibility result = so_far;
  result.on.reset();
  result.rule = rule;
  result.detail = std::move(detail);
  result.article = std::move(article);
  result.verified = verified;
  return result;
}

}  // namespace

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
  }
  return "unknown";
}

const IntervalRule& RuleSet::interval(Product last, Product next, Sex sex) const {
  const IntervalRule& common = intervals[index(last)][index(next)];
  const auto& other = female[index(last)][index(next)];
  if (!other || sex == Sex::male) return common;
  // Sex unknown: the longer wait, so that nobody is asked too early.
  return sex == Sex::female || other->days > common.days ? *other : common;
}

const DeferralReason* RuleSet::reason(std::string_view wanted) const {
  for (const DeferralReason& known : reasons)
    if (known.code == wanted) return &known;
  return nullptr;
}

Eligibility eligible_on(const RuleSet& rules, const Ledger& ledger, Product next) {
  Eligibility result;
  Candidate best;
  bool any = false, permanent = false;
  if (ledger.birth) {
    consider(best, any,
             {after(*ledger.birth, rules.age_min, 0), EligibilityRule::age, {}, {}, {}, {}});
    result.before = after(*ledger.birth, rules.age_max + 1, 0);
  }
  for (const Donation& donation : ledger.donations) {
    if (donation.outcome == DonationOutcome::outcome_pending ||
        donation.outcome == DonationOutcome::self_reported) {
      if (!result.hold || donation.on < *result.held_since) result.held_since = donation.on;
      result.hold = true;
    }
    if (donation.outcome != DonationOutcome::given) continue;
    const IntervalRule& rule = rules.interval(donation.product, next, ledger.sex);
    consider(best, any,
             {donation.on + Days(rule.days), EligibilityRule::interval, &donation, &rule, {}, {}});
  }
  for (const WindowRule& rule : rules.windows) {
    if (std::find(rule.products.begin(), rule.products.end(), next) == rule.products.end())
      continue;
    MUSTER_ASSERT(rule.count >= 1 && rule.count <= most_per_window);
    if (auto end = window_end(rule, ledger.donations))
      consider(best, any, {*end, EligibilityRule::window, {}, {}, &rule, {}});
  }
  for (const Deferral& deferral : ledger.deferrals) {
    permanent = permanent || !deferral.until;
    if (deferral.until)
      consider(best, any, {*deferral.until, EligibilityRule::deferral, {}, {}, {}, &deferral});
  }
  if (permanent) return never(result, EligibilityRule::permanent, "permanently deferred", {}, true);
  result.on = best.on;
  if (result.before && best.on >= *result.before)
    return never(result, EligibilityRule::age,
                 fmt::format("{} years old on {}, before the wait ends on {}", rules.age_max + 1,
                             to_string(*result.before), to_string(best.on)),
                 rules.age_article, rules.age_verified);
  tell(rules, best, result);
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

std::string explain(const RuleSet& rules, const Eligibility& eligibility, Product next, Day day) {
  std::string text;
  if (eligibility.hold)
    text = eligibility.held_since
               ? fmt::format("on hold until the outcome of {} is entered; by the entries so far ",
                             to_string(*eligibility.held_since))
               : "on hold until an outcome is entered; by the entries so far ";
  std::string why = eligibility.detail;
  if (!eligibility.article.empty()) why += ", " + eligibility.article;
  if (!eligibility.verified) why += " (not verified: confirm with the collection site)";
  if (!eligibility.on) return fmt::format("{}never {}: {}", text, words(next), why);
  if (eligibility.before && day >= *eligibility.before)
    return fmt::format(
        "{}no {} from {} on: {} years old, {}{}", text, words(next), to_string(*eligibility.before),
        rules.age_max + 1, rules.age_article,
        rules.age_verified ? "" : " (not verified: confirm with the collection site)");
  if (day < *eligibility.on)
    return fmt::format("{}not before {}: {}", text, to_string(*eligibility.on), why);
  text += fmt::format("may give {} on {}: ", words(next), to_string(day));
  if (eligibility.detail.empty()) return text + "nothing in the ledger stands against it";
  return text + fmt::format("since {}, {}", to_string(*eligibility.on), why);
}

}  // namespace muster
