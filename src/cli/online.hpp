// SPDX-License-Identifier: Apache-2.0
// The commands that speak to the daemon.
#pragma once
#include "muster/base/menu.hpp"
#include "shell.hpp"

namespace muster {

void add_online_commands(Menu& menu, const Shell& shell);

}  // namespace muster
