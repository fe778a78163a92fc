// SPDX-License-Identifier: Apache-2.0
// Our URLs: the API, hooks, health, metrics and the page at "/". Nothing here reads the database on
// the network thread, and nothing changes but through an engine service. Loop thread.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "muster/engine/context.hpp"
#include "muster/engine/dispatcher.hpp"
#include "muster/engine/erasure.hpp"
#include "muster/engine/health.hpp"
#include "muster/engine/hooks.hpp"
#include "muster/engine/importer.hpp"
#include "muster/engine/throttles.hpp"
#include "muster/http/server.hpp"

namespace muster {

// What app owns and what outlives the router.
struct WebContext {
  Context& context;
  Hooks& hooks;
  Health& health;
  Importer& importer;
  Throttles& throttles;
  // They may hold leases to a stopped address or a closed request.
  std::vector<Dispatcher*> dispatchers;
  // Moves the whole daemon (and the sandbox) and returns the new time. Empty outside demo mode.
  std::function<Instant(Millis)> forward_clock;
  std::string version = "0.1.0";
  Eraser* eraser = nullptr;  // always there once assembled
};

inline constexpr std::size_t import_body_bytes = import_most_bytes;

Router make_router(WebContext web);

}  // namespace muster
