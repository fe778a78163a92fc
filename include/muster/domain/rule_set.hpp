// SPDX-License-Identifier: Apache-2.0
// A rule set from its file's text. All errors of the file at once, each with line and key and cure.
#pragma once
#include "muster/base/toml.hpp"
#include "muster/domain/deferral.hpp"

namespace muster {

// `file` names the file in errors. Errors go into `problems`; the value is meaningful only if none
// was added.
RuleSet read_rule_set(const TomlFile& file, Problems& problems);

}  // namespace muster
