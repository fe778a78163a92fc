// SPDX-License-Identifier: Apache-2.0
// What providers tell us: one verified request becomes receipts, replies and keypresses, written in
// one transaction; the answer goes out after COMMIT. Loop thread.
#pragma once
#include <string>
#include <vector>

#include "muster/engine/context.hpp"
#include "muster/engine/dispatcher.hpp"

namespace muster {

class Hooks {
 public:
  // `dispatchers`: those that may hold leases to an address that a reply stops.
  Hooks(Context& context, std::vector<Dispatcher*> dispatchers)
      : context_(context), dispatchers_(std::move(dispatchers)) {}

  // Errors: not_found (no such gateway, secret or hook; all alike, so that guessing tells nothing),
  // unauthorised (forged or stale), invalid (not parseable), busy (the writer is full: the provider
  // tries again).
  asio::awaitable<Result<HttpResponse>> take(std::string gateway, std::string secret,
                                             std::string hook, HttpRequest request);

 private:
  Context& context_;
  std::vector<Dispatcher*> dispatchers_;
};

}  // namespace muster
