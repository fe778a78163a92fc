// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/send_facts.hpp"

#include <algorithm>

#include "muster/domain/eligibility.hpp"
#include "muster/engine/planner.hpp"
#include "muster/store/contact_rules.hpp"
#include "muster/store/do_not_call.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/sessions.hpp"
#include "muster/store/steps.hpp"
#include "muster/store/stops.hpp"
#include "wave_view.hpp"

namespace muster {
namespace {

// `day`: the one the text is about.
void add_eligibility(Tx& tx, const DueSend& due, SendCase& found, Day day) {
  if (!due.eligibility) {  // nobody computed it: fail closed
    found.facts.eligible = false;
    return;
  }
  found.facts.never = due.eligibility->never;
  found.facts.hold = due.eligibility->hold;
  auto product = Product::whole_blood;
  if (due.message.request)
    if (auto request = tx.requests().find(due.message.request)) product = request->product;
  // The hold has a reason of its own, so look at the dates alone here.
  found.facts.eligible = gives_for(*due.eligibility, product, day).has_value();
}

// What a donor has said yes to is service, not solicitation: neither held back nor counted.
void add_caps(Tx& tx, const Settings& settings, const DueSend& due, SendCase& found, Instant now) {
  const auto& message = due.message;
  if (message.lane == SendLane::transactional) return;
  const auto& caps = settings.caps;
  auto own = caps.of(*message.purpose);
  auto recent =
      tx.messages().sent_since(message.donor, now - std::max(own.window, caps.overall.window));
  const auto& same = message.purpose == Purpose::reminders ? recent.reminders : recent.campaigns;
  found.facts.caps.push_back({own, same});
  auto both = recent.reminders;
  both.insert(both.end(), recent.campaigns.begin(), recent.campaigns.end());
  found.facts.caps.push_back({caps.overall, std::move(both)});
  if (message.purpose != Purpose::campaigns || !due.address) return;
  auto lawful = caps.campaign_on(message.channel);
  auto to_address =
      tx.messages().campaigns_to(due.address->address_index, message.channel, now - lawful.window);
  found.facts.caps.push_back({lawful, std::move(to_address)});
}

void append_rules(Tx& tx, OrganisationId organisation, SendFacts& facts) {
  const auto& rules = tx.contact_rules().of(organisation);
  facts.narrowed.insert(facts.narrowed.end(), rules.narrowed.begin(), rules.narrowed.end());
  facts.blackouts.insert(facts.blackouts.end(), rules.blackouts.begin(), rules.blackouts.end());
}

// Reminders and campaigns: the register, the limits, the hours of whoever the donor belongs to and
// of whoever writes.
void add_contact_rules(Tx& tx, const Settings& settings, const DueSend& due, SendCase& found,
                       Instant now) {
  const auto& message = due.message;
  append_rules(tx, due.donor->organisation, found.facts);
  if (message.organisation != due.donor->organisation)
    append_rules(tx, message.organisation, found.facts);
  add_caps(tx, settings, due, found, now);
  if (due.registered)
    for (auto entry : tx.do_not_call().entries_of(due.address->address_index))
      if (dnc_forbids(settings.do_not_call, entry, message.purpose, message.channel))
        found.facts.do_not_call = true;
}

// Looked for only where something would keep the page back.
void add_bypass(Tx& tx, const MessageRow& message, SendCase& found, Instant now) {
  auto& facts = found.facts;
  bool night =
      is_night(facts.hours, now, found.zone) && !facts.consents.has(Purpose::emergency_night);
  bool snoozed = facts.snoozed_until && *facts.snoozed_until > now;
  if (!night && !snoozed) return;
  auto request = tx.requests().find(message.request);
  auto bypass = request ? bypass_of(tx, *request, now) : std::nullopt;
  if (!bypass) return;
  facts.bypass_until = std::min(bypass->expires_at, bypass->opened_at + bypass_most);
  found.bypass = bypass->id;
}

void add_address(Tx& tx, const Settings& settings, const DueSend& due, SendFacts& facts,
                 Instant now) {
  facts.has_address = due.address && !due.address->address.empty() && !due.address->removed;
  if (!due.address) return;
  const auto& address = *due.address;
  facts.suppressed = address.suppressed;
  facts.verified =
      counts_as_verified(address.verified_at, address.reached_at, settings.contacts, now);
  facts.window = address.window;
  if (due.stopped) facts.stops = tx.stops().in_force(address.address_index, due.message.donor);
}

}  // namespace

SendCase gather(Tx& tx, const Settings& settings, const DueSend& due, Instant now) {
  const auto& message = due.message;
  SendCase found;
  auto& facts = found.facts;
  facts.purpose = message.purpose;
  facts.channel = message.channel;
  facts.halted = std::find(settings.halted.begin(), settings.halted.end(), message.lane) !=
                 settings.halted.end();
  facts.stop_confirmation = message.kind == "stop_confirmed";
  facts.stand_down = message.kind == "stand_down";
  facts.not_after = message.not_after;
  facts.hours = settings.hours;
  add_address(tx, settings, due, facts, now);
  if (!due.donor) return found;
  found.zone = zone_of(tx, due.donor->zone, due.donor->organisation);
  facts.erased = due.donor->gone;
  facts.consents = due.donor->consents;
  facts.snoozed_until = due.donor->snoozed_until;
  auto day = found.zone.day_of(now);
  if (message.session)
    if (const auto* session = tx.sessions().look(message.session)) {
      facts.session_starts = session->starts_at;
      day = Zone::named(session->zone).value().day_of(session->starts_at);
    }
  if (message.purpose) {
    add_eligibility(tx, due, found, day);
    if (message.purpose == Purpose::reminders || message.purpose == Purpose::campaigns)
      add_contact_rules(tx, settings, due, found, now);
    else if (message.request && !facts.stand_down)
      add_bypass(tx, message, found, now);
  }
  if (message.request) {
    auto request = tx.requests().find(message.request);
    facts.request_open = request && !request->closed_at;
  }
  return found;
}

bool is_verified(const Settings& settings, const ContactPointRow& address, Instant now) {
  return counts_as_verified(address.verified_at, address.reached_at, settings.contacts, now);
}

std::optional<ContactPointRow> usable_address(Tx& tx, const Settings& settings, DonorId donor,
                                              std::optional<Purpose> purpose) {
  std::optional<ContactPointRow> stopped;
  for (auto& point : tx.contact_points().of_donor(donor)) {
    if (point.suppressed_at || point.address.empty()) continue;
    if (!settings.route(point.channel, point.address)) continue;
    if (!tx.stops().in_force(point.address_index, donor).forbid(point.channel, purpose))
      return point;
    if (!stopped) stopped = std::move(point);
  }
  // All are stopped: the verdict says so, and the text is counted as what it is.
  return stopped;
}

}  // namespace muster
