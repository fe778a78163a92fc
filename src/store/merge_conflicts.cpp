// SPDX-License-Identifier: Apache-2.0
// Rows that both records of one person have: which of the two counts.
#include <fmt/format.h>

#include <array>

#include "muster/store/consents.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/merges.hpp"
#include "sql.hpp"

namespace muster {
namespace {

template <class SomeId>
std::vector<SomeId> ids(Rows rows) {
  std::vector<SomeId> found;
  while (rows.next()) found.push_back(rows.id<SomeId>(0));
  return found;
}

}  // namespace

std::optional<RequestId> MergeTable::asked_twice(DonorId kept, DonorId other) {
  auto rows = tx_.sql().query(
      "select r.id from page a join page b on b.request_id = a.request_id and b.donor_id = ? "
      "join request r on r.id = a.request_id where a.donor_id = ? and "
      "(r.closed_at is null or r.stood_down = 0) order by r.id limit 1",
      other, kept);
  if (!rows.next()) return std::nullopt;
  return rows.id<RequestId>(0);
}

std::vector<std::pair<ContactPointId, ContactPointId>> MergeTable::same_addresses(
    const MergeRow& row) {
  auto rows = tx_.sql().query(
      "select k.id, t.id from contact_point k join contact_point t on t.channel = k.channel and "
      "t.address_index = k.address_index and t.donor_id = ? where k.donor_id = ? order by k.id",
      row.other, row.kept);
  std::vector<std::pair<ContactPointId, ContactPointId>> found;
  while (rows.next()) found.emplace_back(rows.id<ContactPointId>(0), rows.id<ContactPointId>(1));
  return found;
}

std::vector<SessionId> MergeTable::same_sessions(const MergeRow& row) {
  return ids<SessionId>(tx_.sql().query(
      "select k.session_id from booking k join booking t on t.session_id = k.session_id and "
      "t.donor_id = ? where k.donor_id = ? order by k.session_id",
      row.other, row.kept));
}

std::vector<ClubId> MergeTable::same_clubs(const MergeRow& row) {
  return ids<ClubId>(
      tx_.sql().query("select k.club_id from member k join member t on t.club_id = k.club_id and "
                      "t.donor_id = ? where k.donor_id = ? order by k.club_id",
                      row.other, row.kept));
}

// States by number, as in the first migration: 0 scheduled, 1 done, 4 stopped.
void MergeTable::settle_steps(const MergeRow& row, Instant now) {
  auto& sql = tx_.sql();
  for (auto id : ids<StepId>(sql.query(
           "select k.id from step k join step t on t.series = k.series and t.cycle = k.cycle and "
           "t.step = k.step and t.donor_id = ? where k.donor_id = ? and k.state = 0 and "
           "t.state = 1 order by k.id",
           row.other, row.kept))) {
    note(row.id, "step_done", id.value());
    sql.run("update step set state = 1, changed_at = ? where id = ?", now, id);
  }
  for (auto id : ids<StepId>(
           sql.query("select id from step where donor_id in (?, ?) and state = 0 order by id",
                     row.other, row.kept)))
    note(row.id, "step_scheduled", id.value());
  sql.run(
      "update step set state = 4, changed_at = ? where donor_id = ? and state = 0 and "
      "exists (select 1 from step k where k.donor_id = ? and k.series = step.series and "
      "k.cycle = step.cycle and k.step = step.step)",
      now, row.other, row.kept);
}

void MergeTable::settle_members(const MergeRow& row, Instant now) {
  auto& sql = tx_.sql();
  for (auto club : same_clubs(row)) {
    auto is_in = [&](DonorId donor) {
      auto rows =
          sql.query("select 1 from member where club_id = ? and donor_id = ? and left_at is null",
                    club, donor);
      return rows.next();
    };
    if (!is_in(row.other)) continue;
    note(row.id, "member_left", club.value());
    sql.run("update member set left_at = ? where club_id = ? and donor_id = ?", now, club,
            row.other);
    if (is_in(row.kept)) continue;
    note(row.id, "member_back", club.value());
    sql.run("update member set left_at = null where club_id = ? and donor_id = ?", club, row.kept);
  }
}

void MergeTable::settle_members_back(const MergeRow& row) {
  auto& sql = tx_.sql();
  for (const auto& left : notes(row.id, "member_left"))
    sql.run("update member set left_at = null where club_id = ? and donor_id = ?", left.row,
            row.other);
  for (const auto& back : notes(row.id, "member_back"))
    sql.run("update member set left_at = ? where club_id = ? and donor_id = ? and left_at is null",
            row.at, back.row, row.kept);
}

// Planning them anew ends what has become pointless since.
void MergeTable::settle_steps_back(const MergeRow& row) {
  auto& sql = tx_.sql();
  for (const auto& step : notes(row.id, "step_done"))
    sql.run("update step set state = 0 where id = ? and state = 1", step.row);
  for (const auto& step : notes(row.id, "step_scheduled"))
    sql.run("update step set state = 0 where id = ? and state = 4", step.row);
}

Consents MergeTable::settle_consents(const MergeRow& row) {
  std::array<ConsentHistory, all_purposes.size()> history;
  const auto consents = tx_.consents().of_donor(row.kept);
  for (const auto& consent : consents) {
    auto& one = history[static_cast<std::size_t>(consent.purpose)];
    one.add_given(consent.given_at);
    if (consent.withdrawn_at) one.add_withdrawn(*consent.withdrawn_at);
  }
  Consents in_force;
  for (auto purpose : all_purposes)
    if (history[static_cast<std::size_t>(purpose)].in_force()) in_force.give(purpose);
  for (const auto& consent : consents) {
    if (consent.withdrawn_at || in_force.has(consent.purpose)) continue;
    note(row.id, "consent_ended", consent.id.value());
    tx_.sql().run("update consent set withdrawn_at = ?, withdrawn_how = 'merged' where id = ?",
                  *history[static_cast<std::size_t>(consent.purpose)].withdrawn, consent.id);
  }
  tx_.donors().set_consents(row.kept, in_force);
  tx_.donors().set_consents(row.other, Consents());
  return in_force;
}

void MergeTable::settle_consents_back(const MergeRow& row) {
  for (const auto& ended : notes(row.id, "consent_ended"))
    tx_.sql().run(
        "update consent set withdrawn_at = null, withdrawn_how = null where id = ? and "
        "withdrawn_how = 'merged'",
        ended.row);
  for (auto donor : {row.kept, row.other}) {
    Consents in_force;
    for (const auto& consent : tx_.consents().of_donor(donor))
      if (!consent.withdrawn_at) in_force.give(consent.purpose);
    tx_.donors().set_consents(donor, in_force);
  }
}

void MergeTable::address_back(ContactPointId id, std::string_view what, Instant now) {
  if (what == "verified")
    tx_.sql().run("update contact_point set verified_at = null, verified_how = null where id = ?",
                  id);
  else if (what == "suppressed")
    tx_.sql().run(
        "update contact_point set suppressed_at = null, suppressed_reason = null where id = ?", id);
  else if (what == "removed")
    tx_.sql().run("update contact_point set removed_at = null where id = ?", id);
  else if (what == "restored")
    tx_.sql().run("update contact_point set removed_at = ? where id = ? and removed_at is null",
                  now, id);
}

}  // namespace muster
