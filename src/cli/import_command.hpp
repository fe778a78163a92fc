// SPDX-License-Identifier: Apache-2.0
// muster import donors FILE: sends the file and prints what became of it, line by line where
// something is wrong.
#pragma once
#include <CLI/CLI.hpp>

#include "online.hpp"

namespace muster {

void add_import(CLI::App& cli, Shell& shell);

}  // namespace muster
