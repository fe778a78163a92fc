// SPDX-License-Identifier: Apache-2.0
// What every service is given. References to what app owns and outlives them; loop thread only.
#pragma once
#include <functional>

#include "muster/base/clock.hpp"
#include "muster/base/log.hpp"
#include "muster/base/random.hpp"
#include "muster/engine/metrics.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/store.hpp"

namespace muster {

// Claims, inside a job of the emergency lane, the pages that are due; they go on the wire right
// after its COMMIT instead of after another one.
using PageClaim = std::function<void(Tx&, const Settings&, Instant)>;

struct Context {
  asio::any_io_executor executor;
  Clock& clock;
  Random& random;
  Store& store;
  SettingsHolder& settings;
  Metrics& metrics;
  Log log;
  // Makes one for a job that begins now; empty until there is a dispatcher.
  std::function<PageClaim()> page_claim = {};

  PageClaim claim_pages() const { return page_claim ? page_claim() : PageClaim(); }
};

}  // namespace muster
