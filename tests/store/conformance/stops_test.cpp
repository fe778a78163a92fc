// SPDX-License-Identifier: Apache-2.0
#include "muster/store/stops.hpp"

#include "suite.hpp"

namespace muster {
namespace {

TEST_P(StoreConformance, a_stop_binds_its_address_until_it_is_lifted) {
  const auto lan = index("+84912345678");
  const auto other = index("+84912345679");
  write([&](Tx& tx) {
    auto& stops = tx.stops();
    EXPECT_FALSE(stops.in_force(lan));
    EXPECT_TRUE(stops.stop(lan, Channel::sms, StopScope::all, "reply", now()));
    EXPECT_FALSE(stops.stop(lan, Channel::sms, StopScope::all, "reply", now()));
    EXPECT_EQ(stops.in_force(lan), StopScope::all);
    EXPECT_FALSE(stops.in_force(other));
    EXPECT_FALSE(stops.lift(other, "reply", now()));
    EXPECT_TRUE(stops.lift(lan, "reply", now()));
    EXPECT_FALSE(stops.lift(lan, "reply", now()));
    EXPECT_FALSE(stops.in_force(lan));
    EXPECT_TRUE(stops.stop(lan, Channel::sms, StopScope::all, "reply", now()));
  });
}

TEST_P(StoreConformance, the_widest_stop_counts) {
  const auto mail = index("lan@example.org");
  const auto narrow = StopScope::reminders_and_campaigns;
  write([&](Tx& tx) {
    auto& stops = tx.stops();
    EXPECT_TRUE(stops.stop(mail, Channel::email, narrow, "one_click", now()));
    EXPECT_EQ(stops.in_force(mail), narrow);
    EXPECT_TRUE(stops.stop(mail, Channel::email, StopScope::all, "desk", now()));
    EXPECT_EQ(stops.in_force(mail), StopScope::all);
    EXPECT_FALSE(stops.stop(mail, Channel::email, narrow, "one_click", now()));
    EXPECT_TRUE(stops.lift(mail, "desk", now()));
    EXPECT_FALSE(stops.in_force(mail));
  });
}

}  // namespace
}  // namespace muster
