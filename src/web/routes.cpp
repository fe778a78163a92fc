// SPDX-License-Identifier: Apache-2.0
// What is not the API and asks for no token, and all tables together.
#include <charconv>

#include "muster/base/http_message.hpp"
#include "specials.hpp"

namespace muster {
namespace {

constexpr Route routes[] = {
    {.method = "GET",
     .path = "/",
     .roles = Roles::anyone(),
     .summary = "What this is",
     .answer = "text/html",
     .special = show_home},
    {.method = "GET",
     .path = "/healthz",
     .roles = Roles::anyone(),
     .summary = "Do the loop and the writer live",
     .answer = "text/plain",
     .special = show_health},
    {.method = "GET",
     .path = "/readyz",
     .roles = Roles::anyone(),
     .summary = "Ready, or why not",
     .answer = "text/plain",
     .special = show_ready},
    {.method = "GET",
     .path = "/metrics",
     .roles = Roles::anyone(),
     .summary = "Counters and gauges (Prometheus)",
     .answer = "text/plain",
     .special = show_metrics},
    {.method = "GET",
     .path = "/v1/openapi.json",
     .roles = Roles::anyone(),
     .summary = "This document",
     .answer = "application/json",
     .special = show_openapi},
    // Each provider has its own way; the gateway's file says which.
    {.method = "GET",
     .path = "/hooks/{gateway}/{secret}/{name}",
     .roles = Roles::anyone(),
     .summary = "What a provider tells us",
     .answer = "text/plain",
     .special = take_hook},
    {.method = "POST",
     .path = "/hooks/{gateway}/{secret}/{name}",
     .roles = Roles::anyone(),
     .summary = "What a provider tells us",
     .answer = "text/plain",
     .special = take_hook},
    {.method = "PUT",
     .path = "/hooks/{gateway}/{secret}/{name}",
     .roles = Roles::anyone(),
     .summary = "What a provider tells us",
     .answer = "text/plain",
     .special = take_hook},
};

}  // namespace

std::span<const Route> plain_routes() { return routes; }

std::vector<const Route*> all_routes() {
  std::vector<const Route*> all;
  for (auto table : {plain_routes(), people_routes(), ledger_routes(), contact_routes(),
                     consent_routes(), privacy_routes(), house_routes()})
    for (const auto& route : table) all.push_back(&route);
  return all;
}

Result<std::int64_t> number_at(const Call& call, std::string_view name) {
  auto text = find(call.path, name);
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 1)
    return not_found("this path needs the number of a row");
  return number;
}

}  // namespace muster
