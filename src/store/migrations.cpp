// SPDX-License-Identifier: Apache-2.0
#include "migrations.hpp"

#include <fmt/format.h>

namespace muster {

Result<Migrated> migrate(Sql& sql) {
  constexpr int newest = static_cast<int>(migrations.size());
  int version = sql.database().execAndGet("pragma user_version").getInt();
  if (version > newest)
    return invalid(
        "store.path",
        fmt::format(
            "the database has schema {}, this program knows only {}: install the newer muster, or "
            "restore the backup taken before the upgrade",
            version, newest));
  Migrated migrated{version, newest};
  for (; version < newest; ++version) {
    // The version is part of the transaction: after a crash the schema is either old or new.
    SQLite::Transaction transaction(sql.database(), SQLite::TransactionBehavior::IMMEDIATE);
    sql.execute(migrations[static_cast<std::size_t>(version)]);
    sql.execute(fmt::format("pragma user_version = {}", version + 1));
    transaction.commit();
  }
  return migrated;
}

}  // namespace muster
