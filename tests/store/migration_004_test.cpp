// SPDX-License-Identifier: Apache-2.0
// What stood before the migration means the same after it. Below the store's seam.
#include <gtest/gtest.h>

#include "../../src/store/migrations.hpp"
#include "../../src/store/sql.hpp"
#include "muster/base/random.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/stops.hpp"

namespace muster {
namespace {

TEST(Migration004, OldStopsAndConsentsKeepTheirMeaning) {
  Sql sql(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  sql.execute("pragma foreign_keys = on");
  sql.execute(migration_001);
  sql.execute("pragma user_version = 1");
  sql.execute(R"(
    insert into organisation (id, path, code, name, zone) values (1, '/1/', 'x', 'x', 'Etc/UTC');
    insert into donor (id, organisation_id, name, name_key, given_name, sex, abo, rhd, typing,
      language, consents, created_at, changed_at) values (1, 1, 'a', 'a', 'a', 0, 0, 0, 0, 'vi', 1, 0, 0);
    insert into consent (id, donor_id, organisation_id, purpose, given_at, how, proof, given_to)
      values (1, 1, 1, 'reminders', 5, 'list', 'folder 3', 'token:lan');
    insert into stop (id, address_index, channel, scope, since, how) values (1, x'01', 0, 0, 10, 'reply');
    insert into stop (id, address_index, channel, scope, since, how) values (2, x'02', 2, 1, 11, 'one_click');
    insert into stop (id, address_index, channel, scope, since, how, lifted_at, lifted_how)
      values (7, x'03', 0, 0, 12, 'reply', 20, 'reply');)");
  ASSERT_TRUE(migrate(sql));
  const Sealer sealer = Sealer::with_key(std::string(Sealer::key_size, 'k')).value();
  SeededRandom random(1);
  const std::string install = "install1";
  Tx tx(sql, sealer, random, 1, install);
  const auto scopes = [&](char index) {
    return tx.stops().in_force(std::string(1, index)).scopes();
  };
  EXPECT_EQ(scopes('\x01'), std::vector<StopScope>{StopScope::all()});
  EXPECT_EQ(scopes('\x02'), std::vector<StopScope>{StopScope::reminders_and_campaigns()});
  EXPECT_TRUE(scopes('\x03').empty()) << "it was lifted";
  EXPECT_TRUE(tx.stops().lift(std::string(1, '\x01'), "reply", from_millis(30)));
  // Ids go on after the highest there was.
  EXPECT_TRUE(tx.stops().stop("n", Channel::sms, StopScope::all(), "reply", from_millis(40)));
  auto rows = sql.query("select max(id) from stop");
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.integer(0), 8);
  const auto consents = tx.consents().of_donor(DonorId(1));
  ASSERT_EQ(consents.size(), 1u);
  EXPECT_EQ(consents[0].proof, "folder 3");
  EXPECT_EQ(consents[0].text_shown, "");
}

}  // namespace
}  // namespace muster
