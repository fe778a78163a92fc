// SPDX-License-Identifier: Apache-2.0
// muster export donors|donations|deferrals|consents: a list into a file.
#pragma once
#include "online.hpp"

namespace muster {

void add_export(CLI::App& cli, Shell& shell);

}  // namespace muster
