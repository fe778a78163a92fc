// SPDX-License-Identifier: Apache-2.0
// What is taken out of each table, what stays, and that no table is forgotten.
#include "muster/store/erasure.hpp"

#include <algorithm>

#include "../../../src/store/sql.hpp"
#include "muster/store/donor_export.hpp"
#include "muster/store/idempotency.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/replies.hpp"
#include "muster/store/stops.hpp"
#include "suite.hpp"

namespace muster {
namespace {

// A new table with a donor in it must say how it is erased and exported.
TEST_P(StoreConformance, every_table_with_a_donor_is_erased_and_exported) {
  auto tables = read([](Tx& tx) {
    std::vector<std::string> found;
    auto rows = tx.sql().query(
        "select distinct m.name from sqlite_master m join pragma_foreign_key_list(m.name) k where "
        "m.type = 'table' and m.name <> 'donor' and k.\"table\" in ('donor', 'contact_point') "
        "order by m.name");
    while (rows.next()) found.push_back(rows.text(0));
    return found;
  });
  for (auto lists : {erased_tables(), exported_tables()}) {
    std::vector<std::string> listed(lists.begin(), lists.end());
    std::ranges::sort(listed);
    EXPECT_EQ(tables, listed)
        << "add the table to ErasureTable or DonorExport, and to the list of it";
  }
}

ReplyRow reply_of(OrganisationId organisation, DonorId donor, std::string external,
                  std::string address_index) {
  ReplyRow row;
  row.organisation = organisation;
  row.gateway = "kannel";
  row.external_id = std::move(external);
  row.donor = donor;
  row.address_index = std::move(address_index);
  row.text = "Em ở 12 Trần Phú";
  row.intent = "unclear";
  row.state = ReplyState::needs_person;
  return row;
}

TEST_P(StoreConformance, an_erased_donor_leaves_a_ledger_without_a_person) {
  auto seeded = seed();
  auto point = write([&](Tx& tx) {
    auto id = add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    Donation given;
    given.on = Day(Days(20'000));
    given.volume_ml = 350;
    tx.ledger().add_donation(seeded.donor, seeded.organisation, given, "import", now());
    Deferral deferral;
    deferral.reason = "hepatitis";
    deferral.event = Day(Days(20'100));
    tx.ledger().add_deferral(seeded.donor, seeded.organisation, deferral, "desk", now());
    tx.stops().stop(index("+84912345678"), Channel::sms, StopScope::all(), "mẹ chị Lan gọi", now());
    tx.replies().insert(reply_of(seeded.organisation, seeded.donor, "r-1", index("+84912345678")));
    tx.replies().insert(reply_of({}, {}, "r-2", index("+84912345678")));
    return id;
  });
  write([&](Tx& tx) {
    LedgerTraits kept;
    kept.birth = Day(Days(7'305));
    auto rows = ErasureTable(tx).erase(seeded.donor, kept, now());
    EXPECT_EQ(rows.addresses, 1);
    EXPECT_EQ(rows.replies, 2);
  });
  read([&](Tx& tx) {
    auto donor = tx.donors().find(seeded.donor).value();
    EXPECT_TRUE(donor.erased_at);
    EXPECT_EQ(donor.name + donor.given_name + donor.external_id + donor.commune, "");
    EXPECT_EQ(donor.birth, Day(Days(7'305)));
    EXPECT_EQ(tx.ledger().donations(seeded.donor).size(), 1U);
    auto deferrals = tx.ledger().deferrals(seeded.donor);
    EXPECT_EQ(deferrals.at(0).reason, "erased");
    EXPECT_EQ(deferrals.at(0).until, deferrals.at(0).event) << "how long would tell why";
    EXPECT_EQ(tx.contact_points().find(point)->address, "");
    EXPECT_TRUE(tx.contact_points().find(point)->suppressed_at);
    EXPECT_TRUE(tx.donors().by_address(index("+84912345678")).empty());
    EXPECT_TRUE(tx.stops().in_force(index("+84912345678")).cover(StopScope::all()))
        << "a stop stays";
    for (const auto& reply : tx.replies().of_donor(seeded.donor)) {
      EXPECT_EQ(reply.text, "");
      EXPECT_EQ(reply.state, ReplyState::resolved);
      EXPECT_EQ(reply.address_index, "");
    }
    return 0;
  });
  // The provider repeats the hook: it is still the same reply.
  auto again = write([&](Tx& tx) {
    return tx.replies().insert(reply_of({}, {}, "r-1", index("+84912345678"))).has_value();
  });
  EXPECT_FALSE(again);
}

TEST_P(StoreConformance, a_reply_of_a_shared_number_stays_with_the_others) {
  auto seeded = seed();
  write([&](Tx& tx) {
    add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    auto sister = add_donor(tx, seeded.organisation, "Nguyễn Thị Hoa", now());
    add_phone(tx, sister, seeded.organisation, "+84912345678");
    tx.replies().insert(reply_of({}, {}, "r-1", index("+84912345678")));
    ErasureTable(tx).erase(seeded.donor, {}, now());
    EXPECT_EQ(tx.donors().by_address(index("+84912345678")).size(), 1U);
    EXPECT_EQ(tx.replies().find(ReplyId(1))->text, "Em ở 12 Trần Phú");
  });
}

TEST_P(StoreConformance, a_kept_answer_that_shows_the_donor_is_replayed_no_more) {
  auto seeded = seed();
  write([&](Tx& tx) {
    tx.idempotency().put("s", "+84912345678", {"h", 201, "sealed", ",1,"}, now());
    tx.idempotency().put("s", "other", {"h", 201, "sealed", ",11,"}, now());
    ErasureTable(tx).erase(seeded.donor, {}, now());
    EXPECT_EQ(tx.idempotency().find("s", "+84912345678")->response, "");
    EXPECT_EQ(tx.idempotency().find("s", "other")->response, "sealed");
    auto clear = tx.sql().query("select 1 from idempotency where key like '%84912345678%'");
    EXPECT_FALSE(clear.next()) << "a key may be a telephone number";
  });
}

TEST_P(StoreConformance, what_is_due_is_scrubbed_once) {
  write([&](Tx& tx) {
    ErasureTable table(tx);
    EXPECT_FALSE(table.scrub_due());
    table.mark_scrub_due();
    auto first = table.scrub_due().value();
    table.mark_scrub_due();
    table.scrubbed(first);
    EXPECT_TRUE(table.scrub_due()) << "another erasure came meanwhile";
    table.scrubbed(*table.scrub_due());
    EXPECT_FALSE(table.scrub_due());
  });
}

}  // namespace
}  // namespace muster
