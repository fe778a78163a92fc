// SPDX-License-Identifier: Apache-2.0
// What both records have: a booking, an address, a club, a page. No hold and no stop is lost.
#include "merge_fixture.hpp"
#include "muster/store/clubs.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/pages.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/stops.hpp"

namespace muster {
namespace {

TEST_F(MergeDonorsTest, one_booking_is_left_and_the_stronger) {
  auto who = as(Role::coordinator);
  auto session = write([&](Tx& tx) {
    NewSession wanted;
    wanted.code = "s-1";
    wanted.venue = "Nhà văn hóa";
    wanted.starts_at = now_ + Days(3);
    wanted.ends_at = now_ + Days(3) + Hours(4);
    wanted.capacity = 2;
    return add_session(tx, *settings_, who, wanted, now_).value().id;
  });
  write([&](Tx& tx) {
    tx.sessions().book(session, kept_, BookingState::booked, now_);
    return tx.sessions().book(session, other_, BookingState::arrived, now_);
  });
  auto state = [&](DonorId id) {
    return write([&](Tx& tx) { return tx.sessions().booking(session, id)->state; });
  };
  ASSERT_TRUE(merge());
  EXPECT_EQ(BookingState::arrived, state(kept_)) << "the hold stays";
  EXPECT_EQ(1, write([&](Tx& tx) { return tx.sessions().booked(session); }));
  ASSERT_TRUE(unmerge());
  EXPECT_EQ(BookingState::booked, state(kept_));
  EXPECT_EQ(BookingState::arrived, state(other_));
}

TEST_F(MergeDonorsTest, one_address_of_both_keeps_what_either_knew) {
  auto same = add("Trần Thị Lan", "0912345678");
  other_ = same;
  auto id = write([&](Tx& tx) {
    auto theirs = tx.contact_points().of_donor(same).at(0).id;
    tx.contact_points().verify(theirs, "code", now_ - Days(3));
    return tx.contact_points().of_donor(kept_).at(0).id;
  });
  ASSERT_TRUE(merge());
  auto point = [&] { return write([&](Tx& tx) { return tx.contact_points().find(id).value(); }); };
  EXPECT_EQ(now_ - Days(3), point().verified_at);
  auto on_number = [&] {
    return write([&](Tx& tx) {
      return tx.contact_points().by_address(std::nullopt, "+84912345678").size();
    });
  };
  EXPECT_EQ(1u, on_number()) << "no family of one";
  EXPECT_EQ(1u, write([&](Tx& tx) { return tx.contact_points().of_donor(kept_).size(); }));
  ASSERT_TRUE(unmerge());
  EXPECT_FALSE(point().verified_at);
  EXPECT_EQ(2u, on_number());
  write([&](Tx& tx) {
    auto theirs = tx.contact_points().of_donor(same).at(0).id;
    return tx.contact_points().suppress(theirs, "wrong_number", now_);
  });
  ASSERT_TRUE(merge());
  EXPECT_EQ("wrong_number", point().suppressed_reason);
}

TEST_F(MergeDonorsTest, membership_and_shifts_move_and_a_stop_binds_the_kept_one) {
  auto who = as(Role::coordinator);
  auto club = write([&](Tx& tx) {
    NewClub wanted;
    wanted.code = "rapid";
    wanted.name = "CLB";
    wanted.place = "BV";
    wanted.contact = "0220382211";
    auto row = add_club(tx, *settings_, who, wanted, now_).value();
    add_member(tx, *settings_, who, "rapid", {other_, MemberRole::member, {}}, now_).value();
    add_shift(tx, *settings_, who, "rapid", rota_shift(other_, 1, Hours(8), Hours(17)).value(),
              now_)
        .value();
    tx.stops().stop(tx.contact_points().of_donor(other_).at(0).address_index, Channel::sms,
                    StopScope::all(), "reply", now_);
    return row.id;
  });
  auto members = [&] {
    return write([&](Tx& tx) {
      std::vector<DonorId> ids;
      for (const auto& member : tx.clubs().members(club)) ids.push_back(member.donor);
      for (const auto& shift : tx.clubs().rota(club)) ids.push_back(shift.donor);
      return ids;
    });
  };
  ASSERT_TRUE(merge());
  EXPECT_EQ((std::vector<DonorId>{kept_, kept_}), members());
  write([&](Tx& tx) {
    int stopped = 0;
    for (const auto& point : tx.contact_points().of_donor(kept_))
      stopped += tx.stops().in_force(point.address_index).cover(StopScope::all());
    EXPECT_EQ(1, stopped);
    return 0;
  });
  ASSERT_TRUE(unmerge());
  EXPECT_EQ((std::vector<DonorId>{other_, other_}), members());
}

TEST_F(MergeDonorsTest, two_pages_of_one_request_wait_for_its_end) {
  auto who = as(Role::coordinator);
  auto request = write([&](Tx& tx) {
    NewClub wanted;
    wanted.code = "rapid";
    wanted.name = "CLB";
    wanted.place = "BV";
    wanted.contact = "0220382211";
    RequestRow row;
    row.organisation = who.organisation;
    row.club = add_club(tx, *settings_, who, wanted, now_).value().id;
    row.needed_by = row.arrive_by = now_ + Hours(2);
    row.opened_at = now_;
    row = tx.requests().insert(row);
    for (auto donor : {kept_, other_}) {
      PageRow page;
      page.organisation = who.organisation;
      page.request = row.id;
      page.donor = donor;
      page.asked_at = now_;
      tx.pages().insert(page);
    }
    return row.id;
  });
  auto refused = merge();
  ASSERT_FALSE(refused);
  EXPECT_EQ(ErrorKind::conflict, refused.error().kind());
  EXPECT_FALSE(row(other_).merged_into);
  write([&](Tx& tx) {
    tx.requests().close(request, "cancelled", "x", now_);
    for (auto page : tx.pages().of_request(request)) {
      page.stand_down = true;
      tx.pages().update(page, page.state, now_);
    }
    tx.requests().finish_stand_downs();
    return 0;
  });
  EXPECT_TRUE(merge());
}

TEST_F(MergeDonorsTest, a_page_that_moves_takes_its_texts_along) {
  auto who = as(Role::coordinator);
  write([&](Tx& tx) {
    NewClub wanted;
    wanted.code = "rapid";
    wanted.name = "CLB";
    wanted.place = "BV";
    wanted.contact = "0220382211";
    RequestRow row;
    row.organisation = who.organisation;
    row.club = add_club(tx, *settings_, who, wanted, now_).value().id;
    row.needed_by = row.arrive_by = now_ + Hours(2);
    row.opened_at = now_;
    row = tx.requests().insert(row);
    PageRow page;
    page.organisation = who.organisation;
    page.request = row.id;
    page.donor = other_;
    page.asked_at = now_;
    tx.pages().insert(page);
    MessageRow message;
    message.organisation = who.organisation;
    message.donor = other_;
    message.contact_point = tx.contact_points().of_donor(other_).at(0).id;
    message.kind = "emergency_page";
    message.request = row.id;
    message.dedupe = fmt::format("page-{}-{}", row.id.value(), other_.value());
    message.due_at = message.created_at = now_;
    return tx.messages().insert(message)->value();
  });
  auto key = [&](DonorId donor) { return fmt::format("page-1-{}", donor.value()); };
  auto found = [&](DonorId donor) {
    return write([&](Tx& tx) { return tx.messages().find_dedupe(key(donor)).has_value(); });
  };
  ASSERT_TRUE(merge());
  EXPECT_EQ(1u, write([&](Tx& tx) { return tx.pages().open_of(kept_).size(); }));
  EXPECT_TRUE(found(kept_));
  EXPECT_FALSE(found(other_));
  ASSERT_TRUE(unmerge());
  EXPECT_EQ(1u, write([&](Tx& tx) { return tx.pages().open_of(other_).size(); }));
  EXPECT_TRUE(found(other_));
}

}  // namespace
}  // namespace muster
