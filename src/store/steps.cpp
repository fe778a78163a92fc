// SPDX-License-Identifier: Apache-2.0
#include "muster/store/steps.hpp"

#include "muster/store/store.hpp"
#include "sql.hpp"

#define STEP_COLUMNS \
  "id, organisation_id, donor_id, series, cycle, step, due_at, state, reason, session_id"

namespace muster {
namespace {

std::vector<StepRow> all(Rows rows) {
  std::vector<StepRow> found;
  while (rows.next()) {
    StepRow row;
    row.id = rows.id<StepId>(0);
    row.organisation = rows.id<OrganisationId>(1);
    row.donor = rows.id<DonorId>(2);
    row.series = rows.text(3);
    row.cycle = rows.text(4);
    row.step = rows.text(5);
    row.due_at = rows.instant(6);
    row.state = rows.enumerator<StepState>(7);
    row.reason = rows.enumerator<Reason>(8);
    row.session = rows.id<SessionId>(9);
    found.push_back(std::move(row));
  }
  return found;
}

}  // namespace

std::string_view name(StepState state) {
  switch (state) {
    case StepState::scheduled: return "scheduled";
    case StepState::done: return "done";
    case StepState::skipped: return "skipped";
    case StepState::expired: return "expired";
    case StepState::stopped: return "stopped";
  }
  return "scheduled";
}

bool StepTable::plan(const StepRow& row, Instant now) {
  int changed = tx_.sql().run(
      "insert into step (id, organisation_id, donor_id, series, cycle, step, due_at, state, "
      "session_id, changed_at) "
      "values (?, ?, ?, ?, ?, ?, ?, 0, ?, ?) on conflict (donor_id, series, cycle, step) do update "
      "set "
      "due_at = excluded.due_at, session_id = excluded.session_id, changed_at = "
      "excluded.changed_at "
      "where step.state = 0 and (step.due_at <> excluded.due_at or "
      "coalesce(step.session_id, 0) <> coalesce(excluded.session_id, 0))",
      tx_.sql().next_id("step"), row.organisation, row.donor, row.series, row.cycle, row.step,
      row.due_at, row.session, now);
  if (changed > 0) tx_.touch(Topic::steps);
  return changed > 0;
}

std::vector<StepRow> StepTable::due(Instant now, int limit) {
  return all(tx_.sql().query("select " STEP_COLUMNS
                             " from step where state = 0 and due_at <= ? order by due_at limit ?",
                             now, limit));
}

std::optional<Instant> StepTable::next_due() {
  auto rows = tx_.sql().query("select due_at from step where state = 0 order by due_at limit 1");
  if (!rows.next()) return std::nullopt;
  return rows.instant(0);
}

std::vector<StepRow> StepTable::of_donor(DonorId donor) {
  return all(tx_.sql().query(
      "select " STEP_COLUMNS " from step where donor_id = ? order by due_at, id", donor));
}

bool StepTable::finish(StepId id, StepState state, Reason reason, Instant now) {
  return tx_.sql().run(
             "update step set state = ?, reason = ?, changed_at = ? where id = ? and state = 0",
             state, reason, now, id) == 1;
}

bool StepTable::move(StepId id, Instant due, Instant now) {
  tx_.touch(Topic::steps);
  return tx_.sql().run("update step set due_at = ?, changed_at = ? where id = ? and state = 0", due,
                       now, id) == 1;
}

int StepTable::stop_cycles(DonorId donor, std::string_view series, std::string_view keep,
                           Reason reason, Instant now) {
  return tx_.sql().run(
      "update step set state = 4, reason = ?, changed_at = ? where donor_id = ? and series = ? and "
      "cycle <> ? "
      "and state = 0",
      reason, now, donor, series, keep);
}

int StepTable::stop_all(DonorId donor, Reason reason, Instant now) {
  return tx_.sql().run(
      "update step set state = 4, reason = ?, changed_at = ? where donor_id = ? and state = 0",
      reason, now, donor);
}

std::int64_t StepTable::scheduled() {
  auto rows = tx_.sql().query("select count(*) from step where state = 0");
  rows.next();
  return rows.integer(0);
}

}  // namespace muster
