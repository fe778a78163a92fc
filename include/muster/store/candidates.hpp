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
#include "muster/domain/contact.hpp"
#include "muster/domain/eligibility.hpp"
#include "muster/domain/message.hpp"
#include "muster/domain/page.hpp"
#include "muster/domain/product.hpp"
#include "muster/domain/travel.hpp"
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
  EligibilityRow eligibility;  // never, when nobody computed it
  std::optional<Place> place;
  std::string commune;  // only where neither minutes nor a place are known
  // The first usable one: verified (domain/contact), neither suppressed nor stopped, and its window
  // open now.
  ContactPointId contact_point;
  bool has_verified = false;  // verified and not suppressed, stopped or not
  bool window_closed = false;  // one would be usable at another time of day
};

// When an address may be paged: the rule, the moment, and the zone of donors who have none.
struct PageTime {
  VerificationRules rules;
  Instant now{};
  Zone zone = Zone::utc();
};

struct OtherPage {
  DonorId donor;
  PageState state = PageState::queued;
  Instant asked_at{};
  Instant arrive_by{};  // of that request: it is over by then
};

struct PastPages {
  DonorId donor;
  PagedBefore paged;
};

class CandidateTable {
 public:
  explicit CandidateTable(Tx& tx) : tx_(tx) {}

  // By donor.
  std::vector<CandidateRow> of_club(ClubId club, const PageTime& when);
  // Where a page to this donor goes: the contact point that of_club names.
  std::optional<std::pair<ContactPointId, Channel>> contact_point(DonorId donor,
                                                                  const PageTime& when);
  // Pages of the club's members in other requests that are still open; in all for a request that
  // is only supposed and has no id.
  std::vector<OtherPage> elsewhere(ClubId club, RequestId but);
  // The club's members who were paged in other requests within these windows, by donor. For a
  // recipient who is not `RhD-positive` the pages of RhD-negative donors for RhD-positive ones do
  // not count: the few who fit are not used up by those whom others fit as well.
  std::vector<PastPages> paged_before(ClubId club, RequestId but, RhD recipient,
                                      const PageCaps& caps, Instant now);

 private:
  Tx& tx_;
};

}  // namespace muster
