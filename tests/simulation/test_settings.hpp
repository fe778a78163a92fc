// SPDX-License-Identifier: Apache-2.0
// Settings as the daemon would have them, made of the files we ship: only the gateway's manners
// differ by scenario.
#pragma once
#include <memory>
#include <string>

#include "muster/engine/settings.hpp"

namespace muster::simulation {

struct GatewayManners {
  bool keyed = true;       // honours idempotency keys
  int in_flight = 64;
  double per_second = 0;   // 0 = no limit
};

// config/gateways/sandbox.toml with these manners; rules, numbering, series and texts as shipped.
std::shared_ptr<const Settings> shipped_settings(const GatewayManners& manners);

inline constexpr auto gateway_name = "sandbox";
inline constexpr auto hook_path_secret = "sandbox-hooks-0123456789";
inline constexpr auto hook_signing_secret = "bXVzdGVyLXNhbmRib3gtc2lnbmluZy1rZXktMQ==";
inline constexpr auto viet_nam = "Asia/Ho_Chi_Minh";

}  // namespace muster::simulation
