// SPDX-License-Identifier: Apache-2.0
#include "muster/store/idempotency.hpp"

#include "muster/base/bytes.hpp"
#include "muster/base/sealing.hpp"
#include "sql.hpp"

namespace muster {

// Clients choose their keys, and some choose a telephone number: only a digest is kept.
std::string IdempotencyTable::digest(std::string_view key) {
  return "digest:" + base64(tx_.sealer().blind_index(key));
}

std::optional<StoredAnswer> IdempotencyTable::find(std::string_view scope, std::string_view key) {
  auto rows = tx_.sql().query(
      "select body_hash, status, response from idempotency where scope = ? and key in (?, ?)",
      scope, digest(key), key);
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
             "insert into idempotency (scope, key, body_hash, status, response, donors, at) "
             "values (?, ?, ?, ?, ?, ?, ?) on conflict (scope, key) do nothing",
             scope, digest(key), Blob{answer.body_hash}, answer.status, answer.response,
             answer.donors, now) > 0;
}

int IdempotencyTable::prune(Instant before, int limit) {
  return tx_.sql().run(
      "delete from idempotency where (scope, key) in "
      "(select scope, key from idempotency where at < ? order by at limit ?)",
      before, limit);
}

}  // namespace muster
