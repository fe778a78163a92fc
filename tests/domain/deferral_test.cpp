// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/deferral.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "muster/domain/rule_set.hpp"

namespace muster {
namespace {

using testing::HasSubstr;

const RuleSet& rules() {
  static const RuleSet loaded = [] {
    Problems problems;
    TomlFile file = TomlFile::load(MUSTER_SOURCE_DIR "/config/deferral/vn-2013.toml", problems);
    RuleSet read = read_rule_set(file, problems);
    EXPECT_TRUE(problems.empty());
    return read;
  }();
  return loaded;
}

Day day(std::string_view text) { return parse_day(text).value(); }

Donation gave(Product product, std::string_view on,
              DonationOutcome outcome = DonationOutcome::given) {
  return {DonationId(1), product, outcome, day(on), 350};
}

Deferral deferred(std::string_view reason, std::string_view event) {
  return {DeferralId(1), std::string(reason), day(event),
          deferral_end(rules(), reason, day(event)).value()};
}

// Granulocytes.
Donation white(std::string_view on) { return gave(Product::granulocytes, on); }

using enum Product;
constexpr Product blood = whole_blood;

TEST(Deferral, NamesReadBack) {
  for (auto outcome : {DonationOutcome::given, DonationOutcome::deferred_on_site,
                       DonationOutcome::outcome_pending, DonationOutcome::self_reported})
    EXPECT_EQ(parse_donation_outcome(name(outcome)), outcome);
  EXPECT_FALSE(parse_donation_outcome("donated"));
  EXPECT_EQ(name(EligibilityRule::permanent), "permanent");
}

struct IntervalCase {
  const char* what;
  std::vector<Donation> donations;
  Product next;
  const char* on;
  EligibilityRule rule;
};

constexpr auto interval = EligibilityRule::interval;
constexpr auto window = EligibilityRule::window;

const IntervalCase ledgers[] = {
    {"the example of the field", {gave(blood, "2026-09-10")}, blood, "2026-12-03", interval},
    {"over the year's end", {gave(blood, "2026-11-30")}, blood, "2027-02-22", interval},
    {"over 29 February", {gave(blood, "2027-12-31")}, blood, "2028-03-24", interval},
    {"and without one", {gave(blood, "2026-12-31")}, blood, "2027-03-25", interval},
    {"on 29 February", {gave(blood, "2028-02-29")}, blood, "2028-05-23", interval},
    {"ends on 29 February", {gave(platelets, "2028-02-15")}, plasma, "2028-02-29", interval},
    {"blood then platelets", {gave(blood, "2026-09-10")}, platelets, "2026-12-03", interval},
    {"blood then granulocytes", {gave(blood, "2026-09-10")}, granulocytes, "2026-12-03", interval},
    {"cells then plasma", {gave(red_cells, "2026-09-10")}, plasma, "2026-12-03", interval},
    {"platelets then blood", {gave(platelets, "2026-09-10")}, blood, "2026-09-24", interval},
    {"plasma then plasma", {gave(plasma, "2026-09-10")}, plasma, "2026-09-24", interval},
    {"the last one decides",
     {gave(blood, "2026-01-01"), gave(platelets, "2026-09-10")},
     blood,
     "2026-09-24",
     interval},
    {"platelets soon after blood: blood still decides",
     {gave(blood, "2026-09-10"), gave(platelets, "2026-09-20")},
     platelets,
     "2026-12-03",
     interval},
    {"platelets late after blood",
     {gave(blood, "2026-09-10"), gave(platelets, "2026-11-25")},
     blood,
     "2026-12-09",
     interval},
    {"one in the future",
     {gave(blood, "2026-09-10"), gave(blood, "2027-09-10")},
     blood,
     "2027-12-03",
     interval},
    {"granulocytes once", {white("2026-09-10")}, granulocytes, "2026-09-11", interval},
    {"twice", {white("2026-09-10"), white("2026-09-11")}, granulocytes, "2026-09-12", interval},
    {"three times in seven days",
     {white("2026-09-10"), white("2026-09-11"), white("2026-09-12")},
     granulocytes,
     "2026-09-17",
     window},
    {"the rate is for granulocytes alone",
     {white("2026-09-10"), white("2026-09-11"), white("2026-09-12")},
     plasma,
     "2026-09-13",
     interval},
    {"three times in eight days",
     {white("2026-09-05"), white("2026-09-11"), white("2026-09-12")},
     granulocytes,
     "2026-09-13",
     interval},
    {"four: the last three count",
     {white("2026-09-01"), white("2026-09-10"), white("2026-09-11"), white("2026-09-12")},
     granulocytes,
     "2026-09-17",
     window},
    {"deferred on site starts nothing",
     {gave(blood, "2026-09-10", DonationOutcome::deferred_on_site)},
     blood,
     "1970-01-01",
     EligibilityRule::none},
    {"nothing at all", {}, blood, "1970-01-01", EligibilityRule::none},
};

TEST(Deferral, DonationsSetTheDate) {
  for (const IntervalCase& c : ledgers) {
    Ledger ledger;
    ledger.donations = c.donations;
    const Eligibility found = eligible_on(rules(), ledger, c.next);
    ASSERT_TRUE(found.on) << c.what;
    EXPECT_EQ(to_string(*found.on), c.on) << c.what;
    EXPECT_EQ(found.rule, c.rule) << c.what << ": " << found.detail;
    EXPECT_TRUE(found.accepts(*found.on)) << c.what;
    EXPECT_FALSE(found.accepts(*found.on - Days(1))) << c.what;
    EXPECT_FALSE(found.hold) << c.what;
  }
}

TEST(Deferral, ReasonsEndAfterTheirPeriod) {
  struct Case {
    const char* reason;
    const char* event;
    const char* end;
  };
  const Case cases[] = {
      {"surgery", "2025-03-31", "2026-03-31"},     {"surgery", "2024-02-29", "2025-03-01"},
      {"tattoo", "2025-12-15", "2026-06-15"},      {"tattoo", "2025-08-31", "2026-03-01"},
      {"tattoo", "2025-08-28", "2026-02-28"},      {"tattoo", "2027-08-29", "2028-02-29"},
      {"tattoo", "2025-12-31", "2026-07-01"},      {"finasteride", "2025-11-30", "2026-03-01"},
      {"finasteride", "2025-01-31", "2025-05-01"}, {"dengue", "2026-01-31", "2026-02-28"},
      {"dengue", "2028-02-01", "2028-02-29"},      {"flu", "2026-12-28", "2027-01-04"},
  };
  for (const Case& c : cases) {
    const auto end = deferral_end(rules(), c.reason, day(c.event));
    ASSERT_TRUE(end && *end) << c.reason;
    EXPECT_EQ(to_string(**end), c.end) << c.reason << c.event;
  }
  EXPECT_FALSE(*deferral_end(rules(), "permanent", day("2026-01-01")));
  const auto unknown = deferral_end(rules(), "tatoo", day("2026-01-01"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind(), ErrorKind::invalid);
  EXPECT_THAT(unknown.error().message(), HasSubstr("did you mean 'tattoo'?"));
}

TEST(Deferral, TheLatestOfAllDecides) {
  Ledger ledger;
  ledger.donations = {gave(blood, "2026-09-10")};
  ledger.deferrals = {deferred("flu", "2026-11-20")};
  EXPECT_EQ(eligible_on(rules(), ledger, blood).rule, EligibilityRule::interval);
  ledger.deferrals.push_back(deferred("tattoo", "2026-11-20"));
  const Eligibility found = eligible_on(rules(), ledger, blood);
  EXPECT_EQ(to_string(*found.on), "2027-05-20");
  EXPECT_EQ(found.rule, EligibilityRule::deferral);
  EXPECT_EQ(explain(rules(), found, blood, day("2026-12-01")),
            "not before 2027-05-20: 6 months after tattoo (day it was done) on 2026-11-20, "
            "Circular 26/2013/TT-BYT Art. 5");
}

TEST(Deferral, ASiteMaySetAnotherEnd) {
  Ledger ledger;
  ledger.deferrals = {
      {DeferralId(1), "flu", day("2026-11-20"), day("2027-02-01")},
      {DeferralId(2), "own_rule_of_the_site", day("2026-11-20"), day("2027-01-01")}};
  const Eligibility found = eligible_on(rules(), ledger, blood);
  EXPECT_EQ(to_string(*found.on), "2027-02-01");
  EXPECT_EQ(
      explain(rules(), found, blood, day("2026-12-01")),
      "not before 2027-02-01: deferral for flu since 2026-11-20, end set by the collection site");
}

TEST(Deferral, PermanentIsNeverAndTellsNoCause) {
  Ledger ledger;
  ledger.birth = day("1990-05-05");
  ledger.donations = {gave(blood, "2026-09-10")};
  ledger.deferrals = {deferred("flu", "2030-01-01"), {DeferralId(1), "hiv", day("2026-10-01"), {}}};
  const Eligibility found = eligible_on(rules(), ledger, blood);
  EXPECT_FALSE(found.on);
  EXPECT_EQ(found.rule, EligibilityRule::permanent);
  EXPECT_FALSE(found.accepts(day("2040-01-01")));
  const std::string text = explain(rules(), found, blood, day("2026-12-01"));
  EXPECT_EQ(text, "never whole blood: permanently deferred");
}

TEST(Deferral, AgeBoundsAreBirthdays) {
  struct Case {
    const char* birth;
    const char* first;
    const char* no_longer;
  };
  for (const Case& c : {Case{"2008-12-01", "2026-12-01", "2069-12-01"},
                        Case{"2008-02-29", "2026-03-01", "2069-03-01"},
                        Case{"1948-03-31", "1966-03-31", "2009-03-31"}}) {
    Ledger ledger;
    ledger.birth = day(c.birth);
    const Eligibility found = eligible_on(rules(), ledger, blood);
    EXPECT_EQ(to_string(*found.on), c.first);
    EXPECT_EQ(to_string(*found.before), c.no_longer);
    EXPECT_EQ(found.rule, EligibilityRule::age);
    EXPECT_FALSE(found.verified);
    EXPECT_TRUE(found.accepts(day(c.first)));
    EXPECT_FALSE(found.accepts(day(c.first) - Days(1)));
    EXPECT_TRUE(found.accepts(day(c.no_longer) - Days(1)));
    EXPECT_FALSE(found.accepts(day(c.no_longer)));
  }
  EXPECT_FALSE(eligible_on(rules(), Ledger{}, blood).before);
}

TEST(Deferral, AWaitThatEndsAfterTheAgeLimitIsNever) {
  Ledger ledger;
  ledger.birth = day("1966-01-10");
  ledger.donations = {gave(blood, "2026-10-18")};
  Eligibility found = eligible_on(rules(), ledger, blood);  // 84 days: the 61st birthday itself
  EXPECT_FALSE(found.on);
  EXPECT_EQ(found.rule, EligibilityRule::age);
  EXPECT_THAT(
      explain(rules(), found, blood, day("2027-02-01")),
      HasSubstr(
          "never whole blood: 61 years old on 2027-01-10, before the wait ends on 2027-01-10"));
  ledger.donations = {gave(blood, "2026-10-17")};
  found = eligible_on(rules(), ledger, blood);
  EXPECT_TRUE(found.accepts(day("2027-01-09")));
  EXPECT_THAT(
      explain(rules(), found, blood, day("2027-01-10")),
      HasSubstr("no whole blood from 2027-01-10 on: 61 years old, Circular 26/2013/TT-BYT Art. 4"));
}

TEST(Deferral, AMissingOutcomeHolds) {
  for (auto outcome : {DonationOutcome::outcome_pending, DonationOutcome::self_reported}) {
    Ledger ledger;
    ledger.donations = {gave(blood, "2026-09-10"), gave(blood, "2026-12-20", outcome),
                        gave(blood, "2026-12-10", outcome)};
    const Eligibility found = eligible_on(rules(), ledger, blood);
    EXPECT_TRUE(found.hold);
    EXPECT_EQ(to_string(*found.on), "2026-12-03");  // a hold is no date
    EXPECT_EQ(found.held_since, day("2026-12-10"));
    EXPECT_FALSE(found.accepts(day("2030-01-01")));
    EXPECT_THAT(
        explain(rules(), found, blood, day("2026-12-25")),
        HasSubstr(
            "on hold until the outcome of 2026-12-10 is entered; by the entries so far may give"));
  }
  Ledger only;
  only.donations = {gave(blood, "2026-12-20", DonationOutcome::outcome_pending)};
  EXPECT_EQ(eligible_on(rules(), only, blood).rule, EligibilityRule::outcome_pending);
}

TEST(Deferral, ExplainsAnyDay) {
  Ledger ledger;
  ledger.donations = {gave(blood, "2026-09-10")};
  const Eligibility found = eligible_on(rules(), ledger, blood);
  EXPECT_EQ(found.detail, "84 days after whole blood on 2026-09-10");
  EXPECT_EQ(found.article, "Circular 26/2013/TT-BYT Art. 6(1)");
  EXPECT_TRUE(found.verified);
  const std::string why =
      "84 days after whole blood on 2026-09-10, Circular 26/2013/TT-BYT Art. 6(1)";
  EXPECT_EQ(explain(rules(), found, blood, day("2026-12-02")), "not before 2026-12-03: " + why);
  EXPECT_EQ(explain(rules(), found, blood, day("2020-01-01")), "not before 2026-12-03: " + why);
  EXPECT_EQ(explain(rules(), found, blood, day("2026-12-03")),
            "may give whole blood on 2026-12-03: since 2026-12-03, " + why +
                "; to be checked on site: weight at least 45 kg");
  EXPECT_EQ(explain(rules(), eligible_on(rules(), {}, plasma), plasma, day("2026-12-01")),
            "may give plasma on 2026-12-01: nothing in the ledger stands against it; to be checked "
            "on site: weight at least 50 kg");
  ledger.donations = {gave(granulocytes, "2026-09-10")};
  EXPECT_EQ(
      explain(rules(), eligible_on(rules(), ledger, blood), blood, day("2026-09-10")),
      "not before 2026-09-11: 1 day after granulocytes on 2026-09-10, Circular 26/2013/TT-BYT "
      "Art. 6(3) (not verified: confirm with the collection site)");
  ledger.donations.assign(3, gave(granulocytes, "2026-09-10"));
  EXPECT_EQ(
      explain(rules(), eligible_on(rules(), ledger, granulocytes), granulocytes, day("2026-09-10")),
      "not before 2026-09-17: at most 3 times granulocytes in any 7 days, Circular 26/2013/TT-BYT "
      "Art. 6(3)");
}

}  // namespace
}  // namespace muster
