// SPDX-License-Identifier: Apache-2.0
// What the frequency caps count.
#include "muster/store/messages.hpp"
#include "suite.hpp"

namespace muster {
namespace {

TEST_P(StoreConformance, caps_count_what_left_by_donor_and_by_address) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto phone = add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    const auto sister = add_donor(tx, seeded.organisation, "Nguyễn Thị Hoa", now());
    const auto shared = add_phone(tx, sister, seeded.organisation, "+84912345678");
    int number = 0;
    const auto text = [&](DonorId donor, ContactPointId point, std::optional<Purpose> purpose,
                          SendLane lane, Channel channel, bool leaves, Instant at) {
      MessageRow row;
      row.organisation = seeded.organisation;
      row.donor = donor;
      row.contact_point = point;
      row.purpose = purpose;
      row.lane = lane;
      row.channel = channel;
      row.kind = "reminder_invite";
      row.dedupe = std::to_string(++number);
      row.due_at = row.created_at = at;
      const auto id = *tx.messages().insert(row);
      if (leaves) tx.messages().start(id, "kannel", 1, at);
    };
    using enum SendLane;
    const auto sms = Channel::sms;
    const auto t = now();
    text(seeded.donor, phone, Purpose::reminders, reminder, sms, true, t);
    text(seeded.donor, phone, Purpose::reminders, reminder, sms, false, t);       // still waits
    text(seeded.donor, phone, Purpose::reminders, transactional, sms, true, t);   // service
    text(seeded.donor, phone, Purpose::emergency, SendLane::emergency, sms, true, t);
    text(seeded.donor, phone, std::nullopt, reply, sms, true, t);
    text(seeded.donor, phone, Purpose::campaigns, campaign, sms, true, t + Hours(1));
    text(seeded.donor, phone, Purpose::campaigns, campaign, Channel::voice, true, t);
    text(sister, shared, Purpose::campaigns, campaign, sms, true, t + Hours(2));
    const auto recent = tx.messages().sent_since(seeded.donor, t - Millis(1));
    EXPECT_EQ(recent.reminders, std::vector<Instant>{t});
    EXPECT_EQ(recent.campaigns.size(), 2u);
    EXPECT_TRUE(tx.messages().sent_since(seeded.donor, t).reminders.empty()) << "after, not at";
    const auto number_index = index("+84912345678");
    EXPECT_EQ(tx.messages().campaigns_to(number_index, sms, t - Millis(1)).size(), 2u)
        << "hers and the sister's";
    EXPECT_EQ(tx.messages().campaigns_to(number_index, sms, t + Hours(1)).size(), 1u);
    EXPECT_EQ(tx.messages().campaigns_to(number_index, Channel::voice, t - Millis(1)).size(), 1u);
    EXPECT_EQ(tx.messages().waiting_of(seeded.donor).size(), 1u);
  });
}

}  // namespace
}  // namespace muster
