// SPDX-License-Identifier: Apache-2.0
// What the handlers share: the context, the tokens known a moment ago, who listens to streams.
// Owned by the router's handlers; loop thread.
#pragma once
#include <boost/asio/steady_timer.hpp>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "muster/store/tokens.hpp"
#include "muster/web/web.hpp"
#include "route.hpp"

namespace muster {

class Web {
 public:
  explicit Web(WebContext context) : context_(std::move(context)) {}

  WebContext& context() { return context_; }
  Context& engine() { return context_.context; }

  // Who sent this request. Errors: unauthorised. By value: it outlives the request.
  asio::awaitable<Result<Principal>> authenticate(std::string authorization);
  void forget_tokens() { known_.clear(); }

  // After COMMIT: leases that must not leave any more are called back.
  void settle(const Answer& answer);

  // Streams: each waits on a timer of its own, which a change of any request cancels.
  bool listen(asio::steady_timer& timer);  // false: too many listen already
  void leave(asio::steady_timer& timer) { listening_.erase(&timer); }
  void changed();
  // Grows with every change: tells whether one came between a reading and the wait.
  std::uint64_t changes() const { return changes_; }

  const std::string& openapi();

 private:
  struct Known {
    TokenRow token;
    Principal who;
    Instant asked_at{};
  };
  WebContext context_;
  std::unordered_map<std::string, Known> known_;  // by SHA-256 of the token
  std::set<asio::steady_timer*> listening_;
  std::uint64_t changes_ = 0;
  std::string openapi_;
};

}  // namespace muster
