// SPDX-License-Identifier: Apache-2.0
// How every connection to the database is set up.
#pragma once
#include "sql.hpp"

namespace muster {

// `file`: not in memory.
void configure(Sql& sql, bool file);

}  // namespace muster
