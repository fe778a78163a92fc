// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/series.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "muster/base/assert.hpp"

namespace muster {

std::string_view name(SeriesAnchor anchor) {
  switch (anchor) {
    case SeriesAnchor::eligible_on: return "eligible_on";
    case SeriesAnchor::session: return "session";
    case SeriesAnchor::donation: return "donation";
  }
  return "eligible_on";
}

std::string_view name(LatePolicy policy) {
  switch (policy) {
    case LatePolicy::send_late_within: return "send_late_within";
    case LatePolicy::skip_and_list: return "skip_and_list";
    case LatePolicy::next_window: return "next_window";
    case LatePolicy::expire: return "expire";
  }
  return "expire";
}

std::string_view name(StepCondition condition) {
  switch (condition) {
    case StepCondition::always: return "always";
    case StepCondition::silent: return "silent";
    case StepCondition::coming: return "coming";
  }
  return "always";
}

std::string_view name(LateAction action) {
  switch (action) {
    case LateAction::send: return "send";
    case LateAction::skip: return "skip";
    case LateAction::expire: return "expire";
    case LateAction::next_window: return "next_window";
  }
  return "expire";
}

std::string_view name(SessionMiss miss) {
  switch (miss) {
    case SessionMiss::none: return "none";
    case SessionMiss::no_session: return "no_session";
    case SessionMiss::all_full: return "all_full";
    case SessionMiss::not_eligible: return "not_eligible";
  }
  return "none";
}

bool wanted(StepCondition condition, CycleAnswer answer) {
  if (answer == CycleAnswer::declined) return false;
  switch (condition) {
    case StepCondition::always: return true;
    case StepCondition::silent: return answer == CycleAnswer::silent;
    case StepCondition::coming: return answer == CycleAnswer::coming;
  }
  return false;
}

const SeriesStep* Series::step(std::string_view wanted_code) const {
  auto found = std::find_if(steps.begin(), steps.end(),
                            [&](const SeriesStep& s) { return s.code == wanted_code; });
  return found == steps.end() ? nullptr : &*found;
}

std::string cycle_name(CycleOpener opener, std::int64_t id) {
  if (opener == CycleOpener::registered) return "registered";
  MUSTER_ASSERT(id > 0);
  return fmt::format("{}-{}", opener == CycleOpener::donation ? "donation" : "booking", id);
}

namespace {

// The first time the step's local hour comes round after `now`.
Instant next_window(const SeriesStep& step, Instant now, const Zone& zone) {
  auto today = zone.day_of(now);
  auto at = zone.at(today, step.at);
  return at > now ? at : zone.at(today + Days(1), step.at);
}

std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

// What is about a session is of no use once it has begun, and nobody wants a text later than the
// step's policy allows it to be.
std::optional<Instant> not_after(const SeriesStep& step, const Anchor& anchor, Instant due) {
  std::optional<Instant> begun;
  if (step.anchor == SeriesAnchor::session) begun = anchor.session_starts;
  std::optional<Instant> stale;
  if (step.late_within > Millis(0)) stale = due + std::max(step.late_within, on_time);
  return earlier(begun, stale);
}

}  // namespace

LateDecision late(const SeriesStep& step, Instant due, Instant now, const Zone& zone) {
  if (now <= due + on_time) return {LateAction::send, std::nullopt};
  switch (step.late) {
    case LatePolicy::send_late_within:
      return {now <= due + step.late_within ? LateAction::send : LateAction::expire, std::nullopt};
    case LatePolicy::skip_and_list: return {LateAction::skip, std::nullopt};
    case LatePolicy::expire: return {LateAction::expire, std::nullopt};
    case LatePolicy::next_window: {
      auto at = next_window(step, now, zone);
      bool too_late = step.late_within > Millis(0) && at > due + step.late_within;
      if (too_late) return {LateAction::expire, std::nullopt};
      return {LateAction::next_window, at};
    }
  }
  return {LateAction::expire, std::nullopt};
}

std::optional<Instant> due_time(const SeriesStep& step, const Anchor& anchor, const Zone& zone) {
  std::optional<Day> day;
  switch (step.anchor) {
    case SeriesAnchor::eligible_on: day = anchor.eligible_on; break;
    case SeriesAnchor::donation: day = anchor.donated_on; break;
    case SeriesAnchor::session:
      if (anchor.session_starts) day = zone.day_of(*anchor.session_starts);
      break;
  }
  if (!day) return std::nullopt;
  return zone.at(*day + Days(step.offset_days), step.at);
}

std::vector<PlannedStep> plan_steps(const Series& series, const Anchor& anchor, Instant now,
                                    const Zone& zone) {
  std::vector<PlannedStep> planned;
  for (const auto& step : series.steps) {
    auto due = due_time(step, anchor, zone);
    if (!due) continue;
    auto decision = late(step, *due, now, zone);
    auto limit = not_after(step, anchor, *due);
    auto when = decision.at.value_or(*due);
    bool to_send =
        decision.action == LateAction::send || decision.action == LateAction::next_window;
    if (to_send && limit && std::max(when, now) >= *limit)
      decision = {LateAction::expire, std::nullopt};
    planned.push_back({step.code, decision.at.value_or(*due), decision, limit});
  }
  std::stable_sort(planned.begin(), planned.end(),
                   [](const PlannedStep& a, const PlannedStep& b) { return a.due < b.due; });
  return planned;
}

SessionPick pick_session(const Series& series, const std::vector<SessionOffer>& offers,
                         const Eligibility& eligibility, Instant now) {
  SessionPick pick;
  pick.miss = SessionMiss::no_session;
  for (const auto& offer : offers) {
    if (offer.starts <= now + series.session_lead || offer.starts > now + series.session_horizon)
      continue;
    // A full session that they could give at comes nearer than one they may not give at.
    if (!eligibility.accepts(offer.day)) {
      if (pick.miss == SessionMiss::no_session) pick.miss = SessionMiss::not_eligible;
      continue;
    }
    if (offer.free <= 0) {
      if (!pick.session) pick.miss = SessionMiss::all_full;
      continue;
    }
    pick.miss = SessionMiss::none;
    bool sooner = !pick.session || offer.starts < pick.session->starts ||
                  (offer.starts == pick.session->starts && offer.id < pick.session->id);
    if (sooner) pick.session = offer;
  }
  return pick;
}

}  // namespace muster
