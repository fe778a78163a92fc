// SPDX-License-Identifier: Apache-2.0
// What goes by age: cleared in steps along the ids, which grow with time, so that each row is
// looked at once. Part of a Tx: valid only inside its job.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/retention.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct RetentionStep {
  int looked_at = 0;
  int cleared = 0;
  std::int64_t from = 0;  // ids
  std::int64_t to = 0;
  bool more = false;
};

struct InactiveDonor {
  DonorId donor;
  Day last_seen{};
};

class RetentionTable {
 public:
  explicit RetentionTable(Tx& tx) : tx_(tx) {}

  // Clears what is older, at most `limit` rows on from where the last step ended.
  RetentionStep clear(RetentionRule rule, Instant before, int limit, Instant now);
  // How many rows would go, counted up to `most`.
  int count(RetentionRule rule, Instant before, int most);

  // Of the whole daily run.
  std::optional<Instant> finished();
  void finish(Instant now);

  // Without a consent, and neither changed, heard of, given nor paged since that day; nor is a
  // request of theirs open. By id, from after that donor on, in the principal's subtree.
  std::vector<InactiveDonor> inactive(const Principal& who, Day before, Instant before_instant,
                                      DonorId after, int limit);

 private:
  RetentionStep clear_replies(Instant before, int limit);
  std::int64_t cursor(RetentionRule rule);
  Tx& tx_;
};

}  // namespace muster
