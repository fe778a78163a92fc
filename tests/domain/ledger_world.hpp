// SPDX-License-Identifier: Apache-2.0
// Random ledgers from a seed, and a slow reading of the rules, one day at a time.
#pragma once
#include <algorithm>
#include <random>
#include <tuple>

#include "muster/domain/donor_weight.hpp"

namespace muster::ledger_world {

inline const Day start = parse_day("2024-01-01").value();

class World {
 public:
  explicit World(unsigned seed) : random_(seed) {}

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  Day some_day() { return start + Days(below(500)); }
  Product product() { return all_products[static_cast<std::size_t>(below(5))]; }

  Donation donation() {
    const int roll = below(10);
    Donation made{DonationId(1 + below(1000)), product(), DonationOutcome::given, some_day(), 0};
    if (below(3) > 0) made.volume_ml = 100 + 50 * below(12);
    if (roll == 0) made.outcome = DonationOutcome::deferred_on_site;
    if (roll == 1) made.outcome = DonationOutcome::self_reported;
    if (roll == 2) made.outcome = DonationOutcome::outcome_pending;
    return made;
  }

  Deferral deferral(const RuleSet& rules) {
    const DeferralReason& reason =
        rules.reasons[static_cast<std::size_t>(below(int(rules.reasons.size())))];
    const Day event = some_day();
    std::optional<Day> until = deferral_end(rules, reason.code, event).value();
    if (!until && below(4) > 0) until = event + Days(30);  // few are permanent
    if (until && below(5) == 0) *until += Days(below(60) - 30);
    return {DeferralId(1 + below(1000)), reason.code, event, until};
  }

  Ledger ledger(const RuleSet& rules, int most = 9) {
    Ledger made;
    made.sex = static_cast<Sex>(below(3));
    if (below(2) == 0) made.birth = start - Days(365 * (15 + below(60)) + below(365));
    if (below(2) == 0) made.weight_kg = 38 + below(40);
    for (int i = below(most); i > 0; --i) made.donations.push_back(donation());
    for (int i = below(3); i > 0; --i) made.deferrals.push_back(deferral(rules));
    return made;
  }

  template <class Entries>
  void shuffle(Entries& entries) {
    std::shuffle(entries.begin(), entries.end(), random_);
  }

 private:
  std::mt19937 random_;
};

// A day as three numbers, months added as on paper: 31 August and 6 months is "31 February", which
// every day of February is before and no day of March.
inline std::tuple<int, int, int> on_paper(Day day, int months = 0) {
  const std::chrono::year_month_day ymd(day);
  const int month = int(unsigned(ymd.month())) - 1 + months;
  return {int(ymd.year()) + month / 12, month % 12, int(unsigned(ymd.day()))};
}

inline bool contains(const std::vector<Product>& products, Product product) {
  return std::find(products.begin(), products.end(), product) != products.end();
}

inline bool window_allows(const RuleSet& rules, const WindowRule& rule, const Ledger& ledger,
                          Product next, Day day) {
  if (!contains(rule.products, next)) return true;
  if (rule.sex == Sex::female && ledger.sex == Sex::male) return true;
  if (rule.sex == Sex::male && ledger.sex == Sex::female) return true;
  int count = 1, volume = rules.usual_ml[static_cast<std::size_t>(next)];
  for (const Donation& given : ledger.donations) {
    if (given.outcome != DonationOutcome::given || !contains(rule.products, given.product))
      continue;
    const bool inside = rule.months > 0 ? on_paper(day) < on_paper(given.on, rule.months)
                                        : given.on > day - Days(rule.days);
    if (given.on > day || !inside) continue;
    ++count;
    volume += given.volume_ml > 0 ? given.volume_ml
                                  : rules.usual_ml[static_cast<std::size_t>(given.product)];
  }
  return rule.count > 0 ? count <= rule.count : volume <= rule.volume_ml;
}

inline bool age_allows(const RuleSet& rules, const Ledger& ledger, Product next, Day day) {
  if (!ledger.birth) return true;
  auto [year, month, date] = on_paper(day);
  auto [birth_year, birth_month, birth_date] = on_paper(*ledger.birth);
  int age = year - birth_year;
  if (std::pair(month, date) < std::pair(birth_month, birth_date)) --age;
  bool gave = false, recently = false;
  for (const Donation& given : ledger.donations) {
    if (given.outcome != DonationOutcome::given) continue;
    gave = true;
    recently = recently || on_paper(day) < on_paper(given.on, 12 * rules.age.recent_years);
  }
  if (age < rules.age.min) return false;
  if (rules.age.max && age > *rules.age.max) return false;
  if (rules.age.apheresis_max && next != Product::whole_blood && age > *rules.age.apheresis_max)
    return false;
  if (rules.age.first_time_max && !gave && age > *rules.age.first_time_max) return false;
  return !rules.age.max_unless_recent || recently || age <= *rules.age.max_unless_recent;
}

// The rules as they are written: by dates alone, holds apart.
inline bool allowed(const RuleSet& rules, const Ledger& ledger, Product next, Day day) {
  for (const Deferral& deferral : ledger.deferrals)
    if (!deferral.until || day < *deferral.until) return false;
  for (const Donation& given : ledger.donations)
    if (given.outcome == DonationOutcome::given &&
        day < given.on + Days(rules.interval(given.product, next, ledger.sex).days))
      return false;
  for (const WindowRule& rule : rules.windows)
    if (!window_allows(rules, rule, ledger, next, day)) return false;
  if (ledger.weight_kg && most_volume_ml(rules, next, ledger.sex, *ledger.weight_kg) == 0)
    return false;
  return age_allows(rules, ledger, next, day);
}

}  // namespace muster::ledger_world
