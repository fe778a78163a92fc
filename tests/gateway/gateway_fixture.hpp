// SPDX-License-Identifier: Apache-2.0
// Gateways for tests: the shipped files with known secrets, or a text.
#pragma once
#include <optional>
#include <string>

#include "muster/gateway/gateway.hpp"

namespace muster {

inline constexpr auto test_public_url = "https://muster.example.org";

// The public key of a pair made for these tests; the golden SendGrid hooks are
// signed with the other half.
std::string sendgrid_test_key();
Result<std::string> test_secret(std::string_view reference);
std::optional<Gateway> compile_text(const std::string& text, Problems& problems);
// config/gateways/<name>.toml; fails the test when it has problems.
std::optional<Gateway> shipped(const std::string& name);
// A small file of an invented provider, and that file with one passage replaced.
extern const std::string_view good_gateway;
std::string edited_gateway(std::string_view from, std::string_view to);
std::string joined(const Problems& problems);

}  // namespace muster
