// SPDX-License-Identifier: Apache-2.0
// muster export donors|donations|deferrals|consents: a list into a file.
#pragma once
#include "muster/base/menu.hpp"
#include "shell.hpp"

namespace muster {

void add_export(Menu& menu, const Shell& shell);

}  // namespace muster
