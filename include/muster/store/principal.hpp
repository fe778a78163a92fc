// SPDX-License-Identifier: Apache-2.0
// Who acts, and whose data they may see: one subtree of the organisations. Every engine and store
// call that shows or changes owned rows takes one.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/ids.hpp"

namespace muster {

enum class Role : std::uint8_t { system, admin, coordinator, approver, desk, caller, viewer };
std::string_view name(Role role);
std::optional<Role> parse_role(std::string_view text);

struct Principal {
  UserId user;
  Role role = Role::viewer;
  OrganisationId organisation;  // the root of what they may see
  std::string subtree = "/";    // its path; "/" is everything
  std::string actor = "system"; // for the journal: "token:demo", "system", "donor:12"

  bool sees(std::string_view path) const { return path.substr(0, subtree.size()) == subtree; }
};

inline Principal system_principal() {
  Principal principal;
  principal.role = Role::system;
  return principal;
}

}  // namespace muster
