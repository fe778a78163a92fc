// SPDX-License-Identifier: Apache-2.0
// `rules check`, `rules explain`, `compatibility check`: rule files looked at without a daemon.
#pragma once
#include "muster/base/menu.hpp"
#include "shell.hpp"

namespace muster {

void add_rule_commands(Menu& menu);

}  // namespace muster
