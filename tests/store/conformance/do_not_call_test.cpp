// SPDX-License-Identifier: Apache-2.0
#include "muster/store/do_not_call.hpp"

#include "muster/store/suppressions.hpp"
#include "suite.hpp"

namespace muster {
namespace {

using Channels = std::vector<DncChannel>;

DncListRow drawn(const char* day) {
  DncListRow row;
  row.listed_on = parse_day(day).value();
  row.source = "register";
  row.imported_by = "token:lan";
  return row;
}

TEST_P(StoreConformance, a_register_is_added_to_and_replaced) {
  const auto lan = index("+84912345678");
  const auto hoa = index("+84912345679");
  write([&](Tx& tx) {
    auto& dnc = tx.do_not_call();
    EXPECT_TRUE(dnc.entries_of(lan).empty());
    EXPECT_FALSE(dnc.newest());
    const auto first = dnc.begin(drawn("2026-08-01"));
    EXPECT_TRUE(dnc.add(first, lan, DncChannel::sms));
    EXPECT_FALSE(dnc.add(first, lan, DncChannel::sms));
    EXPECT_EQ(dnc.entries_of(lan), Channels{DncChannel::sms}) << "counts before it is complete";
    EXPECT_FALSE(dnc.newest()) << "but its day does not";
    EXPECT_FALSE(dnc.add(first, lan, DncChannel::voice));
    EXPECT_EQ(dnc.entries_of(lan), Channels{DncChannel::both});
    EXPECT_TRUE(dnc.add(first, hoa, DncChannel::both));
    dnc.complete(first, 2, now());
    EXPECT_EQ(dnc.newest(), parse_day("2026-08-01").value());

    const auto second = dnc.begin(drawn("2026-09-01"));
    EXPECT_TRUE(dnc.add(second, lan, DncChannel::voice));
    EXPECT_EQ(dnc.entries_of(lan).size(), 2u) << "both lists hold until the new one is in";
    const auto third = dnc.begin(drawn("2026-09-02"));
    dnc.complete(second, 1, now());
    dnc.retire_older(second, now());
    EXPECT_EQ(dnc.entries_of(lan), Channels{DncChannel::voice});
    EXPECT_TRUE(dnc.entries_of(hoa).empty());
    EXPECT_EQ(dnc.lists().size(), 2u) << "one that was begun later is not ended by it";
    EXPECT_EQ(dnc.lists().front().id, third);
    EXPECT_FALSE(dnc.lists().front().complete_at);
    EXPECT_EQ(dnc.lists().back().entries, 1);
    EXPECT_EQ(dnc.forget_retired(1), 1);
    EXPECT_EQ(dnc.forget_retired(10), 1);
    EXPECT_EQ(dnc.forget_retired(10), 0);
    EXPECT_EQ(dnc.entries_of(lan), Channels{DncChannel::voice});
  });
}

TEST_P(StoreConformance, a_suppressed_address_is_listed_and_taken_up_again) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto id = add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    add_phone(tx, seeded.donor, seeded.organisation, "+84912345679");
    tx.contact_points().verify(id, "code", now());
    Principal all;
    EXPECT_TRUE(tx.suppressions().list(all, {}, 10).empty());
    EXPECT_FALSE(tx.suppressions().restore(id, "rang it", "token:lan", now()));
    tx.contact_points().suppress(id, "bad_number", now());
    const auto listed = tx.suppressions().list(all, {}, 10);
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0].id, id);
    EXPECT_EQ(listed[0].suppressed_reason, "bad_number");
    EXPECT_TRUE(tx.suppressions().list(all, id, 10).empty()) << "after it";
    Principal beside;
    beside.subtree = "/9/";
    EXPECT_TRUE(tx.suppressions().list(beside, {}, 10).empty());
    EXPECT_TRUE(tx.suppressions().restore(id, "rang it", "token:lan", now()));
    EXPECT_FALSE(tx.contact_points().find(id)->suppressed_at);
    EXPECT_TRUE(tx.contact_points().find(id)->verified_at);
    tx.suppressions().unverify(id);
    EXPECT_FALSE(tx.contact_points().find(id)->verified_at);
    EXPECT_TRUE(tx.contact_points().suppress(id, "again", now()));
  });
}

}  // namespace
}  // namespace muster
