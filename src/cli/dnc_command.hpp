// SPDX-License-Identifier: Apache-2.0
// `muster dnc import FILE`: sends a list of the Do-Not-Call register and prints the report.
#pragma once
#include "muster/base/menu.hpp"
#include "shell.hpp"

namespace muster {

void add_dnc_import(Menu dnc, const Shell& shell);

}  // namespace muster
