// SPDX-License-Identifier: Apache-2.0
// Answers kept by Idempotency-Key: the same key and body replays, another body is a conflict.
// Written in the transaction of the change it answers for. Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/instant.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct StoredAnswer {
  std::string body_hash;  // raw SHA-256 of the request's body
  int status = 0;
  std::string response;  // empty: a donor it showed was erased
  std::string donors = {};  // ",12,13,": those it shows
};

class IdempotencyTable {
 public:
  explicit IdempotencyTable(Tx& tx) : tx_(tx) {}

  // `scope` keeps actors and collections apart: "token:demo POST /v1/requests".
  std::optional<StoredAnswer> find(std::string_view scope, std::string_view key);
  // False when the key has an answer already, which stays.
  bool put(std::string_view scope, std::string_view key, const StoredAnswer& answer, Instant now);
  // At most `limit`, oldest first; returns how many went.
  int prune(Instant before, int limit = 500);

 private:
  std::string digest(std::string_view key);
  Tx& tx_;
};

}  // namespace muster
