// SPDX-License-Identifier: Apache-2.0
#include "muster/store/principal.hpp"

#include <array>
#include <utility>

namespace muster {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 7> roles = {{
    {Role::system, "system"},
    {Role::admin, "admin"},
    {Role::coordinator, "coordinator"},
    {Role::approver, "approver"},
    {Role::desk, "desk"},
    {Role::caller, "caller"},
    {Role::viewer, "viewer"},
}};

}  // namespace

std::string_view name(Role role) { return roles[static_cast<std::size_t>(role)].second; }

std::optional<Role> parse_role(std::string_view text) {
  for (const auto& [role, word] : roles)
    if (word == text) return role;
  return std::nullopt;
}

}  // namespace muster
