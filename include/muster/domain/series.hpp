// SPDX-License-Identifier: Apache-2.0
// A standing programme of texts at offsets from a date of the donor (config/series/*.toml): when
// each step is due, what becomes of one that was missed, and which session an invitation is about
// Pure, any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/base/toml.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/deferral.hpp"
#include "muster/domain/message.hpp"
#include "muster/domain/product.hpp"

namespace muster {

enum class SeriesAnchor : std::uint8_t { eligible_on, session, donation };
std::string_view name(SeriesAnchor anchor);

// What becomes of a step whose time passed while nobody could send it.
enum class LatePolicy : std::uint8_t {
  send_late_within,  // still sent up to `late_within` after its time, then expired
  skip_and_list,     // not sent; a person sees it in the list of what was missed
  next_window,  // sent at its local hour on the next day that has one, up to `late_within` if that
                // is set
  expire,  // nobody wants it any more
};
std::string_view name(LatePolicy policy);

// What the donor did in this cycle so far. A booking or a yes is `coming`.
enum class CycleAnswer : std::uint8_t { silent, coming, declined };
// Which donors a step is for. After a no the cycle is over, whatever the step says.
enum class StepCondition : std::uint8_t { always, silent, coming };
std::string_view name(StepCondition condition);
bool wanted(StepCondition condition, CycleAnswer answer);

struct SeriesStep {
  std::string code;  // "invite": part of the unique key (donor, series, cycle, step)
  SeriesAnchor anchor = SeriesAnchor::eligible_on;
  int offset_days = 0;
  MinuteOfDay at{Hours(9)};  // donor's zone
  std::string text;  // kind of text: "reminder_invite"
  SendLane lane = SendLane::reminder;
  StepCondition when = StepCondition::always;
  LatePolicy late = LatePolicy::skip_and_list;
  Millis late_within{0};
};

struct Series {
  std::string code;  // "repeat-donors"
  Purpose purpose = Purpose::reminders;
  Product product = Product::whole_blood;  // what eligible_on is about
  bool needs_session = true;  // no invitation without somewhere to go
  Millis session_lead = Hours(24);  // a session sooner than this is too soon to invite to
  Millis session_horizon = Days(60);  // and one later than this too far away
  std::vector<SeriesStep> steps;

  const SeriesStep* step(std::string_view code) const;
};

// Errors go into `problems`; the value is meaningful only if none was added.
Series read_series(const TomlFile& file, Problems& problems);

// A cycle is named by the ledger entry or booking that opened it, never by a date: a corrected date
// moves the steps of the cycle and does not start a second one. "donation-17", "booking-4",
// "registered" (no id).
enum class CycleOpener : std::uint8_t { donation, booking, registered };
std::string cycle_name(CycleOpener opener, std::int64_t id = 0);

// The dates that steps hang on; a step whose date is not known yet is not planned.
struct Anchor {
  std::optional<Day> eligible_on;
  std::optional<Instant> session_starts;
  std::optional<Day> donated_on;
};

enum class LateAction : std::uint8_t { send, skip, expire, next_window };
std::string_view name(LateAction action);
struct LateDecision {
  LateAction action = LateAction::send;
  std::optional<Instant> at;  // next_window: the new time
  friend bool operator==(const LateDecision&, const LateDecision&) = default;
};

// A wake-up is seldom exact to the second: within this of its time a step is not late.
inline constexpr Millis on_time = Minutes(5);

// `due` <= `now` or not: a step that is not late is `send`.
LateDecision late(const SeriesStep& step, Instant due, Instant now, const Zone& zone);

struct PlannedStep {
  std::string step;
  Instant due;  // as planned; with next_window the time moved to
  LateDecision decision;  // as of `now`: `send` for what is not late
  std::optional<Instant> not_after;  // of use to nobody from then on
};

// The local due time of one step; empty when its date is not known. A local time that the clocks
// skip moves forward.
std::optional<Instant> due_time(const SeriesStep& step, const Anchor& anchor, const Zone& zone);

// All steps whose date is known, in order of `due`, then as in the file.
std::vector<PlannedStep> plan_steps(const Series& series, const Anchor& anchor, Instant now,
                                    const Zone& zone);

// A session that the caller says this donor may be invited to (same subtree, not cancelled).
struct SessionOffer {
  SessionId id;
  Instant starts;
  Day day;  // local at the venue
  int free = 0;  // places neither booked nor held by an open invitation
};

enum class SessionMiss : std::uint8_t { none, no_session, all_full, not_eligible };
std::string_view name(SessionMiss miss);
struct SessionPick {
  std::optional<SessionOffer> session;
  SessionMiss miss = SessionMiss::none;  // why there is none: the reason that came nearest
};

// The earliest session after now + lead and within the horizon that has a free place on a day the
// donor may give.
SessionPick pick_session(const Series& series, const std::vector<SessionOffer>& offers,
                         const Eligibility& eligibility, Instant now);

}  // namespace muster
