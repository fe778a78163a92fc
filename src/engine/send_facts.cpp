// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/send_facts.hpp"

#include <algorithm>

#include "muster/domain/eligibility.hpp"
#include "muster/engine/planner.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/sessions.hpp"
#include "muster/store/steps.hpp"
#include "muster/store/stops.hpp"

namespace muster {
namespace {

// `day`: the one the text is about.
void add_eligibility(Tx& tx, const MessageRow& message, SendCase& found, Day day) {
  auto row = tx.ledger().eligibility(message.donor);
  if (!row) {  // nobody computed it: fail closed
    found.facts.eligible = false;
    return;
  }
  found.facts.never = row->never;
  found.facts.hold = row->hold;
  auto product = Product::whole_blood;
  if (message.request)
    if (auto request = tx.requests().find(message.request)) product = request->product;
  // The hold has a reason of its own, so look at the dates alone here.
  row->hold = false;
  found.facts.eligible = row->accepts(product, day);
}

void add_cap(Tx& tx, const Settings& settings, const MessageRow& message, SendCase& found,
             Instant now) {
  if (message.purpose != Purpose::reminders && message.purpose != Purpose::campaigns) return;
  // What a donor has said yes to is service, not solicitation.
  if (message.lane == SendLane::transactional) return;
  const auto& cap =
      message.purpose == Purpose::reminders ? settings.reminders_cap : settings.campaigns_cap;
  if (cap.count == 0) return;
  auto recent = tx.messages().sent_since(message.donor, *message.purpose, now - cap.window);
  found.facts.cap = cap.count;
  found.facts.sent_in_window = recent.count;
  found.facts.cap_frees_at = std::max(recent.oldest + cap.window, now + Hours(1));
}

}  // namespace

SendCase gather(Tx& tx, const Settings& settings, const MessageRow& message, Instant now) {
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
  if (message.donor) found.donor = tx.donors().find(message.donor);
  if (message.contact_point) found.address = tx.contact_points().find(message.contact_point);
  facts.has_address = found.address && !found.address->address.empty();
  if (found.address) {
    facts.suppressed = found.address->suppressed_at.has_value();
    facts.verified = is_verified(settings, *found.address, now);
    facts.window = found.address->window;
    if (found.address->removed_at) facts.has_address = false;
    facts.stop = tx.stops().in_force(found.address->address_index);
  }
  if (!found.donor) return found;
  found.zone = zone_of(tx, *found.donor);
  facts.erased = found.donor->erased_at || found.donor->merged_into;
  facts.consents = found.donor->consents;
  facts.snoozed_until = found.donor->snoozed_until;
  auto day = found.zone.day_of(now);
  if (message.session)
    if (auto session = tx.sessions().find(message.session)) {
      facts.session_starts = session->starts_at;
      day = Zone::named(session->zone).value().day_of(session->starts_at);
    }
  if (message.purpose) {
    add_eligibility(tx, message, found, day);
    add_cap(tx, settings, message, found, now);
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

std::optional<ContactPointRow> usable_address(Tx& tx, const Settings& settings, DonorId donor) {
  for (auto& point : tx.contact_points().of_donor(donor)) {
    if (point.suppressed_at || point.address.empty()) continue;
    if (!settings.route(point.channel, point.address)) continue;
    return point;
  }
  return std::nullopt;
}

}  // namespace muster
