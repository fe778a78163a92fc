// SPDX-License-Identifier: Apache-2.0
// Who counts and who may be asked: the hard filter and the small predicates of a wave.
#include "muster/domain/wave.hpp"

namespace muster {

std::string_view name(Exclusion exclusion) {
  switch (exclusion) {
    case Exclusion::none: return "none";
    case Exclusion::already_paged: return "already_paged";
    case Exclusion::not_compatible: return "not_compatible";
    case Exclusion::stopped: return "stopped";
    case Exclusion::snoozed: return "snoozed";
    case Exclusion::no_consent: return "no_consent";
    case Exclusion::no_night_consent: return "no_night_consent";
    case Exclusion::outcome_pending: return "outcome_pending";
    case Exclusion::not_eligible: return "not_eligible";
    case Exclusion::not_verified: return "not_verified";
    case Exclusion::outside_window: return "outside_window";
    case Exclusion::busy: return "busy";
    case Exclusion::capped: return "capped";
    case Exclusion::too_far: return "too_far";
  }
  return "none";
}

Exclusion exclusion(const CompatibilityTable& table, const RequestTerms& terms,
                    const Candidate& candidate, Instant now, bool night) {
  if (table.tier(terms.product, terms.whom(), candidate.group, terms.rhd_policy) ==
      tier_incompatible)
    return Exclusion::not_compatible;
  if (candidate.stopped) return Exclusion::stopped;
  if (candidate.snoozed) return Exclusion::snoozed;
  if (!candidate.consent_emergency) return Exclusion::no_consent;
  if (night && !candidate.consent_night) return Exclusion::no_night_consent;
  if (candidate.hold) return Exclusion::outcome_pending;
  if (!candidate.eligible) return Exclusion::not_eligible;
  if (!candidate.verified) return Exclusion::not_verified;
  if (candidate.outside_window) return Exclusion::outside_window;
  if (candidate.busy) return Exclusion::busy;
  if (candidate.capped) return Exclusion::capped;
  if (now + Minutes(candidate.travel_minutes) > terms.arrive_by) return Exclusion::too_far;
  return Exclusion::none;
}

bool overdue(const WavePolicy& policy, const PageView& page, Instant now) {
  return page.state == PageState::accepted_go && page.eta_at &&
         now > *page.eta_at + policy.overdue_grace;
}

bool coming_in_time(const WavePolicy& policy, const RequestTerms& terms, const PageView& page,
                    Instant now) {
  if (page.state != PageState::accepted_go || overdue(policy, page, now)) return false;
  return !page.eta_at || *page.eta_at <= terms.arrive_by;
}

bool fallen_silent(const WavePolicy& policy, const PageView& page, Instant now) {
  return page.state == PageState::sent && now >= page.paged_at + policy.interval;
}

bool keeps_busy(const WavePolicy& policy, PageState state, Instant paged_at, Instant now) {
  if (is_commitment(state)) return true;
  return is_unanswered(state) && now < paged_at + 2 * policy.interval;
}

bool paged_too_often(const PageCaps& caps, bool on_call, const PagedBefore& paged, Instant now) {
  if (on_call) return paged.in_on_call_window >= caps.on_call_most;
  return (paged.last && *paged.last > now - caps.standby_apart) ||
         paged.in_standby_window >= caps.standby_most;
}

}  // namespace muster
