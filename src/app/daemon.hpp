// SPDX-License-Identifier: Apache-2.0
// Builds every part in order, runs them on one loop, stops them in reverse. Returns the process's
// exit status.
#pragma once
#include "launch.hpp"
#include "muster/base/sealing.hpp"
#include "muster/engine/configuration.hpp"

namespace muster {

int run_daemon(const Launch& launch, Configuration configuration, const Sealer& sealer);

}  // namespace muster
