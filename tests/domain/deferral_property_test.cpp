// SPDX-License-Identifier: Apache-2.0
// Laws of eligibility over seeded random ledgers, against a slow reading of the rules day by day.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "muster/domain/deferral.hpp"
#include "muster/domain/rule_set.hpp"

namespace muster {
namespace {

const Day start = parse_day("2024-01-01").value();

// The circular, with windows that overlap and a longer wait for women, so that every kind of rule
// meets the others.
RuleSet harder_rules() {
  Problems problems;
  TomlFile file = TomlFile::load(MUSTER_SOURCE_DIR "/config/deferral/vn-2013.toml", problems);
  RuleSet rules = read_rule_set(file, problems);
  EXPECT_TRUE(problems.empty());
  rules.windows.push_back({{Product::platelets, Product::plasma}, 4, 90, "window", true});
  rules.windows.push_back({{Product::whole_blood, Product::red_cells}, 3, 365, "window", true});
  rules.female[0][0] = IntervalRule{112, "women", true};
  return rules;
}

class World {
 public:
  explicit World(unsigned seed) : random_(seed) {}

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  Day some_day() { return start + Days(below(500)); }
  Product product() { return all_products[static_cast<std::size_t>(below(5))]; }

  Donation donation() {
    const int roll = below(10);
    Donation made{DonationId(1 + below(1000)), product(), DonationOutcome::given, some_day(), 350};
    if (roll == 0) made.outcome = DonationOutcome::deferred_on_site;
    if (roll == 1) made.outcome = DonationOutcome::self_reported;
    return made;
  }

  Deferral deferral(const RuleSet& rules) {
    const DeferralReason& reason =
        rules.reasons[static_cast<std::size_t>(below(int(rules.reasons.size())))];
    const Day event = some_day();
    std::optional<Day> until = deferral_end(rules, reason.code, event).value();
    if (until && below(5) == 0) *until += Days(below(60) - 30);
    return {DeferralId(1 + below(1000)), reason.code, event, until};
  }

  Ledger ledger(const RuleSet& rules) {
    Ledger made;
    made.sex = static_cast<Sex>(below(3));
    if (below(2) == 0) made.birth = start - Days(365 * (15 + below(50)) + below(365));
    for (int i = below(9); i > 0; --i) made.donations.push_back(donation());
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

// The rules as they are written, one day at a time: by dates alone, holds apart.
bool allowed(const RuleSet& rules, const Ledger& ledger, Product next, Day day) {
  for (const Deferral& deferral : ledger.deferrals)
    if (!deferral.until || day < *deferral.until) return false;
  for (const Donation& given : ledger.donations)
    if (given.outcome == DonationOutcome::given &&
        day < given.on + Days(rules.interval(given.product, next, ledger.sex).days))
      return false;
  auto contains = [](const std::vector<Product>& products, Product product) {
    return std::find(products.begin(), products.end(), product) != products.end();
  };
  for (const WindowRule& rule : rules.windows) {
    if (!contains(rule.products, next)) continue;
    const auto in_window =
        std::count_if(ledger.donations.begin(), ledger.donations.end(), [&](const Donation& d) {
          return d.outcome == DonationOutcome::given && contains(rule.products, d.product) &&
                 d.on <= day && d.on > day - Days(rule.days);
        });
    if (in_window + 1 > rule.count) return false;
  }
  if (!ledger.birth) return true;
  const std::chrono::year_month_day born(*ledger.birth), today(day);
  int age = int(today.year()) - int(born.year());
  if (std::pair(today.month(), today.day()) < std::pair(born.month(), born.day())) --age;
  return age >= rules.age_min && age <= rules.age_max;
}

// "Sooner" for dates that may be never.
bool sooner(const Eligibility& a, const Eligibility& b) {
  if (!a.on) return false;
  return !b.on || *a.on < *b.on;
}

TEST(DeferralProperty, TheDateIsTheFirstDayThatNoRuleRefuses) {
  const RuleSet rules = harder_rules();
  for (unsigned seed = 1; seed <= 400; ++seed) {
    World world(seed);
    const Ledger ledger = world.ledger(rules);
    for (Product next : all_products) {
      const Eligibility found = eligible_on(rules, ledger, next);
      const bool held = std::any_of(
          ledger.donations.begin(), ledger.donations.end(),
          [](const Donation& d) { return d.outcome == DonationOutcome::self_reported; });
      ASSERT_EQ(found.hold, held) << seed;
      Eligibility by_date = found;
      by_date.hold = false;
      for (Day day = start - Days(30); day < start + Days(1200); day += Days(1))
        ASSERT_EQ(by_date.accepts(day), allowed(rules, ledger, next, day))
            << "seed " << seed << " " << name(next) << " on " << to_string(day) << ": "
            << explain(rules, found, next, day);
    }
  }
}

TEST(DeferralProperty, AnEntryMoreNeverMakesAnyoneEligibleSooner) {
  const RuleSet rules = harder_rules();
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    World world(seed);
    Ledger ledger = world.ledger(rules);
    const Product next = world.product();
    const Eligibility before = eligible_on(rules, ledger, next);
    if (world.below(2) == 0)
      ledger.donations.push_back(world.donation());
    else
      ledger.deferrals.push_back(world.deferral(rules));
    const Eligibility after = eligible_on(rules, ledger, next);
    EXPECT_FALSE(sooner(after, before)) << seed;
    EXPECT_TRUE(after.hold || !before.hold) << seed;
  }
}

TEST(DeferralProperty, TheOrderOfEntriesDoesNotMatter) {
  const RuleSet rules = harder_rules();
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    World world(seed);
    Ledger ledger = world.ledger(rules);
    const Product next = world.product();
    const Eligibility one = eligible_on(rules, ledger, next);
    world.shuffle(ledger.donations);
    world.shuffle(ledger.deferrals);
    const Eligibility two = eligible_on(rules, ledger, next);
    EXPECT_EQ(one.on, two.on) << seed;
    EXPECT_EQ(one.before, two.before) << seed;
    EXPECT_EQ(one.held_since, two.held_since) << seed;
    EXPECT_EQ(explain(rules, one, next, start), explain(rules, two, next, start)) << seed;
  }
}

TEST(DeferralProperty, ALawfulLedgerWaitsForWhatWasGivenLast) {
  Problems problems;
  TomlFile file = TomlFile::load(MUSTER_SOURCE_DIR "/config/deferral/vn-2013.toml", problems);
  const RuleSet rules = read_rule_set(file, problems);
  for (unsigned seed = 1; seed <= 500; ++seed) {
    World world(seed);
    Ledger ledger;
    Day day = start;
    for (int i = 0; i < 6; ++i) {
      const Product product = all_products[static_cast<std::size_t>(world.below(4))];
      if (i > 0)
        day = std::max(day, *eligible_on(rules, ledger, product).on) + Days(world.below(20));
      ledger.donations.push_back({DonationId(i + 1), product, DonationOutcome::given, day, 350});
    }
    const Product next = all_products[static_cast<std::size_t>(world.below(4))];
    const Product last = ledger.donations.back().product;
    EXPECT_EQ(*eligible_on(rules, ledger, next).on,
              day + Days(rules.interval(last, next, Sex::male).days));
  }
}

}  // namespace
}  // namespace muster
