// SPDX-License-Identifier: Apache-2.0
// Whom to page now: the hard filter, the order, the size of the wave, who of the reserves is told
// to come, and when to look again. Pure: the same view gives the same
// plan, in whatever order its rows come.
//
// Paging pauses while the chance (fill.hpp) that enough of those told to come give in time is at
// least the mark. Below it, a wave every 5 minutes asks as many as it takes for the acceptors that
// are missing; a donor lost (no, undelivered, no-show, deferred at the desk, overdue, too late) is
// replaced one for one at once; silence is answered by the next wave. Nearer groups first, O- last.
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
#include "muster/domain/product.hpp"
#include "muster/domain/request.hpp"

namespace muster {

struct WavePolicy {
  int size = 10;  // the most a wave asks
  Millis interval = Minutes(5);
  Millis overdue_grace = Minutes(10);  // after the time they named, a donor is expected no more
  double covered_at = .97;  // the chance that counts as enough
  double show = .92;  // of those told to come
  double pass = .92;  // of those who came: may give, and their unit can be used
  double accepts_on_call = .70;
  double accepts_standby = .20;
  bool count_told = false;  // a group that no laboratory typed counts like one that was

  double gives() const { return show * pass; }
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
  Product gives = Product::red_cells;  // what they would give: red cells come from whole blood too
  bool cap_lifted = false;  // was capped, and the caller lifted the caps of this request
};

struct PageView {
  DonorId donor;
  PageState state = PageState::queued;
  Instant paged_at{};  // the `now` of the plan that asked them
  // Their own minutes after their yes, or the travel estimate. Empty: expected by the arrival
  // deadline.
  std::optional<Instant> eta_at;
  int wave = 1;
  int stands_for = 0;  // asked in the place of so many lost
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
  int stands_for = 0;  // in the place of so many lost
  bool operator==(const Ask&) const = default;
};

struct WavePlan {
  std::vector<Ask> asks;  // in order, each donor once; pages of wave `wave`
  std::vector<Ask> promote;  // reserves to be told to come now: accepted_reserve -> accepted_go
  int wave = 0;  // the number that the asks carry
  bool new_wave = false;  // `asks` begin a wave: the caller stores last_wave = now
  // All with the promoted ones. That enough give, counting whoever was told to come ...
  double chance = 0;
  bool paused = false;  // ... and it is enough: nobody is asked
  // ... counting only those whose group is proven, which alone makes the request covered.
  bool covered = false;
  double mark = 0;  // the policy's covered_at
  double reach =
      0;  // if whoever was asked and could be asked is counted with their chance of a yes
  int expected = 0;  // usable at the desk, coming in time, and the promoted
  int unproven = 0;  // of those coming in time: group not proven
  int waiting = 0;  // could be asked and are not yet
  // Plan again then at the latest; empty once the arrival deadline has passed.
  std::optional<Instant> next;
  // Candidates by name of their exclusion, counts above 0 only: sum + asks + waiting = candidates.
  std::map<std::string, int, std::less<>> excluded;
};

WavePlan plan_wave(const WavePolicy& policy, const CompatibilityTable& table, const WaveView& view,
                   Instant now, bool night);

// What a yes makes of this donor: too late only by the time they are expected, `eta_at`. Whose
// group is not proven waits while those of better typing, asked and not yet asked, may still
// suffice. Their own page in the view does not count.
Called called(const WavePolicy& policy, const CompatibilityTable& table, WaveView view,
              DonorId donor, Instant eta_at, Instant now, bool night);

// The word of the planner for people: how many were asked and could be, the chance, who was not
// asked and why, and what the caller can do. One line.
std::string plan_words(const WavePlan& plan, const CompatibilityTable& table,
                       const RequestTerms& terms, int asked_before);

// More than the grace after the time they named. Only for accepted_go.
bool overdue(const WavePolicy& policy, const PageView& page, Instant now);

// Was told to come, is not overdue, and named a time before the deadline.
bool coming_in_time(const WavePolicy& policy, const RequestTerms& terms, const PageView& page,
                    Instant now);

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
