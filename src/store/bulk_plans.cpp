// SPDX-License-Identifier: Apache-2.0
#include "muster/store/bulk_plans.hpp"

#include "sql.hpp"

namespace muster {

BulkPlanRow BulkPlanTable::begin(std::string_view kind, std::string_view subject, Instant now) {
  BulkPlanRow row;
  row.id = tx_.sql().next_id("bulk_plan");
  row.kind = kind;
  row.subject = subject;
  row.started_at = now;
  tx_.sql().run(
      "insert into bulk_plan (id, kind, subject, cursor, done, changed, started_at) values (?, ?, "
      "?, 0, 0, 0, ?)",
      row.id, row.kind, row.subject, now);
  return row;
}

std::optional<BulkPlanRow> BulkPlanTable::newest(std::string_view kind) {
  auto rows = tx_.sql().query(
      "select id, kind, subject, cursor, done, changed, started_at, finished_at from bulk_plan "
      "where kind = ? order by id desc limit 1",
      kind);
  if (!rows.next()) return std::nullopt;
  BulkPlanRow row;
  row.id = rows.integer(0);
  row.kind = rows.text(1);
  row.subject = rows.text(2);
  row.cursor = rows.integer(3);
  row.done = rows.integer(4);
  row.changed = rows.integer(5);
  row.started_at = rows.instant(6);
  row.finished_at = rows.optional_instant(7);
  return row;
}

void BulkPlanTable::advance(std::int64_t id, std::int64_t cursor, std::int64_t done,
                            std::int64_t changed) {
  tx_.sql().run(
      "update bulk_plan set cursor = ?, done = done + ?, changed = changed + ? where id = ?",
      cursor, done, changed, id);
}

void BulkPlanTable::finish(std::int64_t id, Instant now) {
  tx_.sql().run("update bulk_plan set finished_at = ? where id = ?", now, id);
}

}  // namespace muster
