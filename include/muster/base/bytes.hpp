// SPDX-License-Identifier: Apache-2.0
// Encodings and digests of byte strings. Any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace muster {

std::string hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);
std::string base64(std::string_view bytes);
std::string base64url(std::string_view bytes);  // no padding
std::optional<std::string> from_base64(std::string_view text);
std::optional<std::string> from_base64url(std::string_view text);
std::string sha256(std::string_view bytes);  // 32 raw bytes
// In constant time for equal lengths.
bool equal_secret(std::string_view a, std::string_view b);

}  // namespace muster
