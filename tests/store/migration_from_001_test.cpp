// SPDX-License-Identifier: Apache-2.0
// A database of the first schema, with a row in each of its tables, becomes one of today and loses
// nothing. Below the store's seam.
#include <gtest/gtest.h>

#include <map>

#include "../../src/store/migrations.hpp"
#include "../../src/store/sql.hpp"
#include "muster/base/random.hpp"
#include "muster/base/sealing.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/sessions.hpp"

namespace muster {
namespace {

constexpr const char* rows_of_001 = R"(
  insert into meta values ('install_id', 'install1');
  insert into organisation values (1, null, '/1/', 'hd', 'Hải Dương', 'Asia/Ho_Chi_Minh', '0220');
  insert into donor values (1, 1, 'D1', 'Nguyễn Thị Lan', 'NGUYEN THI LAN', 'Lan', 2, 7000, 4, 2, 2,
    'vi', null, 'An Lưu', 20, 1, null, null, 10, 11);
  insert into consent values (1, 1, 1, 'reminders', 5, 'list', 'folder 3', 'token:lan', null, null);
  insert into stop values (1, x'02', 0, 0, 12, 'reply', null, null);
  insert into donation values (1, 1, 1, 0, 0, 20000, 350, null, 'GCN-1', 'desk', 13, null);
  insert into deferral values (1, 1, 1, 'tattoo', 19000, 19365, 'desk', 14, null);
  insert into eligibility values (1, 'vn-2013', 0, 0, 29000, 20084, 20084, 20084, 20084, null);
  insert into session values (1, 1, 's1', 'Nhà văn hóa', '', 15, 16, 'Asia/Ho_Chi_Minh', 100, '', '');
  insert into booking values (1, 1, 'booked', 17);
  insert into step values (1, 1, 1, 'repeat-donors', 'donation-1', 'invite', 18, 0, 0, 1, 18);
  insert into club values (1, 1, 'rapid', 'CLB', 'BV', '0220', 'Asia/Ho_Chi_Minh');
  insert into member values (1, 1, 'leader', '', 19, null);
  insert into rota_shift values (1, 1, 3, 0, 600);
  insert into request values (1, 1, '4711', 1, 4, 2, 1, 2, 100, 90, 'BV', '0220', 0, null, 20,
    'token:x', null, null, 1, 20, 30, 0, 7, '', 0);
  insert into message (id, organisation_id, donor_id, contact_point_id, lane, purpose, channel, kind,
    dedupe, state, reason, due_at, created_at, changed_at, step_id, session_id, request_id)
    values (1, 1, 1, 1, 3, 0, 0, 'reminder_invite', 'step-1', 0, 0, 21, 21, 21, 1, 1, 1);
  insert into attempt values (65537, 1, 1, 'k-1-1', 'kannel', 22, 23, null, 24, 0, '0', '', 'p-1');
  insert into receipt values (1, 'kannel', 'p-1', 'k-1-1', 6, '', '', 0, 25);
  insert into page values (1, 1, 1, 1, 1, 1, 'on call', 26, null, null, '1234', null, 26, 0, 0);
  insert into reply values (1, 1, 'kannel', 'x-1', x'01', 1, 1, 1, x'00', 'yes', null, 'done', '', 27,
    null, null);
  insert into journal values (1, 28, 'system', 'donor', 1, 'added', '{}');
  insert into journal_group values (1, 1, x'00');
  insert into token values (x'05', 'duty', 'caller', 1, 29, null, null);
  insert into idempotency values ('s', 'k', x'06', 201, '{}', 30);)";

std::map<std::string, std::int64_t> counts(Sql& sql) {
  std::vector<std::string> tables;
  {
    auto rows = sql.query("select name from sqlite_schema where type = 'table' order by name");
    while (rows.next()) tables.push_back(rows.text(0));
  }
  std::map<std::string, std::int64_t> found;
  for (const auto& table : tables)
    found[table] = sql.database().execAndGet("select count(*) from " + table).getInt64();
  return found;
}

struct MigrationFrom001 : testing::Test {
  MigrationFrom001() {
    sql.execute("pragma foreign_keys = on");
    sql.execute(migration_001);
    sql.execute("pragma user_version = 1");
    sql.execute("pragma foreign_keys = off");  // the address comes after the rows that name it
    sql.execute(rows_of_001);
    const auto sealed = sealer.seal("+84912345678", "contact_point.address", random);
    sql.run("insert into contact_point values (1, 1, 1, 0, ?, ?, 0, 8, 'desk', null, null)",
            Blob{sealed}, Blob{sealer.blind_index("+84912345678")});
    sql.execute("pragma foreign_keys = on");
    before = counts(sql);
    for (const auto& [table, count] : before) EXPECT_EQ(count, 1) << table;
    auto migrated = migrate(sql);
    EXPECT_TRUE(migrated);
    EXPECT_EQ(migrated ? migrated->from : 0, 1);
  }
  Sql sql{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
  const Sealer sealer = Sealer::with_key(std::string(Sealer::key_size, 'k')).value();
  SeededRandom random{1};
  const std::string install = "install1";
  std::map<std::string, std::int64_t> before;
};

TEST_F(MigrationFrom001, NoRowIsLostAndAllStillFitTogether) {
  auto after = counts(sql);
  for (const auto& [table, count] : before) EXPECT_EQ(after.at(table), count) << table;
  EXPECT_FALSE(sql.query("pragma foreign_key_check").next());
  auto intact = sql.query("pragma integrity_check");
  ASSERT_TRUE(intact.next());
  EXPECT_EQ(intact.text(0), "ok");
}

TEST_F(MigrationFrom001, WhatIsNewHasAMeaningForWhatIsOld) {
  Tx tx(sql, sealer, random, 1, install);
  const auto donor = tx.donors().find(DonorId(1));
  ASSERT_TRUE(donor);
  EXPECT_EQ(donor->name, "Nguyễn Thị Lan");
  EXPECT_FALSE(donor->merged_into || donor->place || donor->weight_kg);
  EXPECT_TRUE(donor->phenotype.empty());
  const auto points = tx.contact_points().of_donor(DonorId(1));
  ASSERT_EQ(points.size(), 1u);
  EXPECT_EQ(points[0].address, "+84912345678");
  EXPECT_FALSE(points[0].window || points[0].removed_at || points[0].reached_at);
  const auto entry = tx.ledger().find_donation(DonationId(1));
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->papers.units, 1);
  EXPECT_EQ(entry->papers.certificate, "GCN-1");
  EXPECT_FALSE(entry->withdrawn_at);
  EXPECT_EQ(tx.ledger().deferrals(DonorId(1)).size(), 1u);
  const auto eligibility = tx.ledger().eligibility(DonorId(1));
  ASSERT_TRUE(eligibility);
  EXPECT_EQ(eligibility->before_apheresis, eligibility->before) << "one age limit, as it was";
  const auto request = tx.requests().find(RequestId(1));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->recipient.sex, Sex::unknown);
  EXPECT_EQ(request->rhd_policy, RhdPolicy::strict);
  const auto message = tx.messages().find(MessageId(1));
  ASSERT_TRUE(message);
  EXPECT_FALSE(message->bypass);
  EXPECT_TRUE(tx.sessions().to_hold(from_millis(20))) << "its bookings are held now";
}

}  // namespace
}  // namespace muster
