// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/stops.hpp"

#include <fmt/format.h>

#include "muster/engine/page_log.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/sessions.hpp"
#include "muster/store/stops.hpp"

namespace muster {
namespace {

void free_commitments(Tx& tx, DonorId donor, std::string_view actor, Instant now) {
  for (const auto& page : tx.pages().open_of(donor))
    move_page(tx, page, PageState::released, actor, now);
  if (auto booking = tx.sessions().booking_of(donor))
    tx.sessions().book(booking->session, donor, BookingState::cancelled, now);
}

}  // namespace

bool apply_stop(Tx& tx, const ContactPointRow& address, std::string_view how, Instant now) {
  auto scope =
      address.channel == Channel::email ? StopScope::reminders_and_campaigns : StopScope::all;
  bool fresh = tx.stops().stop(address.address_index, address.channel, scope, how, now);
  int dropped = 0;
  // An e-mail's stop leaves pages alone; the verdict drops the rest when its time comes.
  if (scope == StopScope::all) {
    dropped = tx.messages().drop_queued_to(address.address_index, Reason::stopped, now);
    for (const auto& donor : tx.donors().by_address(address.address_index)) {
      auto actor = fmt::format("donor:{}", donor.id.value());
      free_commitments(tx, donor.id, actor, now);
    }
  }
  if (fresh) {
    auto data =
        fmt::format(R"({{"scope":"{}","how":"{}","dropped":{}}})", name(scope), how, dropped);
    tx.journal().append(fmt::format("donor:{}", address.donor.value()), "contact_point",
                        address.id.value(), "stopped", data, now);
  }
  return fresh;
}

bool lift_stop(Tx& tx, const ContactPointRow& address, std::string_view how, Instant now) {
  if (!tx.stops().lift(address.address_index, how, now)) return false;
  tx.journal().append(fmt::format("donor:{}", address.donor.value()), "contact_point",
                      address.id.value(), "started", fmt::format(R"({{"how":"{}"}})", how), now);
  return true;
}

}  // namespace muster
