// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/holds.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "muster/domain/eligibility.hpp"
#include "muster/engine/planner.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/messages.hpp"

namespace muster {
namespace {

constexpr int chunk = 100;  // bookings a job
constexpr Millis retry_after_error{5'000};

void hold(Tx& tx, const Settings& settings, DonorId id, const Donation& donation,
          const DonationPapers& papers, Instant now) {
  auto donor = tx.donors().find(id);
  if (!donor || donor->erased_at) return;
  if (!tx.ledger().add_donation(id, donor->organisation, donation, papers, now)) return;
  replan(tx, settings, id, now);
}

}  // namespace

void hold_booking(Tx& tx, const Settings& settings, const SessionRow& session, DonorId donor,
                  Instant now) {
  auto zone = Zone::named(session.zone).value();
  Donation donation;
  donation.outcome = DonationOutcome::outcome_pending;
  donation.on = std::min(zone.day_of(session.starts_at), zone.day_of(now));
  DonationPapers papers;
  papers.session = session.id;
  papers.source = "booking";
  hold(tx, settings, donor, donation, papers, now);
}

void hold_arrival(Tx& tx, const Settings& settings, const RequestRow& request, DonorId id,
                  std::string_view actor, Instant now) {
  auto donor = tx.donors().find(id);
  if (!donor) return;
  Donation donation;
  donation.outcome = DonationOutcome::outcome_pending;
  donation.on = zone_of(tx, *donor).day_of(now);
  auto stored = tx.ledger().eligibility(id);
  auto gives = stored ? gives_for(*stored, request.product, donation.on) : std::nullopt;
  donation.product = gives.value_or(request.product);
  DonationPapers papers;
  papers.source = "request";
  papers.entered_by = actor;
  hold(tx, settings, id, donation, papers, now);
}

Holds::Holds(Context& context) : context_(context), alarm_(context.executor, context.clock) {
  context_.store.subscribe(Topic::sessions, [this] { alarm_.ring(); });
}

Result<Holds::Pass> Holds::take_due(Tx& tx, const Settings& settings, Instant now) {
  Pass pass;
  if (auto session = tx.sessions().to_hold(now)) {
    auto donors = tx.sessions().without_entry(session->id, chunk);
    for (auto donor : donors) hold_booking(tx, settings, *session, donor, now);
    pass.held = static_cast<int>(donors.size());
    if (pass.held < chunk) tx.sessions().held(session->id, now);
    pass.more = true;
    auto data = fmt::format(R"({{"held":{}}})", pass.held);
    tx.journal().append("system", "session", session->id.value(), "held", data, now);
  }
  pass.next = tx.sessions().next_to_hold();
  return pass;
}

asio::awaitable<void> Holds::run() {
  while (true) {
    auto settings = context_.settings.get();
    auto now = context_.clock.now();
    auto job = [settings, now](Tx& tx) { return take_due(tx, *settings, now); };
    auto pass = co_await context_.store.write(SendLane::reminder, job);
    if (!pass) {
      context_.log.warn("event=hold_failed error={}", quoted(pass.error().text()));
      co_await alarm_.wait(context_.clock.now() + retry_after_error);
      continue;
    }
    if (pass->more) continue;
    co_await alarm_.wait(pass->next.value_or(Instant::max()));
  }
}

}  // namespace muster
