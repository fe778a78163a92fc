// SPDX-License-Identifier: Apache-2.0
#include "muster/store/subject_requests.hpp"

#include "muster/base/sealing.hpp"
#include "sql.hpp"

#define SUBJECT_REQUEST_COLUMNS                                                           \
  "s.id, s.organisation_id, s.donor_id, s.kind, s.received_at, s.how, s.note, s.due_at, " \
  "s.extended_at, s.entered_at, s.entered_by, s.closed_at, s.closed_by, s.outcome"

namespace muster {
namespace {

constexpr std::string_view note_context = "subject_request.note";

}  // namespace

SubjectRequestRow SubjectRequests::read(const Rows& rows) const {
  SubjectRequestRow row;
  row.id = rows.id<SubjectRequestId>(0);
  row.organisation = rows.id<OrganisationId>(1);
  row.donor = rows.id<DonorId>(2);
  row.right = parse_subject_right(rows.text(3)).value_or(SubjectRight::complaint);
  row.received_at = rows.instant(4);
  row.how = rows.text(5);
  row.note = tx_.sealer().open(rows.text(6), note_context).value();
  row.due_at = rows.instant(7);
  row.extended_at = rows.optional_instant(8);
  row.entered_at = rows.instant(9);
  row.entered_by = rows.text(10);
  row.closed_at = rows.optional_instant(11);
  row.closed_by = rows.text(12);
  row.outcome = rows.text(13);
  return row;
}

SubjectRequestId SubjectRequests::add(const SubjectRequestRow& row) {
  SubjectRequestId id(tx_.sql().next_id("subject_request"));
  auto sealed = tx_.sealer().seal(row.note, note_context, tx_.random());
  tx_.sql().run(
      "insert into subject_request (id, organisation_id, donor_id, kind, received_at, how, note, "
      "due_at, entered_at, entered_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      id, row.organisation, row.donor, name(row.right), row.received_at, row.how, Blob{sealed},
      row.due_at, row.entered_at, row.entered_by);
  return id;
}

std::optional<SubjectRequestRow> SubjectRequests::find(SubjectRequestId id) {
  auto rows = tx_.sql().query(
      "select " SUBJECT_REQUEST_COLUMNS " from subject_request s where s.id = ?", id);
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<SubjectRequestRow> SubjectRequests::list(const Principal& who,
                                                     const SubjectRequestFilter& filter) {
  auto rows = tx_.sql().query(
      "select " SUBJECT_REQUEST_COLUMNS
      " from subject_request s join organisation o on o.id = s.organisation_id where "
      "substr(o.path, 1, length(?1)) = ?1 and (?2 or s.closed_at is null) and (?3 is null or "
      "(s.closed_at is null and s.due_at <= ?3)) and (?4 is null or s.donor_id = ?4) and s.id > ?5 "
      "order by s.id limit ?6",
      who.subtree, filter.closed, filter.overdue_at, filter.donor, filter.after.value(),
      filter.limit);
  std::vector<SubjectRequestRow> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

bool SubjectRequests::close(SubjectRequestId id, SubjectOutcome outcome, std::string_view by,
                            Instant now) {
  return tx_.sql().run(
             "update subject_request set closed_at = ?, closed_by = ?, outcome = ? where id = ? "
             "and closed_at is null",
             now, by, name(outcome), id) == 1;
}

bool SubjectRequests::extend(SubjectRequestId id, Instant due, Instant now) {
  return tx_.sql().run(
             "update subject_request set due_at = ?, extended_at = ? where id = ? and closed_at is "
             "null and extended_at is null",
             due, now, id) == 1;
}

bool SubjectRequests::assign(SubjectRequestId id, DonorId donor) {
  return tx_.sql().run("update subject_request set donor_id = ? where id = ? and closed_at is null",
                       donor, id) == 1;
}

SubjectRequests::Open SubjectRequests::open(Instant now) {
  auto rows = tx_.sql().query(
      "select count(*), coalesce(sum(due_at <= ?), 0) from subject_request where closed_at is null",
      now);
  rows.next();
  Open open;
  open.overdue = rows.integer(1);
  open.in_time = rows.integer(0) - open.overdue;
  return open;
}

}  // namespace muster
