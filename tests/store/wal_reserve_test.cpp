// SPDX-License-Identifier: Apache-2.0
// The reserved log is an empty log to SQLite, and nobody's log is ever replaced by it.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../src/store/connection.hpp"
#include "../../src/store/wal_reserve.hpp"
#include "support/folder.hpp"

namespace muster {
namespace {

namespace fs = std::filesystem;

const int flags = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
constexpr std::int64_t bytes = 1 << 21;

class WalReserve : public testing::Test {
 protected:
  WalReserve() {
    Sql sql(path_, flags);
    configure(sql, true);
    sql.execute("create table t (x integer)");
  }

  std::int64_t count(const std::string& path) {
    Sql sql(path, flags);
    auto rows = sql.query("select count(*) from t");
    rows.next();
    return rows.integer(0);
  }

  TestFolder folder_;
  std::string path_ = folder_.file("a.db");
  std::string wal_ = path_ + "-wal";
};

TEST_F(WalReserve, is_used_without_growing_and_survives_a_cut) {
  auto made = reserve_wal(path_, bytes);
  ASSERT_TRUE(made) << made.error().text();
  EXPECT_TRUE(*made);
  EXPECT_EQ(fs::file_size(wal_), bytes);
  EXPECT_FALSE(fs::exists(wal_ + ".new"));
  auto copy = folder_.file("b.db");
  {
    Sql sql(path_, flags);
    configure(sql, true);
    for (int i = 0; i < 100; ++i) sql.run("insert into t values (?)", i);
    EXPECT_TRUE(sync_wal(path_));
    EXPECT_EQ(fs::file_size(wal_), bytes) << "commits overwrite what was written before";
    // As after a power cut: database and log as they lie on the disk.
    fs::copy_file(path_, copy);
    fs::copy_file(wal_, copy + "-wal");
  }
  EXPECT_EQ(count(copy), 100);
  EXPECT_EQ(count(path_), 100);
}

TEST_F(WalReserve, leaves_a_log_that_is_there) {
  Sql sql(path_, flags);
  configure(sql, true);
  sql.run("insert into t values (?)", 1);
  auto before = fs::file_size(wal_);
  auto made = reserve_wal(path_, bytes);
  ASSERT_TRUE(made);
  EXPECT_FALSE(*made);
  EXPECT_EQ(fs::file_size(wal_), before);
}

TEST_F(WalReserve, says_where_it_cannot_write) {
  auto made = reserve_wal(folder_.file("nowhere/a.db"), bytes);
  ASSERT_FALSE(made);
  auto error = made.error();
  EXPECT_EQ(error.kind(), ErrorKind::io);
  EXPECT_NE(error.text().find("nowhere"), std::string::npos) << error.text();
}

}  // namespace
}  // namespace muster
