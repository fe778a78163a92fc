// SPDX-License-Identifier: Apache-2.0
// The parts of the configuration that say when and how often donors may be written to: [hours],
// [caps], [do_not_call].
#pragma once
#include "muster/base/toml.hpp"
#include "muster/engine/settings.hpp"

namespace muster {

void read_contact_settings(TomlTable& root, Settings& settings);

}  // namespace muster
