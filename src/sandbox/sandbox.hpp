// SPDX-License-Identifier: Apache-2.0
// Puts the parts together and runs until SIGTERM or SIGINT. One thread.
#pragma once
#include "options.hpp"

namespace muster::sandbox {

// The exit code: 0 after an orderly stop.
int run(const Options& options);

}  // namespace muster::sandbox
