// SPDX-License-Identifier: Apache-2.0
// Once a day, clears what is older than the rules say, in chunks that resume after a crash, and
// finds donors to propose for erasure. The journal is never touched. Owned by app; loop thread.
#pragma once
#include <optional>
#include <vector>

#include "muster/engine/context.hpp"
#include "muster/engine/erasure.hpp"
#include "muster/store/retention.hpp"

namespace muster {

struct RetentionView {
  struct Rule {
    RetentionRule rule = RetentionRule::request_bytes;
    Instant before{};
    int rows = 0;
  };
  Instant next_run{};
  std::vector<Rule> rules;
  Day inactive_before{};
  std::vector<InactiveDonor> proposed;
};
// What would go now. Inside a job.
RetentionView retention_view(Tx& tx, const RetentionPolicy& policy, const Principal& who,
                             Instant now);

class Retention {
 public:
  Retention(Context& context, Eraser& eraser);

  asio::awaitable<void> run();

 private:
  asio::awaitable<bool> pass(std::shared_ptr<const Settings> settings, Instant now);
  asio::awaitable<Result<RetentionStep>> chunk(RetentionRule rule, Instant before, Instant now);
  asio::awaitable<void> erase_inactive(std::shared_ptr<const Settings> settings, Instant now);

  Context& context_;
  Eraser& eraser_;
  Alarm alarm_;
};

}  // namespace muster
