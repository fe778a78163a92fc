// SPDX-License-Identifier: Apache-2.0
// The audit trail: who did what to which noun. It holds ids, codes and salted digests, never a
// name, a number or a text. Chained once per commit group: hash = SHA-256(previous hash, the
// group's rows), so a row that is changed, removed or moved shows. Part of a Tx: valid only inside
// its job.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/instant.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct JournalRow {
  std::int64_t seq = 0;
  Instant at{};
  std::string actor;  // "token:demo", "system", "donor:12"
  std::string noun;   // "donor", "request"
  std::int64_t noun_id = 0;
  std::string what;  // "added", "closed"
  std::string data;  // JSON
};

struct JournalHead {
  std::int64_t seq = 0;
  std::string hash;  // raw; print it daily: only a head kept elsewhere shows a cut tail
};

struct JournalFault {
  std::int64_t seq = 0;   // the first row that cannot be trusted
  std::int64_t last = 0;  // the last row of its group; the fault lies between the two
  std::string why;
};

class JournalTable {
 public:
  explicit JournalTable(Tx& tx) : tx_(tx) {}

  std::int64_t append(std::string_view actor, std::string_view noun, std::int64_t noun_id,
                      std::string_view what, std::string_view data, Instant now);
  // Chains the rows no group holds yet; nothing to chain is nothing done. The writer calls it last
  // in each commit group.
  void close_group();
  std::optional<JournalHead> head();
  // Walks the whole chain; none when it holds.
  std::optional<JournalFault> verify();

  // Newest first, from before that row on (0: from the newest).
  std::vector<JournalRow> recent(int limit, std::int64_t before = 0);
  // Oldest first, at most `limit` of the newest.
  std::vector<JournalRow> of(std::string_view noun, std::int64_t noun_id, int limit = 1000);

 private:
  Tx& tx_;
};

}  // namespace muster
