// SPDX-License-Identifier: Apache-2.0
// What a send reads of several tables at once.
#include "muster/store/due_sends.hpp"

#include "../../../src/store/sql.hpp"
#include "muster/store/do_not_call.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/stops.hpp"
#include "suite.hpp"

namespace muster {
namespace {

// A text to that donor that is due at that time.
MessageId queue(Tx& tx, OrganisationId organisation, DonorId donor, ContactPointId point,
                Instant due) {
  MessageRow row;
  row.organisation = organisation;
  row.donor = donor;
  row.contact_point = point;
  row.purpose = Purpose::reminders;
  row.kind = "reminder_invite";
  row.dedupe = std::to_string(to_millis(due));
  row.due_at = row.created_at = due;
  return *tx.messages().insert(row);
}

TEST_P(StoreConformance, due_sends_come_with_its_donor_address_and_eligibility) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto phone = add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    tx.contact_points().verify(phone, "desk", now());
    tx.contact_points().set_window(phone, DayWindow{MinuteOfDay(600), MinuteOfDay(900)});
    Consents consents;
    consents.give(Purpose::reminders);
    tx.donors().set_consents(seeded.donor, consents);
    tx.donors().snooze(seeded.donor, now() + Hours(1), now());
    EligibilityRow eligibility;
    eligibility.rule_set = "vn-2013";
    eligibility.on[0] = Day(Days(20'000));
    tx.ledger().store_eligibility(seeded.donor, eligibility);
    const auto id = queue(tx, seeded.organisation, seeded.donor, phone, now());

    const auto due = tx.due_sends().of(SendLane::reminder, now(), 10);
    ASSERT_EQ(due.size(), 1u);
    EXPECT_EQ(due[0].message.id, id);
    EXPECT_EQ(due[0].message.kind, "reminder_invite");
    ASSERT_TRUE(due[0].donor && due[0].address && due[0].eligibility);
    const auto donor = *tx.donors().find(seeded.donor);
    EXPECT_EQ(due[0].donor->organisation, donor.organisation);
    EXPECT_EQ(due[0].donor->given_name, donor.given_name);
    EXPECT_EQ(due[0].donor->language, donor.language);
    EXPECT_EQ(due[0].donor->consents, consents);
    EXPECT_EQ(due[0].donor->snoozed_until, now() + Hours(1));
    EXPECT_FALSE(due[0].donor->gone);
    EXPECT_EQ(due[0].address->address, "+84912345678");
    EXPECT_EQ(due[0].address->address_index, index("+84912345678"));
    EXPECT_EQ(due[0].address->verified_at, now());
    EXPECT_EQ(due[0].address->window->to, MinuteOfDay(900));
    EXPECT_FALSE(due[0].address->suppressed || due[0].address->removed);
    EXPECT_EQ(*due[0].eligibility, eligibility);
    EXPECT_FALSE(due[0].stopped || due[0].registered);
  });
}

TEST_P(StoreConformance, due_sends_show_what_forbids_them) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto phone = add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    queue(tx, seeded.organisation, seeded.donor, phone, now());
    const auto seen = [&] { return tx.due_sends().of(SendLane::reminder, now(), 10).at(0); };
    EXPECT_FALSE(seen().eligibility) << "nobody computed it";

    const auto all = StopScope::all();
    tx.stops().stop(index("+84912345678"), Channel::sms, all, "reply", now());
    EXPECT_TRUE(seen().stopped);
    tx.stops().lift(index("+84912345678"), "reply", now());
    EXPECT_FALSE(seen().stopped);
    tx.stops().stop_donor(seeded.donor, all, "desk", now(), "token:desk");
    EXPECT_TRUE(seen().stopped);

    DncListRow list;
    list.listed_on = Day(Days(20'000));
    list.source = "AIS";
    list.imported_at = now();
    tx.do_not_call().add(tx.do_not_call().begin(list), index("+84912345678"), DncChannel::both);
    EXPECT_TRUE(seen().registered);

    tx.contact_points().suppress(phone, "hard_bounce", now());
    EXPECT_TRUE(seen().address->suppressed);
    tx.contact_points().remove(phone, now());
    EXPECT_TRUE(seen().address->removed);
  });
}

TEST_P(StoreConformance, due_sends_tell_who_is_gone_and_what_is_missing) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto phone = add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    queue(tx, seeded.organisation, seeded.donor, phone, now());
    const auto seen = [&] { return tx.due_sends().of(SendLane::reminder, now(), 10).at(0); };
    EXPECT_FALSE(seen().donor->gone);
    tx.sql().run("update donor set merged_into = id");
    EXPECT_TRUE(seen().donor->gone) << "history of another record";
    tx.sql().run("update donor set merged_into = null, erased_at = 1");
    EXPECT_TRUE(seen().donor->gone);
    tx.sql().run("update contact_point set address = ?", Blob{"sealed with another key"});
    EXPECT_TRUE(seen().address->address.empty());
    EXPECT_TRUE(seen().address->suppressed);
    tx.sql().run("update message set donor_id = null, contact_point_id = null");
    EXPECT_FALSE(seen().donor || seen().address || seen().eligibility);
    EXPECT_FALSE(seen().stopped || seen().registered);
  });
}

TEST_P(StoreConformance, due_sends_come_oldest_first_and_can_be_skipped) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto phone = add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    const auto second = queue(tx, seeded.organisation, seeded.donor, phone, now() - Hours(1));
    const auto first = queue(tx, seeded.organisation, seeded.donor, phone, now() - Hours(2));
    const auto third = queue(tx, seeded.organisation, seeded.donor, phone, now());
    queue(tx, seeded.organisation, seeded.donor, phone, now() + Millis(1));
    const auto ids = [&](int limit, int skip) {
      std::vector<MessageId> found;
      for (const auto& due : tx.due_sends().of(SendLane::reminder, now(), limit, skip))
        found.push_back(due.message.id);
      return found;
    };
    EXPECT_EQ(ids(10, 0), (std::vector{first, second, third}));
    EXPECT_EQ(ids(1, 1), std::vector{second});
    tx.messages().start(second, "kannel", 1, now());
    EXPECT_EQ(ids(10, 0), (std::vector{first, third})) << "what is being sent is not due";
    EXPECT_TRUE(tx.due_sends().of(SendLane::campaign, now(), 10).empty());
  });
}

}  // namespace
}  // namespace muster
