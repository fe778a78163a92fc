// SPDX-License-Identifier: Apache-2.0
// The commands that need no daemon: checks of texts, numbers, replies, configuration; the
// database's schema.
#pragma once
#include <CLI/CLI.hpp>

#include "online.hpp"

namespace muster {

void add_offline_commands(CLI::App& cli, Shell& shell);

}  // namespace muster
