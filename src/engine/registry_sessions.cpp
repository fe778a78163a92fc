// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "muster/engine/holds.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/ledger.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

constexpr Millis session_most = Hours(24);

// What the desk may say of somebody whose booking stands so; nullopt: not booked.
bool may_become(std::optional<BookingState> from, BookingState to) {
  using enum BookingState;
  if (!from) return to == booked || to == arrived || to == given || to == deferred;
  switch (*from) {
    case booked: return true;
    case arrived: return to != booked;
    case cancelled:
    case no_show: return to == booked || to == arrived || to == given || to == deferred;
    case given:
    case deferred: return false;
  }
  return false;
}

Result<void> check_room(Tx& tx, const SessionRow& session, Instant now) {
  if (session.ends_at <= now) return conflict("that session is over");
  if (session.capacity > 0 && tx.sessions().booked(session.id) >= session.capacity)
    return conflict(fmt::format("all {} places are taken", session.capacity));
  return {};
}

// What the desk learned belongs in the ledger as well, on the session's local day.
Result<void> enter_outcome(Tx& tx, const Settings& settings, const Principal& who,
                           const SessionRow& session, const BookingEntry& entry, Instant now) {
  NewDonation donation;
  donation.product = entry.product;
  donation.outcome = entry.state == BookingState::given ? DonationOutcome::given
                                                        : DonationOutcome::deferred_on_site;
  donation.on = Zone::named(session.zone).value().day_of(session.starts_at);
  donation.volume_ml = entry.volume_ml;
  donation.session = session.id;
  auto entered = add_donation(tx, settings, who, entry.donor, donation, now);
  if (entered) return {};
  if (entered.error().field() != "/on") return entered.error();
  return Error(ErrorKind::invalid, "the session has not been yet", "/state");
}

}  // namespace

Result<SessionRow> add_session(Tx& tx, const Settings&, const Principal& who,
                               const NewSession& wanted, Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto organisation = organisation_for(tx, who, wanted.organisation);
  if (!organisation) return organisation.error();
  FieldChecks check;
  SessionRow row;
  row.organisation = organisation->id;
  row.code = check.code("/code", wanted.code);
  row.venue = check.text("/venue", wanted.venue, 120, true);
  row.address = check.text("/address", wanted.address, 200);
  row.starts_at = wanted.starts_at;
  row.ends_at = wanted.ends_at;
  if (row.ends_at <= now) check.refuse("/ends_at", "is past: a session lies ahead");
  if (row.ends_at <= row.starts_at) check.refuse("/ends_at", "is not after the start");
  if (row.ends_at - row.starts_at > session_most) check.refuse("/ends_at", "is over a day later");
  row.zone = check.zone("/zone", wanted.zone, organisation->zone);
  row.capacity = check.number("/capacity", wanted.capacity, 0, 100'000);
  row.hotline = check.text("/hotline", wanted.hotline, 20);
  row.note = check.text("/note", wanted.note, 200);
  if (!check.ok()) return check.error();
  if (tx.sessions().find(std::string_view(row.code)))
    return Error(ErrorKind::conflict, fmt::format("the code '{}' is taken", row.code), "/code");
  row.id = tx.sessions().add(row);
  boost::json::object data = {{"code", row.code}, {"organisation", row.organisation.value()}};
  journal(tx, who, "session", row.id.value(), "added", data, now);
  return row;
}

Result<BookingRow> enter_booking(Tx& tx, const Settings& settings, const Principal& who,
                                 const BookingEntry& entry, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto session = tx.sessions().find(entry.session);
  if (!session || !tx.organisations().visible(who, session->organisation))
    return not_found(fmt::format("there is no session {}", entry.session.value()));
  auto donor = donor_of(tx, who, entry.donor);
  if (!donor) return Error(donor.error().kind(), donor.error().message(), "/donor");
  auto before = tx.sessions().booking(session->id, entry.donor);
  if (before && before->state == entry.state) return *before;
  auto from = before ? std::optional(before->state) : std::nullopt;
  if (!may_become(from, entry.state))
    return conflict(fmt::format("that booking is {}: it cannot become {}",
                                from ? name(*from) : "not there", name(entry.state)));
  if (entry.state == BookingState::booked)
    if (auto room = check_room(tx, *session, now); !room) return room.error();
  tx.sessions().book(session->id, entry.donor, entry.state, now);
  if (entry.state == BookingState::given || entry.state == BookingState::deferred) {
    auto entered = enter_outcome(tx, settings, who, *session, entry, now);
    if (!entered) return entered.error();
  }
  if (entry.state == BookingState::arrived ||
      (entry.state == BookingState::booked && session->starts_at <= now))
    hold_booking(tx, settings, *session, entry.donor, now);
  if (entry.state == BookingState::cancelled || entry.state == BookingState::no_show)
    tx.ledger().drop_hold(entry.donor, session->id,
                          {who.actor, std::string(name(entry.state)), now});
  boost::json::object data = {{"donor", entry.donor.value()}, {"state", name(entry.state)}};
  journal(tx, who, "session", session->id.value(), "booking", data, now);
  replan(tx, settings, entry.donor, now);
  return *tx.sessions().booking(session->id, entry.donor);
}

}  // namespace muster
