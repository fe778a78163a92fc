// SPDX-License-Identifier: Apache-2.0
// The files that muster ships, as the worlds of the tests load them: Viet Nam's numbers, its
// deferral rules, the reminders of repeat donors, the sandbox. A fault in one fails the test.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "muster/engine/settings.hpp"

namespace muster {

// "config/gateways/sandbox.toml": its path in the source, and what is in it.
std::string shipped_path(std::string_view name);
std::string shipped_text(std::string_view name);

// Settings with numbers, rules and series, and nothing else.
std::shared_ptr<Settings> shipped_site();
// The sandbox's gateway, from `text` as its file, and the route for SMS to it.
void add_sandbox(Settings& settings, std::string_view text);

}  // namespace muster
