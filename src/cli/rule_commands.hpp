// SPDX-License-Identifier: Apache-2.0
// `rules check`, `rules explain`, `compatibility check`: rule files looked at without a daemon.
#pragma once
#include <CLI/CLI.hpp>

#include "online.hpp"

namespace muster {

void add_rule_commands(CLI::App& cli, Shell& shell);

}  // namespace muster
