// SPDX-License-Identifier: Apache-2.0
#include "connection.hpp"

#include <sqlite3.h>

namespace muster {

void configure(Sql& sql, bool file) {
  sqlite3_busy_timeout(sql.database().getHandle(), 10'000);
  if (file) {
    // Of a new file only. A frame of the log costs two writes whatever its size, and what is sent
    // lies side by side: a tenth more texts a second than with pages of 4 KiB.
    sql.execute("pragma page_size = 8192");
    sql.execute("pragma journal_mode = wal");
    // SQLite swallows the fsync errors of automatic checkpoints; ours has its own lane and looks.
    sql.execute("pragma wal_autocheckpoint = 0");
  }
  sql.execute("pragma synchronous = full");
  sql.execute("pragma foreign_keys = on");
  // What is deleted is overwritten: names and numbers of the erased. Debian's SQLite does so
  // unasked.
  sql.execute("pragma secure_delete = on");
  sql.execute("pragma temp_store = memory");
  sql.execute("pragma cache_size = -12000");
}

}  // namespace muster
