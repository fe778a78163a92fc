// SPDX-License-Identifier: Apache-2.0
// What every service is given. References to what app owns and outlives them; loop thread only.
#pragma once
#include "muster/base/clock.hpp"
#include "muster/base/log.hpp"
#include "muster/base/random.hpp"
#include "muster/engine/metrics.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/store.hpp"

namespace muster {

struct Context {
  asio::any_io_executor executor;
  Clock& clock;
  Random& random;
  Store& store;
  SettingsHolder& settings;
  Metrics& metrics;
  Log log;
};

}  // namespace muster
