// SPDX-License-Identifier: Apache-2.0
// Space for the write-ahead log that is written before it is needed. COMMIT syncs the log; a log
// that grows makes the file system commit its own journal too, one that is overwritten does not:
// less and steadier time until a page goes out, and room for pages on a full disk.
#pragma once
#include <cstdint>
#include <string>

#include "muster/base/result.hpp"

namespace muster {

// Makes `database`-wal with so many bytes of zeros, which SQLite reads as an empty log, unless
// there is one already: then somebody may be using it. Before the database is opened. Not synced:
// sync_wal() does, off the way to readiness. Returns whether it was made. Error: io; no log is left
// behind, and SQLite makes its own as it goes.
Result<bool> reserve_wal(const std::string& database, std::int64_t bytes);
// Zeros in those bytes of the log, beyond all it is used for: its space again after it was emptied.
// The writer rests meanwhile. Error: io.
Result<void> write_wal_zeros(const std::string& database, std::int64_t from, std::int64_t to);
// Error: io.
Result<void> sync_wal(const std::string& database);

}  // namespace muster
