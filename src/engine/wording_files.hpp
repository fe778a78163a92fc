// SPDX-License-Identifier: Apache-2.0
// Reads templates/messages/<language>/<kind>.<variant>.<target>.txt; adding a language is adding a
// folder (F33).
#pragma once
#include <string>

#include "muster/domain/wording.hpp"

namespace muster {

Wording load_wording(const std::string& folder, const std::string& fallback_language,
                     Problems& problems);

}  // namespace muster
