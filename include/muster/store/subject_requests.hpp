// SPDX-License-Identifier: Apache-2.0
// What people asked about their own data, by when it is due and what became of it. Kept as proof;
// the note is sealed. Part of a Tx: valid only inside its job.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/subject_request.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

class Rows;

struct SubjectRequestRow {
  SubjectRequestId id;
  OrganisationId organisation;
  DonorId donor;  // none: not known yet, the note says who
  SubjectRight right = SubjectRight::access;
  Instant received_at{};
  std::string how;   // "desk", "phone", "letter", "email", "link"
  std::string note;  // opened
  Instant due_at{};
  std::optional<Instant> extended_at;
  Instant entered_at{};
  std::string entered_by;
  std::optional<Instant> closed_at;
  std::string closed_by;
  std::string outcome;
};

struct SubjectRequestFilter {
  bool closed = false;  // those too
  std::optional<Instant> overdue_at;  // only the open ones due before
  std::optional<DonorId> donor;
  SubjectRequestId after;
  int limit = 100;
};

class SubjectRequests {
 public:
  explicit SubjectRequests(Tx& tx) : tx_(tx) {}

  SubjectRequestId add(const SubjectRequestRow& row);
  std::optional<SubjectRequestRow> find(SubjectRequestId id);
  // By id, in the principal's subtree.
  std::vector<SubjectRequestRow> list(const Principal& who, const SubjectRequestFilter& filter);
  // Each returns whether it is open still.
  bool close(SubjectRequestId id, SubjectOutcome outcome, std::string_view by, Instant now);
  bool extend(SubjectRequestId id, Instant due, Instant now);
  // It was found out who asked.
  bool assign(SubjectRequestId id, DonorId donor);
  struct Open {
    std::int64_t overdue = 0;
    std::int64_t in_time = 0;
  };
  Open open(Instant now);

 private:
  SubjectRequestRow read(const Rows& rows) const;
  Tx& tx_;
};

}  // namespace muster
