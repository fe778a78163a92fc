// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/scheduler.hpp"

#include <fmt/format.h>

#include "muster/engine/planner.hpp"
#include "muster/engine/send_facts.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/organisations.hpp"
#include "muster/store/sessions.hpp"
#include "muster/store/steps.hpp"

namespace muster {
namespace {

constexpr int chunk = 100;  // steps a job: a few milliseconds of the writer
constexpr int sessions_looked_at = 200;
constexpr Millis retry_after_error{5'000};

// One pass over due steps: what they share is read once.
class DueSteps {
 public:
  DueSteps(Tx& tx, const Settings& settings, Instant now)
      : tx_(tx), settings_(settings), now_(now) {}

  void take(const StepRow& row) {
    const auto* series = settings_.find_series(row.series);
    const auto* step = series ? series->step(row.step) : nullptr;
    auto donor = tx_.donors().find(row.donor);
    if (!step || !donor || donor->erased_at) return end(row, StepState::skipped, Reason::erased);
    auto zone = zone_of(tx_, *donor);
    auto decision = late(*step, row.due_at, now_, zone);
    switch (decision.action) {
      case LateAction::skip: return end(row, StepState::skipped, Reason::expired);
      case LateAction::expire: return end(row, StepState::expired, Reason::expired);
      case LateAction::next_window: tx_.steps().move(row.id, *decision.at, now_); return;
      case LateAction::send: break;
    }
    if (!wanted(step->when, answer_of(row.donor)))
      return end(row, StepState::skipped, Reason::answered);
    if (step->when == StepCondition::silent && !invited_long_enough(row, *series, *step, zone))
      return;
    send(row, *series, *step, *donor, zone);
  }

 private:
  void end(const StepRow& row, StepState state, Reason reason) {
    tx_.steps().finish(row.id, state, reason, now_);
  }

  CycleAnswer answer_of(DonorId donor) {
    return tx_.sessions().booking_of(donor) ? CycleAnswer::coming : CycleAnswer::silent;
  }

  // A follow-up counts from the invitation that really went, however late that was. false: not now,
  // and `row` was dealt with.
  bool invited_long_enough(const StepRow& row, const Series& series, const SeriesStep& step,
                           const Zone& zone) {
    const auto& first = series.steps.front();
    auto sent = tx_.messages().find_dedupe(dedupe(row, first.code));
    if (!sent || sent->attempts == 0) {
      // For whatever kept the invitation back.
      end(row, StepState::skipped,
          sent && sent->reason != Reason::none ? sent->reason : Reason::expired);
      return false;
    }
    auto day = zone.day_of(sent->changed_at) + Days(step.offset_days - first.offset_days);
    auto earliest = zone.at(day, step.at);
    if (earliest <= now_) return true;
    tx_.steps().move(row.id, earliest, now_);
    return false;
  }

  static std::string dedupe(const StepRow& row, std::string_view step) {
    return fmt::format("step-{}-{}-{}-{}", row.donor.value(), row.series, row.cycle, step);
  }

  void send(const StepRow& row, const Series& series, const SeriesStep& step, const DonorRow& donor,
            const Zone& zone) {
    auto session = row.session;
    if (!session && series.needs_session) {
      auto picked = pick(series, donor);
      if (!picked) {
        return wait_for_session(row, series, step, zone);
      }
      session = picked->id;
    }
    auto address = usable_address(tx_, settings_, row.donor, series.purpose);
    if (!address) return end(row, StepState::skipped, Reason::no_address);
    MessageRow message;
    message.organisation = donor.organisation;
    message.donor = row.donor;
    message.contact_point = address->id;
    message.lane = step.lane;
    message.purpose = series.purpose;
    message.channel = address->channel;
    message.kind = step.text;
    message.dedupe = dedupe(row, row.step);
    message.due_at = now_;
    message.created_at = now_;
    message.step = row.id;
    message.session = session;
    if (session)
      if (auto found = tx_.sessions().find(session)) message.not_after = found->starts_at;
    tx_.messages().insert(message);
    end(row, StepState::done, Reason::none);
  }

  // Nowhere to go yet: look again at the same hour tomorrow, until the step is too late by its
  // first time. A text for the silent does not wait: it would come on the heels of the invitation.
  void wait_for_session(const StepRow& row, const Series& series, const SeriesStep& step,
                        const Zone& zone) {
    auto tomorrow = zone.at(zone.day_of(now_) + Days(1), step.at);
    Anchor anchor;
    if (auto eligibility = tx_.ledger().eligibility(row.donor))
      anchor.eligible_on = eligibility->on_for(series.product);
    auto first = due_time(step, anchor, zone).value_or(row.due_at);
    bool goes_on = step.when != StepCondition::silent &&
                   late(step, first, tomorrow, zone).action == LateAction::send;
    if (!goes_on) return end(row, StepState::expired, Reason::expired);
    tx_.steps().move(row.id, tomorrow, now_);
  }

  std::optional<SessionOffer> pick(const Series& series, const DonorRow& donor) {
    auto row = tx_.ledger().eligibility(donor.id);
    if (!row) return std::nullopt;
    Eligibility eligibility;
    eligibility.on = row->on_for(series.product);
    eligibility.before = row->before_for(series.product);
    eligibility.hold = row->hold;
    return pick_session(series, offers_for(donor), eligibility, now_).session;
  }

  // Sessions of the donor's own line of organisations: theirs, those above and those below.
  std::vector<SessionOffer> offers_for(const DonorRow& donor) {
    auto home = path_of(donor.organisation);
    if (!upcoming_) upcoming_ = tx_.sessions().upcoming({}, now_, sessions_looked_at);
    std::vector<SessionOffer> offers;
    for (const auto& [session, booked] : *upcoming_) {
      auto path = path_of(session.organisation);
      if (home.compare(0, path.size(), path) != 0 && path.compare(0, home.size(), home) != 0)
        continue;
      SessionOffer offer;
      offer.id = session.id;
      offer.starts = session.starts_at;
      offer.day = Zone::named(session.zone).value().day_of(session.starts_at);
      offer.free = session.capacity == 0 ? 1 : session.capacity - booked;
      offers.push_back(offer);
    }
    return offers;
  }

  const std::string& path_of(OrganisationId id) {
    auto& path = paths_[id];
    if (path.empty()) path = tx_.organisations().find(id)->path;
    return path;
  }

  Tx& tx_;
  const Settings& settings_;
  Instant now_;
  std::optional<std::vector<UpcomingSession>> upcoming_;
  std::unordered_map<OrganisationId, std::string> paths_;
};

}  // namespace

Scheduler::Scheduler(Context& context)
    : context_(context), alarm_(context.executor, context.clock) {
  context_.store.subscribe(Topic::steps, [this] { alarm_.ring(); });
}

Result<Scheduler::Pass> Scheduler::take_due(Tx& tx, const Settings& settings, Instant now) {
  Pass pass;
  DueSteps steps(tx, settings, now);
  for (const auto& row : tx.steps().due(now, chunk)) {
    steps.take(row);
    ++pass.taken;
  }
  // Bulk plans journal one row a chunk.
  if (pass.taken > 0)
    tx.journal().append("system", "step", 0, "taken", fmt::format(R"({{"count":{}}})", pass.taken),
                        now);
  pass.next = tx.steps().next_due();
  return pass;
}

asio::awaitable<void> Scheduler::run() {
  while (true) {
    auto settings = context_.settings.get();
    auto now = context_.clock.now();
    auto job = [settings, now](Tx& tx) { return take_due(tx, *settings, now); };
    auto pass = co_await context_.store.write(SendLane::reminder, job);
    if (!pass) {
      context_.log.warn("event=scheduler_pass_failed error={}", quoted(pass.error().text()));
      co_await alarm_.wait(context_.clock.now() + retry_after_error);
      continue;
    }
    if (pass->taken > 0) continue;
    co_await alarm_.wait(pass->next.value_or(Instant::max()));
  }
}

}  // namespace muster
