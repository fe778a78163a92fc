// SPDX-License-Identifier: Apache-2.0
#include "sql.hpp"

namespace muster {

SQLite::Statement& Sql::prepared(const char* sql) {
  auto& statement = statements_[sql];
  if (!statement) statement = std::make_unique<SQLite::Statement>(db_, sql);
  return *statement;
}

void Sql::bind(SQLite::Statement& s, int i, Blob v) {
  // A null pointer would bind NULL; an empty blob is a value.
  s.bind(i, v.bytes.data() ? static_cast<const void*>(v.bytes.data()) : "",
         static_cast<int>(v.bytes.size()));
}

std::int64_t Sql::next_id(const char* table) {
  auto [entry, fresh] = last_ids_.try_emplace(table, 0);
  if (fresh)
    entry->second =
        db_.execAndGet(std::string("select coalesce(max(id), 0) from ") + table).getInt64();
  return ++entry->second;
}

}  // namespace muster
