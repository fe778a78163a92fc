// SPDX-License-Identifier: Apache-2.0
#include "muster/store/stops.hpp"

#include "sql.hpp"

namespace muster {

bool StopTable::stop(std::string_view address_index, Channel channel, StopScope scope,
                     std::string_view how, Instant now) {
  // The smaller enumerator is the wider scope.
  if (const auto stands = in_force(address_index); stands && *stands <= scope) return false;
  tx_.sql().run(
      "insert into stop (id, address_index, channel, scope, since, how) values (?, ?, ?, ?, ?, ?)",
      tx_.sql().next_id("stop"), Blob{address_index}, channel, scope, now, how);
  return true;
}

bool StopTable::lift(std::string_view address_index, std::string_view how, Instant now) {
  return tx_.sql().run(
             "update stop set lifted_at = ?, lifted_how = ? "
             "where address_index = ? and lifted_at is null",
             now, how, Blob{address_index}) > 0;
}

std::optional<StopScope> StopTable::in_force(std::string_view address_index) {
  static_assert(StopScope::all < StopScope::reminders_and_campaigns);
  auto rows =
      tx_.sql().query("select min(scope) from stop where address_index = ? and lifted_at is null",
                      Blob{address_index});
  if (!rows.next() || rows.null(0)) return std::nullopt;
  return rows.enumerator<StopScope>(0);
}

}  // namespace muster
