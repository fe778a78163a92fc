// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/subject_requests.hpp"

#include <fmt/format.h>

#include "muster/engine/registry.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

constexpr Days entered_late_most{366};

Zone zone_of_organisation(const OrganisationRow& organisation) {
  auto zone = Zone::named(organisation.zone);
  return zone ? *zone : Zone::utc();
}

Result<SubjectRequestRow> visible_request(Tx& tx, const Principal& who, SubjectRequestId id) {
  auto row = SubjectRequests(tx).find(id);
  if (!row || !tx.organisations().visible(who, row->organisation))
    return not_found(fmt::format("there is no data subject's request {}", id.value()));
  return std::move(*row);
}

Result<OrganisationRow> home_of(Tx& tx, const Principal& who, const NewSubjectRequest& wanted) {
  if (!wanted.donor) return organisation_for(tx, who, wanted.organisation);
  auto donor = donor_of(tx, who, wanted.donor);
  if (!donor) return donor.error();
  return *tx.organisations().find(donor->organisation);
}

void journal_request(Tx& tx, const Principal& who, const SubjectRequestRow& row,
                     std::string_view what, Instant now) {
  boost::json::object data = {{"kind", name(row.right)}, {"due_at", to_string(row.due_at)}};
  if (row.donor) data["donor"] = row.donor.value();
  if (!row.outcome.empty()) data["outcome"] = row.outcome;
  journal(tx, who, "subject_request", row.id.value(), what, data, now);
}

}  // namespace

Result<SubjectRequestRow> open_subject_request(Tx& tx, const Settings& settings,
                                               const Principal& who,
                                               const NewSubjectRequest& wanted, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto home = home_of(tx, who, wanted);
  if (!home) return home.error();
  FieldChecks check;
  SubjectRequestRow row;
  row.organisation = home->id;
  row.donor = wanted.donor;
  row.right = wanted.right;
  row.how = wanted.how;
  row.note = check.text("/note", wanted.note, 1000);
  if (!row.donor && row.note.empty())
    check.refuse("/note", "say who asked, or give the donor: somebody must find them");
  row.received_at = wanted.received_at.value_or(now);
  if (row.received_at > now || row.received_at < now - entered_late_most)
    check.refuse("/received_at", "must lie in the past, within a year");
  if (!check.ok()) return check.error();
  row.due_at = due_at(settings.subject_terms, row.right, row.received_at,
                      zone_of_organisation(*home), false);
  row.entered_at = now;
  row.entered_by = who.actor;
  row.id = SubjectRequests(tx).add(row);
  journal_request(tx, who, row, "received", now);
  return row;
}

Result<SubjectRequestRow> extend_subject_request(Tx& tx, const Settings& settings,
                                                 const Principal& who, SubjectRequestId id,
                                                 Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto row = visible_request(tx, who, id);
  if (!row) return row.error();
  if (settings.subject_terms.term(row->right).extension == 0)
    return invalid("/id", fmt::format("a request of kind '{}' is never extended: answer it",
                                      name(row->right)));
  auto organisation = tx.organisations().find(row->organisation);
  auto due = due_at(settings.subject_terms, row->right, row->received_at,
                    zone_of_organisation(*organisation), true);
  if (!SubjectRequests(tx).extend(id, due, now))
    return conflict("it is closed, or was extended already: one extension is what the law gives");
  row = SubjectRequests(tx).find(id).value();
  journal_request(tx, who, *row, "extended", now);
  return row;
}

Result<SubjectRequestRow> close_subject_request(Tx& tx, const Principal& who, SubjectRequestId id,
                                                SubjectOutcome outcome, DonorId donor,
                                                Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto row = visible_request(tx, who, id);
  if (!row) return row.error();
  if (donor && !row->donor) {
    if (auto known = donor_of(tx, who, donor); !known) return known.error();
    SubjectRequests(tx).assign(id, donor);
  }
  if (!SubjectRequests(tx).close(id, outcome, who.actor, now))
    return conflict(fmt::format("it is closed already: {}", row->outcome));
  row = SubjectRequests(tx).find(id).value();
  journal_request(tx, who, *row, "closed", now);
  return row;
}

Result<SubjectRequestRow> subject_request_of(Tx& tx, const Principal& who, SubjectRequestId id,
                                             DonorId donor) {
  auto row = visible_request(tx, who, id);
  if (!row) return row.error();
  if (row->closed_at) return conflict(fmt::format("request {} is closed already", id.value()));
  if (row->donor && row->donor != donor)
    return conflict(fmt::format("request {} is another donor's", id.value()));
  return row;
}

}  // namespace muster
