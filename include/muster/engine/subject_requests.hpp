// SPDX-License-Identifier: Apache-2.0
// The log of data subjects' requests: entered, due by kind, closed with an outcome. Jobs.
#pragma once
#include <optional>
#include <string>

#include "muster/engine/settings.hpp"
#include "muster/store/subject_requests.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct NewSubjectRequest {
  SubjectRight right = SubjectRight::access;
  DonorId donor;             // none: not known yet; then `note` says who
  std::string organisation;  // code, when there is no donor; empty: the principal's own
  std::string how;
  std::string note;
  std::optional<Instant> received_at;  // none: now
};
// Errors: forbidden, not_found (the donor), invalid.
Result<SubjectRequestRow> open_subject_request(Tx& tx, const Settings& settings,
                                               const Principal& who,
                                               const NewSubjectRequest& wanted, Instant now);
// Once a request. Errors also: conflict (closed, or extended already), invalid (no extension for
// that kind).
Result<SubjectRequestRow> extend_subject_request(Tx& tx, const Settings& settings,
                                                 const Principal& who, SubjectRequestId id,
                                                 Instant now);
// `donor`: who it was, if that was not known. Errors also: conflict (closed already).
Result<SubjectRequestRow> close_subject_request(Tx& tx, const Principal& who, SubjectRequestId id,
                                                SubjectOutcome outcome, DonorId donor, Instant now);
// For what fulfils one: it must be open and of that donor, or of nobody yet. Errors: not_found,
// conflict.
Result<SubjectRequestRow> subject_request_of(Tx& tx, const Principal& who, SubjectRequestId id,
                                             DonorId donor);

}  // namespace muster
