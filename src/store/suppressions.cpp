// SPDX-License-Identifier: Apache-2.0
#include "muster/store/suppressions.hpp"

#include "sql.hpp"
#include "subtree.hpp"

namespace muster {

std::vector<ContactPointRow> SuppressionTable::list(const Principal& who, ContactPointId after,
                                                    int limit) {
  std::vector<ContactPointId> ids;
  {
    auto rows = tx_.sql().query(
        "select c.id from contact_point c join donor d on d.id = c.donor_id join organisation o "
        "on o.id = d.organisation_id where c.suppressed_at is not null and c.id > ? and o.path >= "
        "? and o.path < ? and d.erased_at is null order by c.id limit ?",
        after.value(), who.subtree, subtree_end(who), limit);
    while (rows.next()) ids.push_back(rows.id<ContactPointId>(0));
  }
  std::vector<ContactPointRow> found;
  for (auto id : ids)
    if (auto row = tx_.contact_points().find(id)) found.push_back(std::move(*row));
  return found;
}

bool SuppressionTable::restore(ContactPointId id, std::string_view reason, std::string_view by,
                               Instant now) {
  int kept = tx_.sql().run(
      "insert into address_restored (id, contact_point_id, organisation_id, suppressed_at, "
      "suppressed_reason, restored_at, restored_by, reason) select ?, id, organisation_id, "
      "suppressed_at, coalesce(suppressed_reason, ''), ?, ?, ? from contact_point where id = ? and "
      "suppressed_at is not null",
      tx_.sql().next_id("address_restored"), now, by, reason, id);
  if (kept == 0) return false;
  tx_.sql().run(
      "update contact_point set suppressed_at = null, suppressed_reason = null where id = ?", id);
  return true;
}

void SuppressionTable::unverify(ContactPointId id) {
  tx_.sql().run("update contact_point set verified_at = null, verified_how = null where id = ?",
                id);
}

}  // namespace muster
