// SPDX-License-Identifier: Apache-2.0
// muster import donors|donations|deferrals|consents FILE: sends the file, shows how far it is, and
// prints what became of it, line by line where something is wrong. Refused lines go to a file of
// their own.
#pragma once
#include <CLI/CLI.hpp>

#include "online.hpp"

namespace muster {

void add_import(CLI::App& cli, Shell& shell);

}  // namespace muster
