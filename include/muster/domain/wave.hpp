// SPDX-License-Identifier: Apache-2.0
// Whom to page now: the hard filter, the order, the size of the wave, who of the reserves is told
// to come, and when to look again. Pure: the same view gives the same
// plan, in whatever order its rows come.
//
// The rule is "waves of 10 every 5 minutes, on call first". A donor lost (no, undelivered, no-show,
// deferred at the desk, overdue) is replaced one for one at once; silence is answered by the next
// wave.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/blood_group.hpp"
#include "muster/domain/compatibility.hpp"
#include "muster/domain/page.hpp"
#include "muster/domain/request.hpp"

namespace muster {

struct WavePolicy {
  int size = 10;
  Millis interval = Minutes(5);
  Millis overdue_grace = Minutes(10);  // after the time they named, a donor is expected no more
};

// A member of the clubs that the request asks, as the store knows them now.
struct Candidate {
  DonorId donor;
  BloodGroup group;
  TypingSource typing = TypingSource::none;
  bool on_call = false;
  bool consent_emergency = false;
  bool consent_night = false;
  bool eligible = false;  // may give the product today
  bool hold = false;  // outcome_pending
  bool verified = false;  // has a verified contact point
  bool stopped = false;  // no usable contact point without a stop
  bool outside_window = false;  // every usable contact point has a window, and none is open now
  bool snoozed = false;  // their own pause
  bool busy = false;  // a commitment or a fresh unanswered page in another request (keeps_busy)
  bool capped = false;  // paged_too_often
  int travel_minutes = 0;
  Instant last_paged{};  // in any request; Instant{}: never
  bool bypassed = false;  // passes the filter because a bypass lifted something (bypass.hpp)
};

struct PageView {
  DonorId donor;
  PageState state = PageState::queued;
  Instant paged_at{};  // the `now` of the plan that asked them
  // Their own minutes after their yes, or the travel estimate. Empty: expected by the arrival
  // deadline.
  std::optional<Instant> eta_at;
  int wave = 1;
};

struct WaveView {
  RequestTerms terms;
  std::vector<Candidate> candidates;  // each donor once
  std::vector<PageView> pages;  // each donor at most once
  int usable_arrivals = 0;  // confirmed at the desk, with or without a page, and not deferred
  Instant last_wave{};  // meaningless while waves_so_far == 0
  int waves_so_far = 0;
  std::uint64_t seed =
      0;  // of the request: breaks ties, neither by alphabet nor by age of the account
};

// Why a candidate is not asked; tested in this order, so each has exactly one.
enum class Exclusion : std::uint8_t {
  none,
  already_paged,
  not_compatible,
  stopped,
  snoozed,
  no_consent,
  no_night_consent,
  outcome_pending,
  not_eligible,
  not_verified,
  outside_window,
  busy,
  capped,
  too_far,  // would come after the deadline even if they left now
};
std::string_view name(Exclusion exclusion);

// The hard filter for one candidate, `already_paged` left out: consent and safety are never a
// weight. Asked again in the transaction that sends. `table` is the site's.
Exclusion exclusion(const CompatibilityTable& table, const RequestTerms& terms,
                    const Candidate& candidate, Instant now, bool night);

struct Ask {
  DonorId donor;
  int travel_minutes = 0;  // when to expect them after a yes that names no time
  // Stored with the page, for operators: wave, place, on call, typing, tier, travel, rule.
  std::string why;
  bool operator==(const Ask&) const = default;
};

struct WavePlan {
  std::vector<Ask> asks;  // in order, each donor once; pages of wave `wave`
  std::vector<Ask> promote;  // reserves to be told to come now: accepted_reserve -> accepted_go
  int wave = 0;  // the number that the asks carry
  bool new_wave = false;  // `asks` begin a wave: the caller stores last_wave = now
  bool covered = false;  // counting the promoted ones
  int expected = 0;  // usable at the desk, coming in time, and the promoted
  int waiting = 0;  // could be asked and are not yet
  // Plan again then at the latest; empty once the arrival deadline has passed.
  std::optional<Instant> next;
  // Candidates by name of their exclusion, counts above 0 only: sum + asks + waiting = candidates.
  std::map<std::string, int, std::less<>> excluded;
};

WavePlan plan_wave(const WavePolicy& policy, const CompatibilityTable& table, const WaveView& view,
                   Instant now, bool night);

// More than the grace after the time they named. Only for accepted_go.
bool overdue(const WavePolicy& policy, const PageView& page, Instant now);

// Was told to come, is not overdue, and named a time before the deadline.
bool coming_in_time(const WavePolicy& policy, const RequestTerms& terms, const PageView& page,
                    Instant now);

// usable_arrivals + those coming in time.
int expected_in_time(const WavePolicy& policy, const WaveView& view, Instant now);

// A sent page without an answer for one interval: mark it silent.
bool fallen_silent(const WavePolicy& policy, const PageView& page, Instant now);

// Does this page keep its donor out of OTHER requests: a commitment until arrival, release or
// no-show; an unanswered page for twice the wave interval.
bool keeps_busy(const WavePolicy& policy, PageState state, Instant paged_at, Instant now);

// Limits on pages of one donor over all requests: too many alerts are the commonest fear of donors
// (Yuan, Transfusion 2016), and two incidents a shift the usual bound of an on-call rota (Google
// SRE book, ch. 11).
struct PageCaps {
  int standby_most = 4;
  Millis standby_window = Days(90);
  Millis standby_apart = Days(14);
  int on_call_most = 2;
  Millis on_call_window = Hours(12);
};
// Earlier pages to one donor in other requests: how many after now - window, and the last of them.
struct PagedBefore {
  int in_standby_window = 0;
  int in_on_call_window = 0;
  std::optional<Instant> last;
};
bool paged_too_often(const PageCaps& caps, bool on_call, const PagedBefore& paged, Instant now);

}  // namespace muster
