// SPDX-License-Identifier: Apache-2.0
// The shipped rule sets of other countries, against figures written out here.
#include <gtest/gtest.h>

#include "rule_files.hpp"

namespace muster {
namespace {

using enum Product;

struct Wait {
  const char* rules;
  Product last, next;
  int women, men;
  bool verified;
};

// Rows that the sources give; the rest of each matrix is our reading.
const Wait waits[] = {
    {"us-fda", whole_blood, whole_blood, 56, 56, true},
    {"us-fda", whole_blood, platelets, 56, 56, false},
    {"us-fda", whole_blood, plasma, 56, 56, false},
    {"us-fda", red_cells, red_cells, 112, 112, true},
    {"us-fda", red_cells, whole_blood, 112, 112, true},
    {"us-fda", platelets, platelets, 7, 7, true},
    {"us-fda", plasma, plasma, 28, 28, true},
    {"uk-nhsbt", whole_blood, whole_blood, 112, 84, true},
    {"uk-nhsbt", whole_blood, platelets, 28, 28, true},
    {"uk-nhsbt", whole_blood, plasma, 28, 28, true},
    {"uk-nhsbt", whole_blood, granulocytes, 28, 28, true},
    {"uk-nhsbt", red_cells, red_cells, 182, 182, true},
    {"uk-nhsbt", platelets, platelets, 14, 14, true},
    {"uk-nhsbt", plasma, plasma, 14, 14, false},
    {"uk-nhsbt", granulocytes, granulocytes, 2, 2, true},
    {"in-nbtc", whole_blood, whole_blood, 120, 90, true},
    {"in-nbtc", whole_blood, platelets, 28, 28, true},
    {"in-nbtc", platelets, whole_blood, 90, 90, true},  // the longer of 28 and 90
    {"in-nbtc", platelets, platelets, 2, 2, true},
    {"in-nbtc", plasma, plasma, 2, 2, true},
};

TEST(ShippedRules, WaitsOfTheSources) {
  for (const Wait& wait : waits) {
    const RuleSet rules = rule_files::shipped(wait.rules);
    const auto& women = rules.interval(wait.last, wait.next, Sex::female);
    const auto& men = rules.interval(wait.last, wait.next, Sex::male);
    const auto& unknown = rules.interval(wait.last, wait.next, Sex::unknown);
    EXPECT_EQ(women.days, wait.women) << wait.rules << name(wait.last) << name(wait.next);
    EXPECT_EQ(men.days, wait.men) << wait.rules << name(wait.last) << name(wait.next);
    EXPECT_EQ(unknown.days, std::max(wait.women, wait.men));
    EXPECT_EQ(men.verified, wait.verified) << wait.rules << name(wait.last) << name(wait.next);
  }
}

// How many of one product somebody may give in a year, one day after the other.
int most_in_a_year(const RuleSet& rules, Product product, Sex sex, int volume_ml = 0) {
  Ledger ledger;
  ledger.sex = sex;
  Day day = parse_day("2025-01-01").value();
  const Day end = day + Days(365);
  int count = 0;
  while (day < end) {
    ledger.donations.push_back(
        {DonationId(++count), product, DonationOutcome::given, day, volume_ml});
    day = *eligible_on(rules, ledger, product).on;
  }
  return count;
}

TEST(ShippedRules, AtMostSoManyAYear) {
  const RuleSet us = rule_files::shipped("us-fda");
  EXPECT_EQ(most_in_a_year(us, platelets, Sex::male), 24);
  EXPECT_EQ(most_in_a_year(us, plasma, Sex::male), 13);
  EXPECT_EQ(most_in_a_year(us, red_cells, Sex::male), 3);
  EXPECT_EQ(most_in_a_year(us, whole_blood, Sex::male), 6);
  const RuleSet uk = rule_files::shipped("uk-nhsbt");
  EXPECT_EQ(most_in_a_year(uk, whole_blood, Sex::male), 4);
  EXPECT_EQ(most_in_a_year(uk, whole_blood, Sex::female), 3);
  EXPECT_EQ(most_in_a_year(uk, whole_blood, Sex::unknown), 3);
  EXPECT_EQ(most_in_a_year(uk, platelets, Sex::female), 24);
  EXPECT_EQ(most_in_a_year(uk, granulocytes, Sex::female), 12);
  EXPECT_EQ(most_in_a_year(uk, plasma, Sex::female), 24);        // as procedures
  EXPECT_EQ(most_in_a_year(uk, plasma, Sex::female, 800), 19);  // 18 x 800 and 600 more: 15 l
  const RuleSet in = rule_files::shipped("in-nbtc");
  EXPECT_EQ(most_in_a_year(in, platelets, Sex::male), 24);
  EXPECT_EQ(most_in_a_year(in, whole_blood, Sex::male), 5);  // days 0, 90, ..., 360
  EXPECT_EQ(most_in_a_year(in, whole_blood, Sex::female), 4);
}

TEST(ShippedRules, AtMostSoMuchAMonth) {
  const RuleSet uk = rule_files::shipped("uk-nhsbt");
  Ledger ledger;
  ledger.sex = Sex::male;
  const auto gave = [&](const char* day, int volume_ml) {
    ledger.donations.push_back(
        {DonationId(1), plasma, DonationOutcome::given, parse_day(day).value(), volume_ml});
  };
  gave("2026-01-31", 900);
  gave("2026-02-14", 900);  // with the next 600: 2.4 l
  EXPECT_EQ(to_string(*eligible_on(uk, ledger, plasma).on), "2026-02-28");
  ledger.donations[1].volume_ml = 901;
  const Eligibility told = eligible_on(uk, ledger, plasma);
  EXPECT_EQ(to_string(*told.on), "2026-03-01");  // "31 February"
  EXPECT_EQ(told.detail, "at most 2400 ml of plasma in any 1 month");
  EXPECT_EQ(told.article, "JPAC 3.6");
}

TEST(ShippedRules, MonthsOfAWindowRoundUpToo) {
  const RuleSet us = rule_files::shipped("us-fda");
  Ledger ledger;
  for (const char* day : {"2024-02-29", "2024-07-01", "2024-11-10"})
    ledger.donations.push_back(
        {DonationId(1), red_cells, DonationOutcome::given, parse_day(day).value(), 0});
  const Eligibility told = eligible_on(us, ledger, red_cells);
  EXPECT_EQ(to_string(*told.on), "2025-03-02");  // 112 days
  ledger.donations[2].on = parse_day("2024-11-01").value();
  EXPECT_EQ(to_string(*eligible_on(us, ledger, red_cells).on), "2025-03-01");  // "29 February"
}

TEST(ShippedRules, AgesOfTheSources) {
  struct Case {
    const char* rules;
    Product product;
    std::optional<const char*> last_gave;
    std::optional<const char*> before;
  };
  // Born on 10 May 1960.
  const Case cases[] = {
      {"vn-2013", whole_blood, std::nullopt, "2021-05-10"},
      {"vn-2013", whole_blood, "2019-01-01", "2021-05-10"},
      {"us-fda", whole_blood, std::nullopt, std::nullopt},
      {"uk-nhsbt", whole_blood, std::nullopt, "2026-05-10"},  // first time: until the 66th birthday
      {"uk-nhsbt", whole_blood, "2024-01-01", "2031-05-10"},
      {"uk-nhsbt", platelets, "2030-01-01", "2032-01-01"},  // within 2 years
      {"uk-nhsbt", platelets, "2032-02-29", "2034-03-01"},
      {"in-nbtc", whole_blood, std::nullopt, "2021-05-10"},
      {"in-nbtc", whole_blood, "2019-01-01", "2026-05-10"},
      {"in-nbtc", platelets, "2019-01-01", "2021-05-10"},
  };
  for (const Case& c : cases) {
    Ledger ledger;
    ledger.birth = parse_day("1960-05-10").value();
    if (c.last_gave)
      ledger.donations.push_back(
          {DonationId(1), whole_blood, DonationOutcome::given, parse_day(*c.last_gave).value(), 0});
    const Eligibility told = eligible_on(rule_files::shipped(c.rules), ledger, c.product);
    EXPECT_EQ(told.before.has_value(), c.before.has_value()) << c.rules;
    if (told.before && c.before) {
      EXPECT_EQ(to_string(*told.before), *c.before) << c.rules << name(c.product);
      EXPECT_FALSE(told.accepts(*told.before));
    }
  }
}

TEST(ShippedRules, AnAgeBoundIsExplained) {
  const RuleSet uk = rule_files::shipped("uk-nhsbt");
  Ledger ledger;
  ledger.birth = parse_day("1950-05-10").value();
  const Day day = parse_day("2026-12-01").value();
  EXPECT_EQ(explain(uk, eligible_on(uk, ledger, plasma), plasma, day),
            "no plasma from 2016-05-10 on: 66 years old without a donation on record, NHSBT, "
            "blood.co.uk (not verified: confirm with the collection site)");
  ledger.donations = {
      {DonationId(1), plasma, DonationOutcome::given, parse_day("2024-06-01").value(), 600}};
  EXPECT_EQ(explain(uk, eligible_on(uk, ledger, plasma), plasma, day),
            "no plasma from 2026-06-01 on: over 70 and no donation in the 2 years before, NHSBT, "
            "blood.co.uk (not verified: confirm with the collection site)");
  ledger.donations[0].on = parse_day("2025-06-01").value();
  EXPECT_TRUE(eligible_on(uk, ledger, plasma).accepts(day));
}

TEST(ShippedRules, ReasonsOfTheSources) {
  struct Case {
    const char* rules;
    const char* code;
    int months, days;
    bool verified;
  };
  const Case cases[] = {
      {"us-fda", "tattoo", 3, 0, false},          {"us-fda", "piercing", 3, 0, false},
      {"us-fda", "malaria_travel", 3, 0, false},  {"us-fda", "high_risk_sex", 3, 0, false},
      {"uk-nhsbt", "pregnancy", 6, 0, true},      {"uk-nhsbt", "tattoo", 6, 0, false},
      {"uk-nhsbt", "piercing", 6, 0, false},      {"uk-nhsbt", "antibiotics", 0, 7, false},
      {"uk-nhsbt", "high_risk_sex", 3, 0, true},  {"in-nbtc", "stem_cell_harvest", 6, 0, true},
      {"in-nbtc", "marrow_harvest", 12, 0, true},
  };
  for (const Case& c : cases) {
    const RuleSet rules = rule_files::shipped(c.rules);
    const DeferralReason* reason = rules.reason(c.code);
    ASSERT_TRUE(reason) << c.rules << c.code;
    EXPECT_EQ(reason->months, c.months) << c.rules << c.code;
    EXPECT_EQ(reason->days, c.days) << c.rules << c.code;
    EXPECT_EQ(reason->verified, c.verified) << c.rules << c.code;
  }
  for (const char* name : rule_files::names) {
    const RuleSet rules = rule_files::shipped(name);
    EXPECT_EQ(rules.code, name);
    ASSERT_TRUE(rules.reason("permanent")) << name;
    EXPECT_TRUE(rules.reason("permanent")->permanent) << name;
  }
}

}  // namespace
}  // namespace muster
