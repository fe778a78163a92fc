// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/stops.hpp"

#include <fmt/format.h>

#include "muster/engine/page_log.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/sessions.hpp"
#include "wave_view.hpp"

namespace muster {
namespace {

std::string actor_of(DonorId donor, std::string_view by) {
  return by.empty() ? fmt::format("donor:{}", donor.value()) : std::string(by);
}

void free_commitments(Tx& tx, DonorId donor, std::string_view actor, Instant now) {
  for (const auto& page : tx.pages().open_of(donor))
    move_page(tx, page, PageState::released, actor, now);
  if (auto booking = tx.sessions().booking_of(donor))
    tx.sessions().book(booking->session, donor, BookingState::cancelled, now);
}

// Whether it goes to that address; to any when none is asked for.
bool goes_to(Tx& tx, const MessageRow& message, std::optional<std::string_view> address) {
  if (!address) return true;
  auto point = tx.contact_points().find(message.contact_point);
  return point && point->address_index == *address;
}

// The journal holds codes: what the desk wrote down is the stop's own, which an erasure empties.
std::string_view way_of(std::string_view how) {
  for (std::string_view known : {"reply", "receipt", "link", "one_click"})
    if (how == known) return known;
  return "desk";
}

std::string stop_data(const StopScope& scope, std::string_view how, int dropped) {
  return fmt::format(R"({{"scope":"{}","how":"{}","dropped":{}}})", name(scope), way_of(how),
                     dropped);
}

}  // namespace

StopScope stop_scope_of(Channel channel) {
  return channel == Channel::email ? StopScope::reminders_and_campaigns() : StopScope::all();
}

int drop_forbidden(Tx& tx, DonorId donor, std::optional<std::string_view> address,
                   const Forbidden& what, std::string_view actor, Instant now) {
  int dropped = 0;
  for (const auto& message : tx.messages().waiting_of(donor)) {
    if (message.kind == "stop_confirmed" || !goes_to(tx, message, address)) continue;
    if (!stop_forbids(what.scope, message.channel, message.purpose)) continue;
    // The closing text of a page needs no consent, only no stop.
    if (message.kind == "stand_down" && what.reason != Reason::stopped) continue;
    dropped += tx.messages().drop(message.id, what.reason, now);
  }
  if (!what.scope.purposes.has(Purpose::emergency)) return dropped;
  for (const auto& page : tx.pages().open_of(donor)) {
    bool waits = is_unanswered(page.state) || page.state == PageState::undelivered;
    if (!waits && !(what.promised && is_commitment(page.state))) continue;
    auto message = tx.messages().find_dedupe(page_dedupe(page.request, donor));
    bool forbidden = !message || (goes_to(tx, *message, address) &&
                                  stop_forbids(what.scope, message->channel, Purpose::emergency));
    if (forbidden) move_page(tx, page, PageState::released, actor, now);
  }
  return dropped;
}

bool apply_stop(Tx& tx, const ContactPointRow& address, std::string_view how, Instant now) {
  return apply_stop(tx, address, stop_scope_of(address.channel), how, {}, now);
}

bool apply_stop(Tx& tx, const ContactPointRow& address, const StopScope& scope,
                std::string_view how, std::string_view by, Instant now) {
  bool fresh = tx.stops().stop(address.address_index, address.channel, scope, how, now, by);
  int dropped = 0;
  if (scope == StopScope::all()) {
    dropped = tx.messages().drop_queued_to(address.address_index, Reason::stopped, now);
    for (const auto& donor : tx.donors().by_address(address.address_index))
      free_commitments(tx, donor.id, actor_of(donor.id, by), now);
  } else {
    Forbidden what;
    what.scope = scope;
    for (const auto& donor : tx.donors().by_address(address.address_index))
      dropped +=
          drop_forbidden(tx, donor.id, address.address_index, what, actor_of(donor.id, by), now);
  }
  if (fresh)
    tx.journal().append(actor_of(address.donor, by), "contact_point", address.id.value(), "stopped",
                        stop_data(scope, how, dropped), now);
  return fresh;
}

bool apply_donor_stop(Tx& tx, DonorId donor, const StopScope& scope, std::string_view how,
                      std::string_view by, Instant now) {
  bool fresh = tx.stops().stop_donor(donor, scope, how, now, by);
  auto actor = actor_of(donor, by);
  Forbidden what;
  what.scope = scope;
  int dropped = drop_forbidden(tx, donor, std::nullopt, what, actor, now);
  if (scope == StopScope::all()) free_commitments(tx, donor, actor, now);
  if (fresh)
    tx.journal().append(actor, "donor", donor.value(), "stopped", stop_data(scope, how, dropped),
                        now);
  return fresh;
}

bool lift_stop(Tx& tx, const ContactPointRow& address, std::string_view how, Instant now) {
  if (!tx.stops().lift(address.address_index, how, now)) return false;
  tx.journal().append(fmt::format("donor:{}", address.donor.value()), "contact_point",
                      address.id.value(), "started", fmt::format(R"({{"how":"{}"}})", way_of(how)),
                      now);
  return true;
}

}  // namespace muster
