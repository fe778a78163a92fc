// SPDX-License-Identifier: Apache-2.0
// Planned steps of standing programmes: what is due when, for whom. A step is unique in (donor,
// series, cycle, step), so replanning moves it and never doubles it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/domain/verdict.hpp"
#include "muster/store/tx.hpp"

namespace muster {

enum class StepState : std::uint8_t { scheduled, done, skipped, expired, stopped };
std::string_view name(StepState state);

struct StepRow {
  StepId id;
  OrganisationId organisation;
  DonorId donor;
  std::string series;
  std::string cycle;
  std::string step;
  Instant due_at{};
  StepState state = StepState::scheduled;
  Reason reason = Reason::none;
  SessionId session;
};

class StepTable {
 public:
  explicit StepTable(Tx& tx) : tx_(tx) {}

  // Adds the step, or moves it if it is still scheduled. Returns whether anything changed.
  bool plan(const StepRow& row, Instant now);
  std::vector<StepRow> due(Instant now, int limit);
  std::optional<Instant> next_due();
  std::vector<StepRow> of_donor(DonorId donor);
  bool finish(StepId id, StepState state, Reason reason, Instant now);
  bool move(StepId id, Instant due, Instant now);
  // Ends what is still scheduled for the donor in this series, in every cycle but `keep`.
  int stop_cycles(DonorId donor, std::string_view series, std::string_view keep, Reason reason,
                  Instant now);
  // Ends every scheduled step of the donor.
  int stop_all(DonorId donor, Reason reason, Instant now);
  std::int64_t scheduled();

 private:
  Tx& tx_;
};

}  // namespace muster
