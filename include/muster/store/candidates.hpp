// SPDX-License-Identifier: Apache-2.0
// The members of a club as a request sees them, in one query each for the facts, the commitments
// and the past pages: a pool of hundreds is read in a millisecond, on the way between the call and
// the first page.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/domain/blood_group.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/message.hpp"
#include "muster/domain/page.hpp"
#include "muster/domain/product.hpp"
#include "muster/domain/wave.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct CandidateRow {
  DonorId donor;
  OrganisationId organisation;
  BloodGroup group;
  TypingSource typing = TypingSource::none;
  Consents consents;
  std::optional<std::string> zone;
  std::optional<int> travel_minutes;
  std::optional<Instant> snoozed_until;
  std::optional<Day> eligible_on;  // for the request's product; none: never
  std::optional<Day> before;  // for it too
  bool never = true;
  bool hold = false;
  ContactPointId contact_point;  // the first verified one that is neither suppressed nor stopped
  bool has_verified = false;     // verified and not suppressed, stopped or not
};

struct OtherPage {
  DonorId donor;
  PageState state = PageState::queued;
  Instant asked_at{};
};

struct PastPages {
  DonorId donor;
  PagedBefore paged;
};

class CandidateTable {
 public:
  explicit CandidateTable(Tx& tx) : tx_(tx) {}

  // By donor.
  std::vector<CandidateRow> of_club(ClubId club, Product product);
  // Where a page to this donor goes: the first verified contact point that is neither suppressed
  // nor stopped.
  std::optional<std::pair<ContactPointId, Channel>> contact_point(DonorId donor);
  // Pages of the club's members in other requests that are still open.
  std::vector<OtherPage> elsewhere(ClubId club, RequestId but);
  // The club's members who were paged in other requests within these windows, by donor.
  std::vector<PastPages> paged_before(ClubId club, RequestId but, const PageCaps& caps,
                                      Instant now);

 private:
  Tx& tx_;
};

}  // namespace muster
