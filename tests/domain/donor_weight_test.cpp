// SPDX-License-Identifier: Apache-2.0
// What a donor's weight allows, and what is said while it is not known.
#include "muster/domain/donor_weight.hpp"

#include <gtest/gtest.h>

#include "muster/domain/eligibility.hpp"
#include "rule_files.hpp"

namespace muster {
namespace {

using enum Product;

TEST(DonorWeight, MostVolumeByWeight) {
  struct Case {
    const char* rules;
    Product product;
    Sex sex;
    int kg;
    std::optional<int> most;
  };
  const Case cases[] = {
      {"vn-2013", whole_blood, Sex::female, 41, 0},
      {"vn-2013", whole_blood, Sex::female, 42, 250},
      {"vn-2013", whole_blood, Sex::female, 44, 250},
      {"vn-2013", whole_blood, Sex::female, 45, 405},  // 9 ml a kg
      {"vn-2013", whole_blood, Sex::male, 44, 0},
      {"vn-2013", whole_blood, Sex::male, 45, 405},
      {"vn-2013", whole_blood, Sex::male, 55, 495},
      {"vn-2013", whole_blood, Sex::male, 56, 500},
      {"vn-2013", whole_blood, Sex::male, 120, 500},
      {"vn-2013", whole_blood, Sex::unknown, 42, 0},  // it might be a man
      {"vn-2013", whole_blood, Sex::unknown, 45, 405},
      {"vn-2013", platelets, Sex::female, 49, 0},
      {"vn-2013", platelets, Sex::female, 50, 500},
      {"vn-2013", red_cells, Sex::male, 59, 500},
      {"vn-2013", plasma, Sex::male, 60, 650},
      {"in-nbtc", whole_blood, Sex::female, 44, 0},
      {"in-nbtc", whole_blood, Sex::female, 45, 350},
      {"in-nbtc", whole_blood, Sex::male, 55, 350},
      {"in-nbtc", whole_blood, Sex::male, 56, 450},
      {"in-nbtc", plasma, Sex::male, 49, 0},
      {"us-fda", whole_blood, Sex::male, 30, std::nullopt},
      {"uk-nhsbt", plasma, Sex::unknown, 30, std::nullopt},
  };
  for (const Case& c : cases)
    EXPECT_EQ(most_volume_ml(rule_files::shipped(c.rules), c.product, c.sex, c.kg), c.most)
        << c.rules << " " << name(c.product) << " " << name(c.sex) << " " << c.kg;
}

TEST(DonorWeight, LeastWeight) {
  const RuleSet rules = rule_files::shipped("vn-2013");
  EXPECT_EQ(least_weight_kg(rules, whole_blood, Sex::female), 42);
  EXPECT_EQ(least_weight_kg(rules, whole_blood, Sex::male), 45);
  EXPECT_EQ(least_weight_kg(rules, whole_blood, Sex::unknown), 45);
  EXPECT_EQ(least_weight_kg(rules, platelets, Sex::female), 50);
  EXPECT_FALSE(least_weight_kg(rule_files::shipped("us-fda"), whole_blood, Sex::male));
}

TEST(DonorWeight, WhoIsTooLightMayNotGiveThat) {
  const RuleSet rules = rule_files::shipped("vn-2013");
  Ledger ledger;
  ledger.sex = Sex::female;
  ledger.weight_kg = 46;
  const EligibilityRow row = evaluate(rules, ledger);
  EXPECT_TRUE(row.on_for(whole_blood));
  EXPECT_FALSE(row.on_for(platelets));
  EXPECT_FALSE(row.never);  // never messaged is for permanent deferrals
  const Eligibility told = eligible_on(rules, ledger, platelets);
  EXPECT_EQ(told.rule, EligibilityRule::weight);
  EXPECT_EQ(explain(rules, told, platelets, parse_day("2026-12-01").value()),
            "no platelets: weight 46 kg, platelets needs at least 50 kg, Circular 26/2013/TT-BYT "
            "Art. 4");
}

TEST(DonorWeight, IsExplainedAndWhatIsNotKnownIsToBeChecked) {
  const RuleSet rules = rule_files::shipped("vn-2013");
  const Day day = parse_day("2026-12-01").value();
  Ledger ledger;
  ledger.sex = Sex::female;
  Eligibility told = eligible_on(rules, ledger, whole_blood);
  EXPECT_TRUE(told.accepts(day));
  EXPECT_EQ(told.to_check, "weight at least 42 kg");
  EXPECT_FALSE(told.most_ml);
  EXPECT_EQ(explain(rules, told, whole_blood, day),
            "may give whole blood on 2026-12-01: nothing in the ledger stands against it; to be "
            "checked on site: weight at least 42 kg");
  ledger.weight_kg = 43;
  told = eligible_on(rules, ledger, whole_blood);
  EXPECT_EQ(told.to_check, "");
  EXPECT_EQ(told.most_ml, 250);
  EXPECT_EQ(explain(rules, told, whole_blood, day),
            "may give whole blood on 2026-12-01: nothing in the ledger stands against it; at most "
            "250 ml at once");
  EXPECT_EQ(eligible_on(rule_files::shipped("us-fda"), {}, whole_blood).to_check, "");
}

TEST(DonorWeight, MoreThanTheWeightAllowsIsDoubted) {
  const RuleSet rules = rule_files::shipped("vn-2013");
  Ledger ledger;
  ledger.sex = Sex::female;
  EXPECT_EQ(volume_warning(rules, ledger, whole_blood, 450), "");  // the weight is not known
  ledger.weight_kg = 43;
  EXPECT_EQ(volume_warning(rules, ledger, whole_blood, 250), "");
  EXPECT_EQ(volume_warning(rules, ledger, whole_blood, 0), "");  // the volume is not
  EXPECT_EQ(volume_warning(rules, ledger, whole_blood, 251),
            "251 ml is more than the 250 ml that vn-2013 allows at 43 kg: check the volume and the "
            "weight");
  EXPECT_EQ(volume_warning(rule_files::shipped("us-fda"), ledger, whole_blood, 500), "");
}

}  // namespace
}  // namespace muster
