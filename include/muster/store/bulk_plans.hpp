// SPDX-License-Identifier: Apache-2.0
// Work over many rows that goes in chunks and resumes after a crash: what it is about and where it
// stands. Part of a Tx: valid only inside its job.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/instant.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct BulkPlanRow {
  std::int64_t id = 0;
  std::string kind;     // "rules"
  std::string subject;  // what it leads to: "vn-2013 8f0c..."
  std::int64_t cursor = 0;  // the last row that is done
  std::int64_t done = 0;
  std::int64_t changed = 0;
  Instant started_at{};
  std::optional<Instant> finished_at;
};

class BulkPlanTable {
 public:
  explicit BulkPlanTable(Tx& tx) : tx_(tx) {}

  BulkPlanRow begin(std::string_view kind, std::string_view subject, Instant now);
  std::optional<BulkPlanRow> newest(std::string_view kind);
  // Adds to done and changed.
  void advance(std::int64_t id, std::int64_t cursor, std::int64_t done, std::int64_t changed);
  void finish(std::int64_t id, Instant now);

 private:
  Tx& tx_;
};

}  // namespace muster
