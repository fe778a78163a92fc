// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/settings.hpp"

namespace muster {

const Gateway* Settings::gateway(std::string_view name) const {
  for (const auto& gateway : gateways)
    if (gateway.name() == name) return &gateway;
  return nullptr;
}

const Gateway* Settings::route(Channel channel, std::string_view address) const {
  const RouteRule* best = nullptr;
  for (const auto& rule : routes) {
    if (rule.channel != channel || address.substr(0, rule.prefix.size()) != rule.prefix) continue;
    if (!best || rule.prefix.size() > best->prefix.size()) best = &rule;
  }
  return best ? gateway(best->gateway) : nullptr;
}

const Series* Settings::find_series(std::string_view code) const {
  for (const auto& candidate : series)
    if (candidate.code == code) return &candidate;
  return nullptr;
}

}  // namespace muster
