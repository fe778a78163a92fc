// SPDX-License-Identifier: Apache-2.0
// `muster donor erase` and `muster donor export`.
#pragma once
#include "muster/base/menu.hpp"
#include "shell.hpp"

namespace muster {

void add_donor_privacy(Menu donor, const Shell& shell);

}  // namespace muster
