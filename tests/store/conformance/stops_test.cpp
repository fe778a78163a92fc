// SPDX-License-Identifier: Apache-2.0
#include "muster/store/stops.hpp"

#include "suite.hpp"

namespace muster {
namespace {

using Scopes = std::vector<StopScope>;

StopScope no_campaigns_by_sms() {
  StopScope scope;
  scope.purposes.give(Purpose::campaigns);
  scope.channel = Channel::sms;
  return scope;
}

TEST_P(StoreConformance, a_stop_binds_its_address_until_it_is_lifted) {
  const auto lan = index("+84912345678");
  const auto other = index("+84912345679");
  write([&](Tx& tx) {
    auto& stops = tx.stops();
    EXPECT_TRUE(stops.in_force(lan).none());
    EXPECT_TRUE(stops.stop(lan, Channel::sms, StopScope::all(), "reply", now()));
    EXPECT_FALSE(stops.stop(lan, Channel::sms, StopScope::all(), "reply", now()));
    EXPECT_EQ(stops.in_force(lan).scopes(), Scopes{StopScope::all()});
    EXPECT_TRUE(stops.in_force(other).none());
    EXPECT_FALSE(stops.lift(other, "reply", now()));
    EXPECT_TRUE(stops.lift(lan, "reply", now()));
    EXPECT_FALSE(stops.lift(lan, "reply", now()));
    EXPECT_TRUE(stops.in_force(lan).none());
    EXPECT_TRUE(stops.stop(lan, Channel::sms, StopScope::all(), "reply", now()));
  });
}

TEST_P(StoreConformance, a_stop_no_wider_than_one_in_force_is_none) {
  const auto mail = index("lan@example.org");
  const auto narrow = StopScope::reminders_and_campaigns();
  write([&](Tx& tx) {
    auto& stops = tx.stops();
    EXPECT_TRUE(stops.stop(mail, Channel::email, narrow, "one_click", now()));
    EXPECT_FALSE(stops.stop(mail, Channel::email, no_campaigns_by_sms(), "desk", now()));
    EXPECT_TRUE(stops.stop(mail, Channel::email, StopScope::all(), "desk", now()));
    EXPECT_EQ(stops.in_force(mail).scopes(), (Scopes{narrow, StopScope::all()}));
    EXPECT_FALSE(stops.stop(mail, Channel::email, narrow, "one_click", now()));
    EXPECT_TRUE(stops.lift(mail, "desk", now()));
    EXPECT_TRUE(stops.in_force(mail).none());
  });
}

TEST_P(StoreConformance, a_donors_own_stop_is_for_them_alone) {
  const auto seeded = seed();
  const auto number = index("+84912345678");
  const auto scope = no_campaigns_by_sms();
  write([&](Tx& tx) {
    add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    const auto sister = add_donor(tx, seeded.organisation, "Nguyễn Thị Hoa", now());
    add_phone(tx, sister, seeded.organisation, "+84912345678");
    auto& stops = tx.stops();
    EXPECT_TRUE(stops.stop_donor(seeded.donor, scope, "by phone", now(), "token:desk"));
    EXPECT_FALSE(stops.stop_donor(seeded.donor, scope, "by phone", now(), "token:desk"));
    EXPECT_EQ(stops.in_force(number, seeded.donor).scopes(), Scopes{scope});
    EXPECT_TRUE(stops.in_force(number, sister).none());
    EXPECT_TRUE(stops.in_force(number).none());
    // The word START lifts what binds the number, not what the donor set.
    EXPECT_TRUE(stops.stop(number, Channel::sms, StopScope::all(), "reply", now()));
    EXPECT_EQ(stops.of_donor(seeded.donor).size(), 2u);
    EXPECT_EQ(stops.of_donor(sister).size(), 1u);
    EXPECT_TRUE(stops.lift(number, "reply", now()));
    const auto own = stops.of_donor(seeded.donor);
    ASSERT_EQ(own.size(), 1u);
    EXPECT_EQ(own[0].donor, seeded.donor);
    EXPECT_EQ(own[0].scope, scope);
    EXPECT_EQ(own[0].how, "by phone");
    EXPECT_EQ(own[0].by, "token:desk");
    EXPECT_TRUE(stops.lift(own[0].id, "asked again", now(), "token:desk"));
    EXPECT_FALSE(stops.lift(own[0].id, "asked again", now(), "token:desk"));
    EXPECT_TRUE(stops.of_donor(seeded.donor).empty());
    EXPECT_EQ(stops.of_donor(seeded.donor, true).size(), 2u);
  });
}

}  // namespace
}  // namespace muster
