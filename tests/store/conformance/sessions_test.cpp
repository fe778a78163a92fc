// SPDX-License-Identifier: Apache-2.0
#include "muster/store/sessions.hpp"

#include "suite.hpp"

namespace muster {
namespace {

SessionRow session(OrganisationId organisation, std::string code, Instant starts) {
  SessionRow row;
  row.organisation = organisation;
  row.code = std::move(code);
  row.venue = "Nhà văn hoá";
  row.address = "An Lưu, Kinh Môn";
  row.starts_at = starts;
  row.ends_at = starts + Hours(4);
  row.capacity = 2;
  row.hotline = "0220 3822 222";
  row.note = "CCCD";
  return row;
}

TEST_P(StoreConformance, sessions_come_back_and_upcoming_ones_in_order) {
  const auto seeded = seed();
  const auto ids = write([&](Tx& tx) {
    const auto other = add_organisation(tx, "other");
    std::vector<SessionId> made;
    made.push_back(tx.sessions().add(session(seeded.organisation, "late", now() + Hours(48))));
    made.push_back(tx.sessions().add(session(seeded.organisation, "on", now() - Hours(1))));
    made.push_back(tx.sessions().add(session(seeded.organisation, "past", now() - Hours(4))));
    made.push_back(tx.sessions().add(session(other, "other", now() + Hours(24))));
    return made;
  });
  const auto codes = [&](OrganisationId organisation, int limit) {
    std::string text;
    for (const auto& one :
         read([&](Tx& tx) { return tx.sessions().upcoming(organisation, now(), limit); }))
      text += one.session.code + " ";
    return text;
  };
  EXPECT_EQ(codes(seeded.organisation, 9), "on late ");
  EXPECT_EQ(codes({}, 9), "on other late ");
  EXPECT_EQ(codes({}, 1), "on ");
  const auto found = read([&](Tx& tx) { return tx.sessions().find("late"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, ids[0]);
  EXPECT_EQ(found->venue, "Nhà văn hoá");
  EXPECT_EQ(found->ends_at, now() + Hours(52));
  EXPECT_EQ(found->capacity, 2);
  EXPECT_EQ(found->note, "CCCD");
  EXPECT_EQ(read([&](Tx& tx) { return tx.sessions().find(ids[3]); })->code, "other");
  EXPECT_FALSE(read([](Tx& tx) { return tx.sessions().find("nowhere"); }));
}

TEST_P(StoreConformance, bookings_move_and_count) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    auto& sessions = tx.sessions();
    const auto donor = seeded.donor;
    const auto late = sessions.add(session(seeded.organisation, "late", now() + Hours(48)));
    const auto soon = sessions.add(session(seeded.organisation, "soon", now() + Hours(24)));
    EXPECT_FALSE(sessions.booking_of(donor));
    EXPECT_TRUE(sessions.book(late, donor, BookingState::booked, now()));
    EXPECT_FALSE(sessions.book(late, donor, BookingState::booked, now() + Hours(1)));
    EXPECT_EQ(sessions.booking(late, donor)->changed_at, now());
    EXPECT_TRUE(sessions.book(soon, donor, BookingState::arrived, now()));
    EXPECT_EQ(sessions.booking_of(donor)->session, soon) << "the earliest open one";
    const auto over = sessions.find(soon)->ends_at;
    EXPECT_EQ(sessions.coming_booking(donor, over - Millis(1))->session, soon);
    EXPECT_EQ(sessions.coming_booking(donor, over)->session, late) << "that one is over";
    const auto upcoming = sessions.upcoming(seeded.organisation, now(), 1);
    EXPECT_EQ(upcoming[0].booked, 1);
    EXPECT_TRUE(upcoming[0].has_room());
    const auto second = add_donor(tx, seeded.organisation, "An", now());
    EXPECT_TRUE(sessions.book(soon, second, BookingState::booked, now()));
    EXPECT_FALSE(sessions.upcoming(seeded.organisation, now(), 1)[0].has_room());
    EXPECT_TRUE(sessions.book(soon, donor, BookingState::given, now()));
    EXPECT_EQ(sessions.booked(soon), 2) << "who gave had a place";
    EXPECT_EQ(sessions.booking_of(donor)->session, late);
    EXPECT_TRUE(sessions.book(late, donor, BookingState::cancelled, now()));
    EXPECT_FALSE(sessions.booking_of(donor));
    EXPECT_EQ(sessions.booked(late), 0);
    EXPECT_TRUE(sessions.book(soon, second, BookingState::no_show, now()));
    EXPECT_EQ(sessions.booked(soon), 1);
  });
}

TEST(BookingState, names_read_back) {
  using enum BookingState;
  for (const auto state : {booked, cancelled, arrived, given, deferred, no_show})
    EXPECT_EQ(parse_booking_state(name(state)), state);
  EXPECT_FALSE(parse_booking_state("maybe"));
}

}  // namespace
}  // namespace muster
