// SPDX-License-Identifier: Apache-2.0
// Laws of eligibility over seeded random ledgers and all shipped rule sets, against a slow reading
// of the rules day by day. A failure names the rule set and the seed.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "ledger_world.hpp"
#include "muster/domain/eligibility.hpp"
#include "rule_files.hpp"

namespace muster {
namespace {

using ledger_world::allowed;
using ledger_world::start;
using ledger_world::World;

std::string at(const RuleSet& rules, unsigned seed) {
  return fmt::format("rules {}, seed {}", rules.code, seed);
}

// "Sooner" for dates that may be never.
bool sooner(const std::optional<Day>& a, const std::optional<Day>& b) {
  if (!a) return false;
  return !b || *a < *b;
}

TEST(DeferralProperty, TheDateIsTheFirstDayThatNoRuleRefuses) {
  for (const RuleSet& rules : rule_files::all()) {
    for (unsigned seed = 1; seed <= 100; ++seed) {
      World world(seed);
      const Ledger ledger = world.ledger(rules, seed % 10 == 0 ? 80 : 9);
      for (Product next : all_products) {
        const Eligibility found = eligible_on(rules, ledger, next);
        const bool held =
            std::any_of(ledger.donations.begin(), ledger.donations.end(), [](const Donation& d) {
              return d.outcome == DonationOutcome::self_reported ||
                     d.outcome == DonationOutcome::outcome_pending;
            });
        ASSERT_EQ(found.hold, held) << at(rules, seed);
        Eligibility by_date = found;
        by_date.hold = false;
        for (Day day = start - Days(30); day < start + Days(1200); day += Days(1))
          ASSERT_EQ(by_date.accepts(day), allowed(rules, ledger, next, day))
              << at(rules, seed) << " " << name(next) << " on " << to_string(day) << ": "
              << explain(rules, found, next, day);
      }
    }
  }
}

TEST(DeferralProperty, AnEntryMoreNeverMakesAnyoneEligibleSooner) {
  for (const RuleSet& rules : rule_files::all()) {
    for (unsigned seed = 1; seed <= 3000; ++seed) {
      World world(seed);
      Ledger ledger = world.ledger(rules);
      const EligibilityRow before = evaluate(rules, ledger);
      if (world.below(2) == 0)
        ledger.donations.push_back(world.donation());
      else
        ledger.deferrals.push_back(world.deferral(rules));
      const EligibilityRow after = evaluate(rules, ledger);
      EXPECT_TRUE(after.hold || !before.hold) << at(rules, seed);
      EXPECT_TRUE(after.never || !before.never) << at(rules, seed);
      for (Product next : all_products) {
        EXPECT_FALSE(sooner(after.on_for(next), before.on_for(next))) << at(rules, seed);
        if (!after.on_for(next) || before.hold) continue;
        // A first donation may move the age from which somebody may no longer give, nothing else.
        for (Day day = *after.on_for(next); day < start + Days(1200); day += Days(50))
          EXPECT_TRUE(!after.accepts(next, day) || before.accepts(next, day) ||
                      (before.before_for(next) && *before.before_for(next) <= day))
              << at(rules, seed) << " " << name(next) << " on " << to_string(day);
      }
    }
  }
}

TEST(DeferralProperty, AHoldOnlyEverBlocks) {
  for (const RuleSet& rules : rule_files::all()) {
    for (unsigned seed = 1; seed <= 500; ++seed) {
      World world(seed);
      Ledger ledger = world.ledger(rules);
      const EligibilityRow before = evaluate(rules, ledger);
      Donation pending = world.donation();
      pending.outcome = DonationOutcome::outcome_pending;
      ledger.donations.push_back(pending);
      EligibilityRow after = evaluate(rules, ledger);
      EXPECT_TRUE(after.hold) << at(rules, seed);
      after.hold = before.hold;
      EXPECT_EQ(after, before) << at(rules, seed);  // a hold is no date
    }
  }
}

TEST(DeferralProperty, TheStoredDateIsTheOneThatIsExplained) {
  for (const RuleSet& rules : rule_files::all()) {
    for (unsigned seed = 1; seed <= 2000; ++seed) {
      World world(seed);
      const Ledger ledger = world.ledger(rules);
      const EligibilityRow row = evaluate(rules, ledger);
      EXPECT_EQ(row.rule_set, rules.code);
      for (Product next : all_products) {
        const Eligibility told = eligible_on(rules, ledger, next);
        ASSERT_EQ(told.on, row.on_for(next)) << at(rules, seed);
        ASSERT_EQ(told.before, row.before_for(next)) << at(rules, seed);
        ASSERT_EQ(told.hold, row.hold) << at(rules, seed);
        if (!told.on) {
          const std::string text = explain(rules, told, next, start);
          EXPECT_TRUE(text.find(told.rule == EligibilityRule::weight ? "no " : "never ") !=
                      text.npos)
              << at(rules, seed) << ": " << text;
          continue;
        }
        const Day eve = *told.on - Days(1);
        EXPECT_FALSE(row.accepts(next, eve)) << at(rules, seed);
        if (told.before && *told.before <= *told.on) continue;
        EXPECT_EQ(row.accepts(next, *told.on), !row.hold) << at(rules, seed);
        if (told.rule == EligibilityRule::none || told.rule == EligibilityRule::outcome_pending)
          continue;
        EXPECT_NE(explain(rules, told, next, eve).find("not before " + to_string(*told.on)),
                  std::string::npos)
            << at(rules, seed) << ": " << explain(rules, told, next, eve);
      }
    }
  }
}

TEST(DeferralProperty, TheOrderOfEntriesAndOfRulesDoesNotMatter) {
  for (const RuleSet& rules : rule_files::all()) {
    for (unsigned seed = 1; seed <= 1000; ++seed) {
      World world(seed);
      Ledger ledger = world.ledger(rules, seed % 5 == 0 ? 80 : 9);
      const Product next = world.product();
      const Eligibility one = eligible_on(rules, ledger, next);
      const EligibilityRow row = evaluate(rules, ledger);
      RuleSet shuffled = rules;
      world.shuffle(ledger.donations);
      world.shuffle(ledger.deferrals);
      world.shuffle(shuffled.windows);
      world.shuffle(shuffled.reasons);
      world.shuffle(shuffled.volumes);
      const Eligibility two = eligible_on(shuffled, ledger, next);
      EXPECT_EQ(evaluate(shuffled, ledger), row) << at(rules, seed);
      EXPECT_EQ(one.on, two.on) << at(rules, seed);
      EXPECT_EQ(one.before, two.before) << at(rules, seed);
      EXPECT_EQ(one.held_since, two.held_since) << at(rules, seed);
      for (Day day : {start, start + Days(400), start + Days(2000)})
        EXPECT_EQ(explain(rules, one, next, day), explain(shuffled, two, next, day))
            << at(rules, seed);
    }
  }
}

TEST(DeferralProperty, UnknownSexIsNeverSoonerThanEither) {
  for (const RuleSet& rules : rule_files::all()) {
    for (unsigned seed = 1; seed <= 1000; ++seed) {
      World world(seed);
      Ledger ledger = world.ledger(rules);
      ledger.sex = Sex::unknown;
      const EligibilityRow unknown = evaluate(rules, ledger);
      for (Sex sex : {Sex::female, Sex::male}) {
        ledger.sex = sex;
        const EligibilityRow known = evaluate(rules, ledger);
        for (Product next : all_products)
          EXPECT_FALSE(sooner(unknown.on_for(next), known.on_for(next))) << at(rules, seed);
      }
    }
  }
}

TEST(DeferralProperty, ALawfulLedgerWaitsForWhatWasGivenLast) {
  const RuleSet rules = rule_files::shipped("vn-2013");
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
              day + Days(rules.interval(last, next, Sex::male).days))
        << seed;
  }
}

// Dates have no hours: whatever the clocks do, the day itself is accepted from its first moment on
// and the moment before is not.
TEST(DeferralProperty, ChangesOfTheClockMoveNoDate) {
  const RuleSet rules = rule_files::shipped("uk-nhsbt");
  for (const char* zone_name : {"Europe/London", "America/New_York", "America/Sao_Paulo",
                                "Asia/Beirut", "Asia/Ho_Chi_Minh", "Pacific/Apia"}) {
    const Zone zone = Zone::named(zone_name).value();
    for (Day gave = parse_day("2017-01-01").value(); gave < parse_day("2019-01-01").value();
         gave += Days(1)) {
      Ledger ledger;
      ledger.sex = Sex::male;
      ledger.donations = {{DonationId(1), Product::whole_blood, DonationOutcome::given, gave, 470}};
      const EligibilityRow row = evaluate(rules, ledger);
      const Day on = *row.on_for(Product::whole_blood);
      ASSERT_EQ(on, gave + Days(84));
      const Instant midnight = zone.at(on, MinuteOfDay(0));
      EXPECT_TRUE(row.accepts(Product::whole_blood, zone.day_of(midnight)))
          << zone_name << " " << to_string(on);
      EXPECT_FALSE(row.accepts(Product::whole_blood, zone.day_of(midnight - Millis(1))))
          << zone_name << " " << to_string(on);
    }
  }
}

}  // namespace
}  // namespace muster
