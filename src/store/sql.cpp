// SPDX-License-Identifier: Apache-2.0
#include "sql.hpp"

namespace muster {

SQLite::Statement& Sql::prepared(const char* sql) {
  auto& statement = statements_[sql];
  if (!statement) statement = std::make_unique<SQLite::Statement>(db_, sql);
  return *statement;
}

std::int64_t Sql::next_id(const char* table) {
  auto [entry, fresh] = last_ids_.try_emplace(table, 0);
  if (fresh)
    entry->second =
        db_.execAndGet(std::string("select coalesce(max(id), 0) from ") + table).getInt64();
  return ++entry->second;
}

}  // namespace muster
