// SPDX-License-Identifier: Apache-2.0
// Whoever can write the file can change the journal, but not so that the chain still holds. Below
// the store's seam, hence not part of the conformance suite.
#include <gtest/gtest.h>

#include "../../src/store/migrations.hpp"
#include "../../src/store/sql.hpp"
#include "muster/base/random.hpp"
#include "muster/store/journal.hpp"

namespace muster {
namespace {

struct Tampering {
  const char* what;
  const char* sql;
  std::int64_t seq;   // first row of the fault that is reported; 0: nothing is
  std::int64_t last;
};

// Three groups: rows 1-2, 3-4, 5-6.
const Tampering table[] = {
    {"nothing", "select 1", 0, 0},
    {"a changed actor", "update journal set actor = 'b' where seq = 3", 3, 4},
    {"a changed time", "update journal set at = at + 1 where seq = 4", 3, 4},
    {"a changed noun id", "update journal set noun_id = 9 where seq = 1", 1, 2},
    {"changed data", "update journal set data = '{\"a\":2}' where seq = 6", 5, 6},
    {"a border moved between fields",
     "update journal set noun = 'dono', what = 'radded' where seq = 2", 1, 2},
    {"a removed row", "delete from journal where seq = 4", 4, 4},
    {"a removed first row", "delete from journal where seq = 1", 1, 2},
    {"two rows swapped",
     "update journal set seq = -seq where seq in (3, 5); update journal set seq = 8 + seq "
     "where seq < 0",
     3, 4},
    {"a removed group", "delete from journal_group where last_seq = 4", 3, 4},
    {"a group removed with its rows",
     "delete from journal_group where last_seq = 4; delete from journal where seq in (3, 4)", 3, 4},
    {"a changed hash", "update journal_group set hash = zeroblob(32) where last_seq = 2", 1, 2},
    {"a row slipped in",
     "insert into journal select 7, at, actor, noun, noun_id, what, data "
     "from journal where seq = 6",
     7, 7},
    {"a cut tail, its group left", "delete from journal where seq > 4", 5, 6},
};

TEST(JournalTampering, is_named_by_verify) {
  const Sealer sealer = Sealer::with_key(std::string(Sealer::key_size, 'k')).value();
  SeededRandom random(1);
  const std::string install = "install1";
  for (const auto& row : table) {
    Sql sql(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    ASSERT_TRUE(migrate(sql));
    Tx tx(sql, sealer, random, 1, install);
    for (int group = 1; group <= 3; ++group) {
      for (int i = 0; i < 2; ++i)
        tx.journal().append("a", "donor", group, "added", R"({"a":1})", from_millis(group));
      tx.journal().close_group();
      tx.journal().close_group();  // nothing new: must change nothing
    }
    sql.execute(row.sql);
    const auto fault = tx.journal().verify();
    EXPECT_EQ(fault ? fault->seq : 0, row.seq) << row.what;
    EXPECT_EQ(fault ? fault->last : 0, row.last) << row.what;
    EXPECT_EQ(fault && fault->why.empty(), false) << row.what;
  }
}

}  // namespace
}  // namespace muster
