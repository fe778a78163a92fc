// SPDX-License-Identifier: Apache-2.0
#include "muster/store/exports.hpp"

#include "sql.hpp"
#include "subtree.hpp"

namespace muster {

std::vector<DonorId> ExportTable::donors(const Principal& principal, DonorId after, int limit) {
  // "Cross join" keeps the order of the loops: donors by id and no sorting, which over a million of
  // them would be done anew for each page.
  auto rows = tx_.sql().query(
      "select d.id from donor d cross join organisation o "
      "where o.id = d.organisation_id and d.id > ? and d.erased_at is null "
      "and o.path >= ? and o.path < ? order by d.id limit ?",
      after.value(), principal.subtree, subtree_end(principal), limit);
  std::vector<DonorId> found;
  while (rows.next()) found.push_back(rows.id<DonorId>(0));
  return found;
}

}  // namespace muster
