// SPDX-License-Identifier: Apache-2.0
// The keys of [retention] and [subject_requests].
#pragma once
#include "muster/base/toml.hpp"
#include "muster/engine/settings.hpp"

namespace muster {

void read_privacy(TomlTable& root, Settings& settings);

}  // namespace muster
