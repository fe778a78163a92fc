// SPDX-License-Identifier: Apache-2.0
#include "sql.hpp"

#include "muster/base/assert.hpp"

namespace muster {

const Prepared& Sql::prepared(const char* sql) {
  auto& found = statements_[sql];
  if (found.statement) return found;
  auto statement = std::make_unique<SQLite::Statement>(db_, sql);
  // SQLiteCpp does not tell the handle; the newest statement is the first of SQLite's list.
  found.handle = sqlite3_next_stmt(db_.getHandle(), nullptr);
  MUSTER_ASSERT(found.handle && std::string_view(sqlite3_sql(found.handle)) == sql);
  found.statement = std::move(statement);
  return found;
}

std::int64_t Sql::next_id(const char* table) {
  auto [entry, fresh] = last_ids_.try_emplace(table, 0);
  if (fresh)
    entry->second =
        db_.execAndGet(std::string("select coalesce(max(id), 0) from ") + table).getInt64();
  return ++entry->second;
}

}  // namespace muster
