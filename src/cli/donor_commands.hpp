// SPDX-License-Identifier: Apache-2.0
// `muster donor erase` and `muster donor export`.
#pragma once
#include "online.hpp"

namespace muster {

void add_donor_privacy(CLI::App& donor, Shell& shell);

}  // namespace muster
