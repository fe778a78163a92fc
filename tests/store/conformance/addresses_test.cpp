// SPDX-License-Identifier: Apache-2.0
// The order of addresses, their windows, removal, and what proves that one is reached.
#include "muster/store/candidates.hpp"
#include "muster/store/clubs.hpp"
#include "muster/store/stops.hpp"
#include "muster/store/verifications.hpp"
#include "suite.hpp"

namespace muster {
namespace {

std::vector<std::string> order_of(Tx& tx, DonorId donor) {
  std::vector<std::string> numbers;
  for (const auto& point : tx.contact_points().of_donor(donor)) numbers.push_back(point.address);
  return numbers;
}

TEST_P(StoreConformance, an_address_moves_to_any_place_of_the_order) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    std::vector<ContactPointId> ids;
    for (auto number : {"+84900000001", "+84900000002", "+84900000003"})
      ids.push_back(add_phone(tx, seeded.donor, seeded.organisation, number));
    EXPECT_TRUE(tx.contact_points().reorder(ids[2], 0));
    EXPECT_EQ((std::vector<std::string>{"+84900000003", "+84900000001", "+84900000002"}),
              order_of(tx, seeded.donor));
    EXPECT_TRUE(tx.contact_points().reorder(ids[2], 99)) << "behind the last";
    EXPECT_EQ((std::vector<std::string>{"+84900000001", "+84900000002", "+84900000003"}),
              order_of(tx, seeded.donor));
    EXPECT_TRUE(tx.contact_points().reorder(ids[0], 1));
    EXPECT_EQ((std::vector<std::string>{"+84900000002", "+84900000001", "+84900000003"}),
              order_of(tx, seeded.donor));
    EXPECT_FALSE(tx.contact_points().reorder(ids[0], 1));
  });
}

TEST_P(StoreConformance, a_removed_address_is_history_until_it_is_restored) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto id = add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    tx.contact_points().verify(id, "code", now());
    EXPECT_TRUE(tx.contact_points().remove(id, now()));
    EXPECT_FALSE(tx.contact_points().remove(id, now()));
    EXPECT_TRUE(tx.contact_points().of_donor(seeded.donor).empty());
    EXPECT_TRUE(tx.contact_points().by_address(std::nullopt, "+84912345678").empty());
    EXPECT_TRUE(tx.donors().by_address(index("+84912345678")).empty());
    EXPECT_EQ(1u, tx.contact_points().all_of_donor(seeded.donor).size());
    // An old list names it again: that brings nothing back.
    EXPECT_EQ(id, add_phone(tx, seeded.donor, seeded.organisation, "+84912345678"));
    EXPECT_TRUE(tx.contact_points().find(id)->removed_at);
    EXPECT_TRUE(tx.contact_points().restore(id));
    EXPECT_FALSE(tx.contact_points().restore(id));
    EXPECT_FALSE(tx.contact_points().find(id)->verified_at) << "it may have changed hands";
    EXPECT_EQ(1u, tx.contact_points().of_donor(seeded.donor).size());
  });
}

TEST_P(StoreConformance, a_window_is_kept_and_taken_away) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto id = add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    const DayWindow office{Hours(8), Hours(17)};
    EXPECT_TRUE(tx.contact_points().set_window(id, office));
    EXPECT_FALSE(tx.contact_points().set_window(id, office));
    EXPECT_EQ(office, tx.contact_points().find(id)->window);
    EXPECT_TRUE(tx.contact_points().set_window(id, std::nullopt));
    EXPECT_FALSE(tx.contact_points().find(id)->window);
  });
}

TEST_P(StoreConformance, being_reached_is_written_once_a_month) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto id = add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    EXPECT_TRUE(tx.contact_points().reached(id, now()));
    EXPECT_FALSE(tx.contact_points().reached(id, now() + Days(30) - Millis(1)));
    EXPECT_EQ(now(), tx.contact_points().find(id)->reached_at);
    EXPECT_TRUE(tx.contact_points().reached(id, now() + Days(30)));
    EXPECT_EQ(now() + Days(30), tx.contact_points().find(id)->reached_at);
  });
}

TEST_P(StoreConformance, a_code_is_open_until_it_ends_and_lies_nowhere_in_clear) {
  const auto seeded = seed();
  const auto id = write(
      [&](Tx& tx) { return add_phone(tx, seeded.donor, seeded.organisation, "+84912345678"); });
  const auto send = [&](Tx& tx, Instant at, std::string_view code) {
    VerificationRow row;
    row.contact_point = id;
    row.organisation = seeded.organisation;
    row.sent_at = at;
    row.expires_at = at + Minutes(15);
    return tx.verifications().add(row, code);
  };
  write([&](Tx& tx) {
    auto& codes = tx.verifications();
    const auto first = send(tx, now(), "123456");
    EXPECT_TRUE(codes.is_code(first, "123456"));
    EXPECT_FALSE(codes.is_code(first, "123457"));
    EXPECT_TRUE(codes.open(id, now() + Minutes(15) - Millis(1)));
    EXPECT_FALSE(codes.open(id, now() + Minutes(15)));
    const auto second = send(tx, now() + Minutes(1), "654321");
    EXPECT_EQ(second.id, codes.open(id, now() + Minutes(1))->id) << "only the newest counts";
    codes.tried(second.id);
    EXPECT_EQ(1, codes.open(id, now() + Minutes(1))->tries);
    EXPECT_EQ(2, codes.sent_to(index("+84912345678"), now() - Hours(1)));
    EXPECT_EQ(1, codes.sent_to(index("+84912345678"), now()));
    EXPECT_EQ(0, codes.sent_to(index("+84912345679"), now() - Hours(1)));
    codes.end(second.id, "code", now() + Minutes(2));
    EXPECT_FALSE(codes.open(id, now() + Minutes(2)));
  });
}

// Which of a member's addresses a page uses, in the view of the club and for one donor alike.
TEST_P(StoreConformance, a_page_goes_to_the_first_usable_address) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    ClubRow row;
    row.organisation = seeded.organisation;
    row.code = "club";
    const auto club = tx.clubs().add(row);
    tx.clubs().add_member(club, seeded.donor, "member", {}, now());
    const auto first = add_phone(tx, seeded.donor, seeded.organisation, "+84900000001");
    const auto second = add_phone(tx, seeded.donor, seeded.organisation, "+84900000002");
    PageTime when;
    when.now = now();
    const auto chosen = [&] {
      const auto rows = tx.candidates().of_club(club, when);
      EXPECT_EQ(1u, rows.size());
      const auto point = tx.candidates().contact_point(seeded.donor, when);
      EXPECT_EQ(rows[0].contact_point, point ? point->first : ContactPointId());
      return rows[0];
    };
    EXPECT_FALSE(chosen().has_verified);
    tx.contact_points().reached(second, now() - Days(100));
    EXPECT_EQ(second, chosen().contact_point) << "a text was delivered there";
    when.rules.reached_counts_for = Days(99);
    EXPECT_FALSE(chosen().has_verified);
    when.rules = VerificationRules();
    tx.contact_points().verify(first, "code", now());
    EXPECT_EQ(first, chosen().contact_point);
    // Closed at this hour, in UTC and by the donor's own zone.
    const auto minute = when.zone.minute_of(now());
    tx.contact_points().set_window(first, DayWindow{minute + Hours(1), minute + Hours(2)});
    EXPECT_EQ(second, chosen().contact_point);
    tx.contact_points().remove(second, now());
    EXPECT_FALSE(chosen().contact_point);
    EXPECT_TRUE(chosen().window_closed);
    EXPECT_TRUE(chosen().has_verified);
    when.now = now() + Hours(1);
    EXPECT_EQ(first, chosen().contact_point);
    tx.stops().stop(index("+84900000001"), Channel::sms, StopScope::all(), "reply", now());
    EXPECT_FALSE(chosen().contact_point);
    EXPECT_FALSE(chosen().window_closed);
    EXPECT_TRUE(chosen().has_verified);
  });
}

}  // namespace
}  // namespace muster
