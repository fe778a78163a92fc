// SPDX-License-Identifier: Apache-2.0
// The schema's history, oldest first. Each step runs in its own transaction with the version it
// leads to.
#pragma once
#include <array>

#include "muster/base/result.hpp"
#include "muster/store/store.hpp"
#include "sql.hpp"

namespace muster {

extern const char* const migration_001;
extern const char* const migration_002;
extern const char* const migration_003;
extern const char* const migration_004;
extern const char* const migration_005;
extern const char* const migration_006;
extern const char* const migration_007;
inline const std::array migrations = {migration_001, migration_002, migration_003, migration_004,
                                      migration_005, migration_006, migration_007};

// Error: invalid, when the file's schema is newer than this program's.
Result<Migrated> migrate(Sql& sql);

}  // namespace muster
