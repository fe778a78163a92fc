// SPDX-License-Identifier: Apache-2.0
#include "muster/store/idempotency.hpp"

#include "sql.hpp"

namespace muster {

std::optional<StoredAnswer> IdempotencyTable::find(std::string_view scope, std::string_view key) {
  auto rows = tx_.sql().query(
      "select body_hash, status, response from idempotency where scope = ? and key = ?", scope,
      key);
  if (!rows.next()) return std::nullopt;
  StoredAnswer answer;
  answer.body_hash = rows.text(0);
  answer.status = rows.small(1);
  answer.response = rows.text(2);
  return answer;
}

bool IdempotencyTable::put(std::string_view scope, std::string_view key, const StoredAnswer& answer,
                           Instant now) {
  return tx_.sql().run(
             "insert into idempotency (scope, key, body_hash, status, response, at) "
             "values (?, ?, ?, ?, ?, ?) on conflict (scope, key) do nothing",
             scope, key, Blob{answer.body_hash}, answer.status, answer.response, now) > 0;
}

int IdempotencyTable::prune(Instant before, int limit) {
  return tx_.sql().run(
      "delete from idempotency where (scope, key) in "
      "(select scope, key from idempotency where at < ? order by at limit ?)",
      before, limit);
}

}  // namespace muster
