// SPDX-License-Identifier: Apache-2.0
// Who may set hours, blackouts, bypasses and stops; what a stop, a lift and a withdrawal leave.
#include "muster/engine/contact_rules.hpp"

#include "muster/engine/do_not_call.hpp"
#include "muster/engine/donor_stops.hpp"
#include "muster/engine/send_facts.hpp"
#include "muster/engine/stops.hpp"
#include "muster/store/contact_points.hpp"
#include "registry_fixture.hpp"

namespace muster {
namespace {

TEST_F(RegistryTest, who_may_set_what_is_asked_here_too) {
  auto id = donor();
  auto forbidden = [&](Role role, auto job) {
    auto who = as(role);
    auto result = try_write([&](Tx& tx) { return job(tx, who); });
    return !result && result.error().kind() == ErrorKind::forbidden;
  };
  auto hours = [&](Tx& tx, const Principal& who) {
    NarrowedHours wanted{HoursKind::reminders, {Hours(9), Hours(10)}};
    return set_hours(tx, *settings_, who, "", wanted, now_);
  };
  auto blackout = [&](Tx& tx, const Principal& who) {
    return add_blackout(tx, who, NewBlackout(), now_);
  };
  auto bypass = [&](Tx& tx, const Principal& who) {
    return open_bypass(tx, who, NewBypass(), now_);
  };
  auto stop = [&](Tx& tx, const Principal& who) {
    return stop_in_part(tx, who, id, NewStop(), now_);
  };
  auto start = [&](Tx& tx, const Principal& who) {
    return start_donor(tx, who, id, NewStart(), now_);
  };
  auto dnc = [&](Tx& tx, const Principal& who) {
    return begin_do_not_call(tx, who, DncImport(), now_);
  };
  for (auto role : {Role::caller, Role::viewer, Role::approver, Role::desk, Role::coordinator}) {
    bool planning = role == Role::coordinator;
    bool desk = planning || role == Role::desk;
    EXPECT_EQ(!planning, forbidden(role, hours)) << name(role);
    EXPECT_EQ(!planning, forbidden(role, blackout)) << name(role);
    EXPECT_EQ(role != Role::approver, forbidden(role, bypass)) << name(role);
    EXPECT_EQ(!desk, forbidden(role, stop)) << name(role);
    EXPECT_EQ(!desk, forbidden(role, start)) << name(role);
    EXPECT_TRUE(forbidden(role, dnc)) << name(role);
  }
  EXPECT_FALSE(forbidden(Role::admin, bypass));
  EXPECT_TRUE(forbidden(Role::admin, dnc)) << "of one committee: the register binds all";
}

TEST_F(RegistryTest, a_text_goes_where_it_is_not_stopped) {
  auto id = donor();
  auto who = as(Role::desk);
  NewStop no_sms;
  no_sms.purposes = {Purpose::reminders};
  no_sms.channel = Channel::sms;
  no_sms.how = "by phone";
  auto usable = [&](std::optional<Purpose> purpose) {
    return write([&](Tx& tx) {
      auto point = usable_address(tx, *settings_, id, purpose);
      return point ? point->address : std::string();
    });
  };
  EXPECT_EQ("", usable(Purpose::reminders)) << "no route serves it";
  write([&](Tx& tx) { return stop_in_part(tx, who, id, no_sms, now_).value().fresh; });
  write([&](Tx& tx) {
    auto point = tx.contact_points().of_donor(id).at(0);
    auto stops = tx.stops().in_force(point.address_index, id);
    EXPECT_TRUE(stops.forbid(Channel::sms, Purpose::reminders));
    EXPECT_FALSE(stops.forbid(Channel::voice, Purpose::reminders));
    EXPECT_FALSE(stops.forbid(Channel::sms, Purpose::campaigns));
    return true;
  });
}

TEST_F(RegistryTest, start_gives_back_what_was_there_and_nothing_more) {
  auto id = donor();
  auto who = as(Role::desk);
  auto consents = [&] { return write([&](Tx& tx) { return tx.donors().find(id)->consents; }); };
  NewConsent given;
  given.purposes = {Purpose::reminders, Purpose::campaigns};
  given.how = "list";
  given.proof = "folder 1";
  write([&](Tx& tx) { return give_consent(tx, *settings_, who, id, given, now_).value(); });
  auto before = consents();
  write([&](Tx& tx) { return stop_donor(tx, *settings_, who, id, "desk", now_).value().fresh; });
  EXPECT_EQ(before, consents()) << "a stop takes no consent away";
  write([&](Tx& tx) {
    return withdraw_consent(tx, *settings_, who, id, {Purpose::campaigns}, "by phone", now_)
        .value();
  });
  auto left = consents();
  write([&](Tx& tx) {
    auto point = tx.contact_points().of_donor(id).at(0);
    EXPECT_TRUE(lift_stop(tx, point, "reply", now_ + Hours(1)));
    EXPECT_FALSE(lift_stop(tx, point, "reply", now_ + Hours(1)));
    EXPECT_TRUE(tx.stops().in_force(point.address_index, id).none());
    return true;
  });
  EXPECT_EQ(left, consents());
  EXPECT_FALSE(left.has(Purpose::campaigns)) << "what was withdrawn meanwhile stays withdrawn";
  EXPECT_FALSE(left.has(Purpose::emergency)) << "nor does START give what was never given";
}

TEST_F(RegistryTest, the_word_start_leaves_what_the_donor_set_at_the_desk) {
  auto id = donor();
  auto who = as(Role::desk);
  NewStop no_calls;
  no_calls.channel = Channel::voice;
  no_calls.how = "by phone";
  write([&](Tx& tx) {
    stop_in_part(tx, who, id, no_calls, now_).value();
    auto point = tx.contact_points().of_donor(id).at(0);
    apply_stop(tx, point, "reply", now_);
    lift_stop(tx, point, "reply", now_);
    auto stops = tx.stops().in_force(point.address_index, id);
    EXPECT_TRUE(stops.forbid(Channel::voice, Purpose::emergency));
    EXPECT_FALSE(stops.forbid(Channel::sms, Purpose::emergency));
    return true;
  });
}

}  // namespace
}  // namespace muster
