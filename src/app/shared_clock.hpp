// SPDX-License-Identifier: Apache-2.0
// Demo: the sandbox shares the daemon's clock.
#pragma once
#include "muster/base/log.hpp"
#include "muster/engine/settings.hpp"
#include "muster/gateway/client.hpp"

namespace muster {

// How far the demo clock is ahead of the real one at its start: it begins at 08:00 today in
// Asia/Ho_Chi_Minh.
Millis demo_offset(Instant real);
void tell_sandbox_the_time(HttpClient& client, const Settings& settings, Millis offset,
                           const Log& log);

}  // namespace muster
