// SPDX-License-Identifier: Apache-2.0
// Data subjects' requests and retention.
#include "api.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/engine/retention.hpp"
#include "muster/engine/subject_requests.hpp"

namespace muster {
namespace {

namespace json = boost::json;

json::object subject_request_json(Tx& tx, const SubjectRequestRow& row, Instant now) {
  json::object json;
  json["id"] = row.id.value();
  json["organisation"] = organisation_code(tx, row.organisation);
  json["donor"] = json_or_null(row.donor);
  json["kind"] = name(row.right);
  json["received_at"] = to_string(row.received_at);
  json["how"] = row.how;
  json["note"] = json_or_null(row.note);
  json["due_at"] = to_string(row.due_at);
  json["overdue"] = !row.closed_at && row.due_at <= now;
  json["extended_at"] = json_or_null(row.extended_at);
  json["entered_by"] = row.entered_by;
  json["closed_at"] = json_or_null(row.closed_at);
  json["closed_by"] = json_or_null(row.closed_by);
  json["outcome"] = json_or_null(row.outcome);
  return json;
}

Result<Answer> shown(Tx& tx, const Call& call, Result<SubjectRequestRow> row) {
  if (!row) return row.error();
  return answered(subject_request_json(tx, *row, call.now));
}

}  // namespace

Result<Answer> list_subject_requests_job(Tx& tx, const Call& call) {
  auto page = paging(call.query);
  if (!page) return page.error();
  SubjectRequestFilter filter;
  filter.closed = call.query.flag("all");
  if (call.query.flag("overdue")) filter.overdue_at = call.now;
  filter.donor = call.query.id<DonorId>("donor");
  filter.after = SubjectRequestId(page->after);
  filter.limit = page->limit + 1;
  auto rows = SubjectRequests(tx).list(call.who, filter);
  return answered(listing(
      rows, page->limit,
      [&](const SubjectRequestRow& row) { return subject_request_json(tx, row, call.now); },
      [](const SubjectRequestRow& row) { return row.id.value(); }));
}

Result<Answer> open_subject_request_job(Tx& tx, const Call& call) {
  NewSubjectRequest wanted;
  wanted.right = parse_subject_right(call.body.text("kind")).value();
  wanted.donor = call.body.id<DonorId>("donor").value_or(DonorId());
  wanted.organisation = call.body.text("organisation");
  wanted.how = call.body.text("how");
  wanted.note = call.body.text("note");
  wanted.received_at = call.body.instant("received_at");
  return shown(tx, call, open_subject_request(tx, *call.settings, call.who, wanted, call.now));
}

Result<Answer> extend_subject_request_job(Tx& tx, const Call& call) {
  auto id = id_at<SubjectRequestId>(call, "id");
  if (!id) return id.error();
  return shown(tx, call, extend_subject_request(tx, *call.settings, call.who, *id, call.now));
}

Result<Answer> close_subject_request_job(Tx& tx, const Call& call) {
  auto id = id_at<SubjectRequestId>(call, "id");
  if (!id) return id.error();
  auto outcome = parse_subject_outcome(call.body.text("outcome")).value();
  auto donor = call.body.id<DonorId>("donor").value_or(DonorId());
  return shown(tx, call, close_subject_request(tx, call.who, *id, outcome, donor, call.now));
}

Result<Answer> show_retention_job(Tx& tx, const Call& call) {
  auto view = retention_view(tx, call.settings->retention, call.who, call.now);
  json::array rules;
  for (const auto& one : view.rules) {
    json::object rule;
    rule["rule"] = name(one.rule);
    rule["before"] = to_string(one.before);
    rule["rows"] = one.rows;
    rules.push_back(std::move(rule));
  }
  json::array proposed;
  for (const auto& one : view.proposed) {
    json::object donor;
    donor["donor"] = one.donor.value();
    donor["last_seen"] = to_string(one.last_seen);
    proposed.push_back(std::move(donor));
  }
  json::object body;
  body["next_run"] = to_string(view.next_run);
  body["rules"] = std::move(rules);
  body["inactive_before"] = to_string(view.inactive_before);
  body["erases_inactive"] = call.settings->retention.erase_inactive;
  body["proposed"] = std::move(proposed);
  return answered(std::move(body));
}

}  // namespace muster
