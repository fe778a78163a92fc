// SPDX-License-Identifier: Apache-2.0
// Names of header fields are compared without case (RFC 9110 section 5.1). Any thread.
#pragma once
#include <algorithm>
#include <string_view>

namespace muster {

inline bool same_name(std::string_view a, std::string_view b) {
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace muster
