// SPDX-License-Identifier: Apache-2.0
// An empty text as NULL: unique keys bind only rows that have one, and most have none.
#pragma once
#include <optional>
#include <string_view>

namespace muster {

inline std::optional<std::string_view> present(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return text;
}

}  // namespace muster
