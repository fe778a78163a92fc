// SPDX-License-Identifier: Apache-2.0
// Every table that hangs on a donor is thought of when two records become one: a new one fails here
// until somebody decides what becomes of its rows.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "muster/store/store.hpp"
#include "support/folder.hpp"

namespace muster {
namespace {

TEST(MergedTables, EveryTableThatNamesADonorIsKnown) {
  const TestFolder folder;
  const auto path = folder.file("muster.sqlite");
  ASSERT_TRUE(migrate_sqlite(path));
  std::set<std::string> found;
  {
    SQLite::Database database(path, SQLite::OPEN_READONLY);
    SQLite::Statement tables(database,
                             "select m.name from sqlite_master m join pragma_table_info(m.name) c "
                             "on c.name = 'donor_id' where m.type = 'table'");
    while (tables.executeStep()) found.insert(tables.getColumn(0).getString());
  }
  // Moved by MergeTable::move; eligibility is computed anew.
  const std::set<std::string> known = {
      "contact_point",  "consent",     "donation",   "deferral",         "booking",
      "step",           "member",      "rota_shift", "message",          "page",
      "reply",          "eligibility", "stop",       "donation_version", "deferral_version",
      "subject_request"};
  EXPECT_EQ(known, found);
}

}  // namespace
}  // namespace muster
