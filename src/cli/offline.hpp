// SPDX-License-Identifier: Apache-2.0
// The commands that need no daemon: checks of texts, numbers, replies, configuration; the
// database's schema.
#pragma once
#include "muster/base/menu.hpp"

namespace muster {

void add_offline_commands(Menu& menu);

}  // namespace muster
