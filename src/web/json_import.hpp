// SPDX-License-Identifier: Apache-2.0
// What an import came to, or how far it is, as JSON. Pure; on the compute lane when it may be big.
#pragma once
#include <string>

#include "muster/engine/importer.hpp"

namespace muster {

// `rejects`: were they asked for.
std::string import_json(const ImportRun& run, bool rejects);

}  // namespace muster
