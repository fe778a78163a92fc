// SPDX-License-Identifier: Apache-2.0
#include "muster/store/consents.hpp"

#include "suite.hpp"

namespace muster {
namespace {

TEST_P(StoreConformance, consent_is_given_once_and_the_donors_bits_follow) {
  const auto seeded = seed();
  const auto give = [&](Purpose purpose, Instant at) {
    return write([&](Tx& tx) {
      return tx.consents().give(seeded.donor, seeded.organisation, purpose, "list", "folder 12",
                                "token:lan", at);
    });
  };
  const auto bits = [&] {
    return read([&](Tx& tx) { return tx.donors().find(seeded.donor); })->consents.bits();
  };
  EXPECT_TRUE(give(Purpose::reminders, now()));
  EXPECT_FALSE(give(Purpose::reminders, now() + Hours(1)));
  EXPECT_TRUE(give(Purpose::emergency, now()));
  EXPECT_EQ(bits(), 0b101u);
  const auto rows = read([&](Tx& tx) { return tx.consents().of_donor(seeded.donor); });
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].purpose, Purpose::reminders);
  EXPECT_EQ(rows[0].given_at, now());
  EXPECT_EQ(rows[0].how, "list");
  EXPECT_EQ(rows[0].proof, "folder 12");
  EXPECT_EQ(rows[0].given_to, "token:lan");
  EXPECT_FALSE(rows[0].withdrawn_at);
}

TEST_P(StoreConformance, an_old_list_does_not_undo_a_withdrawal) {
  const auto seeded = seed();
  const auto give = [&](Instant at) {
    return write([&](Tx& tx) {
      return tx.consents().give(seeded.donor, seeded.organisation, Purpose::campaigns, "list", "p",
                                "g", at);
    });
  };
  const auto has = [&] {
    return read([&](Tx& tx) { return tx.donors().find(seeded.donor); })
        ->consents.has(Purpose::campaigns);
  };
  EXPECT_TRUE(give(now()));
  const auto withdraw = [&](Instant at) {
    return write([&](Tx& tx) {
      return tx.consents().withdraw(seeded.donor, Purpose::campaigns, "link", at);
    });
  };
  EXPECT_TRUE(withdraw(now() + Hours(2)));
  EXPECT_FALSE(withdraw(now() + Hours(3)));
  EXPECT_FALSE(has());
  EXPECT_FALSE(give(now()));
  EXPECT_FALSE(give(now() + Hours(2)));
  EXPECT_FALSE(has());
  EXPECT_TRUE(give(now() + Hours(2) + Millis(1)));
  EXPECT_TRUE(has());
  const auto rows = read([&](Tx& tx) { return tx.consents().of_donor(seeded.donor); });
  ASSERT_EQ(rows.size(), 2u) << "the withdrawn one is kept";
  EXPECT_EQ(rows[0].withdrawn_at, now() + Hours(2));
  EXPECT_EQ(rows[0].withdrawn_how, "link");
}

TEST_P(StoreConformance, several_purposes_at_once_tell_which_are_new) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    ConsentGiven given;
    given.how = "list";
    given.given_at = now();
    auto purposes = Consents::of_bits(0b0001);
    EXPECT_EQ(tx.consents().give_all(seeded.donor, seeded.organisation, purposes, given).bits(),
              0b0001u);
    purposes = Consents::of_bits(0b0111);
    EXPECT_EQ(tx.consents().give_all(seeded.donor, seeded.organisation, purposes, given).bits(),
              0b0110u);
    EXPECT_EQ(tx.donors().find(seeded.donor)->consents.bits(), 0b0111u);
  });
}

TEST_P(StoreConformance, a_donor_may_come_with_consents) {
  const auto organisation = seed().organisation;
  write([&](Tx& tx) {
    DonorRow row;
    row.organisation = organisation;
    row.name = "Trần Văn An";
    row.consents = Consents::of_bits(0b0101);
    const auto donor = tx.donors().add(row, now());
    ConsentGiven given;
    given.how = "list";
    given.given_at = now();
    tx.consents().record(donor, organisation, row.consents, given);
    EXPECT_EQ(tx.donors().find(donor)->consents.bits(), 0b0101u);
    EXPECT_EQ(tx.consents().of_donor(donor).size(), 2u);
    EXPECT_TRUE(tx.consents().give_all(donor, organisation, row.consents, given).none());
    EXPECT_TRUE(tx.consents().withdraw(donor, Purpose::reminders, "link", now()));
    EXPECT_EQ(tx.donors().find(donor)->consents.bits(), 0b0100u);
  });
}

}  // namespace
}  // namespace muster
