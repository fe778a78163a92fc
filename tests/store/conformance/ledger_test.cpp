// SPDX-License-Identifier: Apache-2.0
#include "muster/store/ledger.hpp"

#include <algorithm>

#include "suite.hpp"

namespace muster {
namespace {

const Day day0(Days(20'000));

Donation donation(Product product, DonationOutcome outcome, Day on) {
  Donation made;
  made.product = product;
  made.outcome = outcome;
  made.on = on;
  made.volume_ml = 350;
  return made;
}

TEST_P(StoreConformance, the_same_donation_is_entered_once) {
  const auto seeded = seed();
  const auto add = [&](Product product, Day on) {
    return write([&](Tx& tx) {
             return tx.ledger().add_donation(seeded.donor, seeded.organisation,
                                             donation(product, DonationOutcome::given, on),
                                             "import", now());
           })
        .has_value();
  };
  EXPECT_TRUE(add(Product::whole_blood, day0));
  EXPECT_FALSE(add(Product::whole_blood, day0));
  EXPECT_TRUE(add(Product::platelets, day0));
  EXPECT_TRUE(add(Product::whole_blood, day0 - Days(100)));
  const auto found = read([&](Tx& tx) { return tx.ledger().donations(seeded.donor); });
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].on, day0 - Days(100)) << "in order of days";
  EXPECT_EQ(found[0].volume_ml, 350);
  EXPECT_TRUE(found[0].id);
}

struct Settling {
  const char* what;
  DonationOutcome hold;
  int days_after;  // the outcome's day, from the hold's
  DonationOutcome outcome;
  bool settled;
};

TEST_P(StoreConformance, an_outcome_replaces_the_holds_near_its_day) {
  using enum DonationOutcome;
  const Settling table[] = {
      {"on its day", outcome_pending, 0, given, true},
      {"deferred at the desk", outcome_pending, 0, deferred_on_site, true},
      {"told two days later", self_reported, -2, given, true},
      {"at the edge", self_reported, -7, given, true},
      {"an old list", outcome_pending, -8, given, false},
      {"a later donation", outcome_pending, 8, given, false},
      {"another hold", outcome_pending, 1, self_reported, false},
  };
  const auto organisation = seed().organisation;
  for (const auto& row : table) {
    const auto left = write([&](Tx& tx) {
      const auto donor = add_donor(tx, organisation, "An", now());
      auto& ledger = tx.ledger();
      ledger.add_donation(donor, organisation, donation(Product::whole_blood, row.hold, day0),
                          "reply", now());
      ledger.add_donation(donor, organisation,
                          donation(Product::whole_blood, row.outcome, day0 + Days(row.days_after)),
                          "desk", now());
      return ledger.donations(donor);
    });
    EXPECT_EQ(left.size(), row.settled ? 1u : 2u) << row.what;
    const auto entered = [&](const Donation& one) { return one.outcome == row.outcome; };
    EXPECT_EQ(std::count_if(left.begin(), left.end(), entered), 1) << row.what;
  }
}

TEST_P(StoreConformance, deferrals_are_entered_once_and_can_be_withdrawn) {
  const auto seeded = seed();
  Deferral tattoo;
  tattoo.reason = "tattoo";
  tattoo.event = day0;
  tattoo.until = day0 + Days(365);
  Deferral permanent;
  permanent.reason = "permanent";
  permanent.event = day0;
  write([&](Tx& tx) {
    auto& ledger = tx.ledger();
    const auto add = [&](const Deferral& deferral) {
      return ledger.add_deferral(seeded.donor, seeded.organisation, deferral, "desk", now());
    };
    const auto first = add(tattoo);
    ASSERT_TRUE(first);
    EXPECT_FALSE(add(tattoo));
    EXPECT_TRUE(add(permanent));
    EXPECT_FALSE(add(permanent)) << "no end is equal to no end";
    EXPECT_EQ(ledger.deferrals(seeded.donor).size(), 2u);
    EXPECT_TRUE(ledger.withdraw_deferral(*first, {"desk", "a slip", now()}));
    EXPECT_FALSE(ledger.withdraw_deferral(*first, {"desk", "a slip", now()}));
    const auto left = ledger.deferrals(seeded.donor);
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].reason, "permanent");
    EXPECT_FALSE(left[0].until);
    EXPECT_TRUE(add(tattoo)) << "withdrawn ones may come again";
  });
}

TEST_P(StoreConformance, the_ledger_holds_what_the_rules_need) {
  const auto seeded = seed();
  const auto ledger = write([&](Tx& tx) {
    auto donor = *tx.donors().find(seeded.donor);
    donor.sex = Sex::female;
    donor.birth = Day(Days(9'000));
    tx.donors().update(donor, now());
    tx.ledger().add_donation(donor.id, donor.organisation,
                             donation(Product::plasma, DonationOutcome::given, day0), "d", now());
    return tx.ledger().ledger(*tx.donors().find(seeded.donor));
  });
  EXPECT_EQ(ledger.sex, Sex::female);
  EXPECT_EQ(ledger.birth, Day(Days(9'000)));
  ASSERT_EQ(ledger.donations.size(), 1u);
  EXPECT_EQ(ledger.donations[0].product, Product::plasma);
}

TEST_P(StoreConformance, eligibility_is_replaced_whole) {
  const auto seeded = seed();
  EligibilityRow row;
  row.rule_set = "vn-2013";
  row.before = day0 + Days(9'999);
  row.before_apheresis = day0 + Days(9'000);
  for (const Product product : all_products)
    row.on[static_cast<std::size_t>(product)] = day0 + Days(static_cast<int>(product));
  const auto store = [&] {
    return write([&](Tx& tx) {
      tx.ledger().store_eligibility(seeded.donor, row);
      return tx.ledger().eligibility(seeded.donor);
    });
  };
  EXPECT_FALSE(read([&](Tx& tx) { return tx.ledger().eligibility(seeded.donor); }));
  EXPECT_EQ(store(), row);
  row.never = true;
  row.hold = true;
  row.before.reset();
  row.on = {};
  EXPECT_EQ(store(), row);
}

}  // namespace
}  // namespace muster
