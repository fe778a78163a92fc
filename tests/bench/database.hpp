// SPDX-License-Identifier: Apache-2.0
// Bare SQLite: what the yardsticks are made of, and how the bench looks into muster's store. One
// thread.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace muster::bench {

class Database {
 public:
  // Opens what is there, in WAL mode with FULL syncs.
  explicit Database(const std::filesystem::path& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const std::string& sql);
  sqlite3_stmt* prepare(const std::string& sql);
  std::int64_t number(const std::string& sql);

 private:
  sqlite3* handle_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
};

// The path, with no database of an earlier run there.
std::filesystem::path fresh(const std::filesystem::path& path);
// Runs a statement to its end.
void step(sqlite3_stmt* statement);
void text(sqlite3_stmt* statement, int at, const std::string& value);

}  // namespace muster::bench
