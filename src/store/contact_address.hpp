// SPDX-License-Identifier: Apache-2.0
// How a contact point's own columns are read, for whoever selects it together with other rows.
#pragma once
#include <optional>
#include <string_view>

#include "muster/domain/contact.hpp"
#include "sql.hpp"

namespace muster {

// What contact_point.address is sealed for.
inline constexpr std::string_view address_context = "contact_point.address";

// from_minute and to_minute, from column `i` on.
inline std::optional<DayWindow> read_window(const Rows& rows, int i) {
  if (rows.null(i) || rows.null(i + 1)) return std::nullopt;
  return DayWindow{MinuteOfDay(rows.integer(i)), MinuteOfDay(rows.integer(i + 1))};
}

}  // namespace muster
