// SPDX-License-Identifier: Apache-2.0
// How the stored eligibility is read, for whoever selects it together with other rows.
#pragma once
#include "muster/domain/eligibility.hpp"
#include "sql.hpp"

#define ELIGIBILITY_COLUMNS                                                            \
  "e.rule_set, e.never, e.hold, e.before_day, e.before_apheresis_day, e.whole_blood, " \
  "e.red_cells, e.platelets, e.plasma, e.granulocytes"

namespace muster {

// From column `i` on; none when nobody computed it (the row is missing from a left join).
inline std::optional<EligibilityRow> read_eligibility(const Rows& rows, int i) {
  if (rows.null(i)) return std::nullopt;
  auto row = std::make_optional<EligibilityRow>();
  row->rule_set = rows.text(i);
  row->never = rows.flag(i + 1);
  row->hold = rows.flag(i + 2);
  row->before = rows.optional_day(i + 3);
  row->before_apheresis = rows.optional_day(i + 4);
  for (const Product product : all_products)
    row->on[static_cast<std::size_t>(product)] =
        rows.optional_day(i + 5 + static_cast<int>(product));
  return row;
}

}  // namespace muster
