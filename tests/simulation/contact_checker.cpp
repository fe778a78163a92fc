// SPDX-License-Identifier: Apache-2.0
#include "contact_checker.hpp"

#include <fmt/format.h>

#include "../../src/store/sql.hpp"
#include "muster/engine/planner.hpp"
#include "muster/store/bypasses.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/contact_rules.hpp"
#include "muster/store/do_not_call.hpp"
#include "muster/store/stops.hpp"

namespace muster::simulation {
namespace {

// Between the claim of a text and its leaving; the caps count from the claim.
constexpr Millis slack = Minutes(1);

bool routine(const MessageRow& row) {
  return row.purpose == Purpose::reminders || row.purpose == Purpose::campaigns;
}

bool solicits(const MessageRow& row) { return routine(row) && row.lane != SendLane::transactional; }

bool may_be_on_phone(MessageState state) {
  return state == MessageState::sending || state == MessageState::accepted ||
         state == MessageState::unknown || state == MessageState::delivered;
}

bool consented(Tx& tx, DonorId donor, Purpose purpose, Instant at) {
  for (const auto& row : tx.consents().of_donor(donor))
    if (row.purpose == purpose && (!row.withdrawn_at || *row.withdrawn_at >= at)) return true;
  return false;
}

}  // namespace

void ContactChecker::check(Tx& tx) {
  const auto& calls = witness_.gateway().calls();
  for (; checked_ < calls.size(); ++checked_) left(tx, calls[checked_]);
}

void ContactChecker::broken(const Left& text, const std::string& what) {
  witness_.broken(text.call.at,
                  fmt::format("message {} ({}, donor {}) left {}", text.message.id.value(),
                              text.message.kind, text.message.donor.value(), what));
}

void ContactChecker::left(Tx& tx, const WireCall& call) {
  auto id = message_of(call.key);
  auto row = id ? witness_.messages.find(*id) : witness_.messages.end();
  if (row == witness_.messages.end() || !row->second.donor) return;
  auto donor = *tx.donors().find(row->second.donor);
  auto zone = zone_of(tx, donor);
  Left text{call, row->second, donor, *tx.contact_points().find(row->second.contact_point), zone};
  left_[*id] = call.at;
  numbers_[*id] = call.to;
  stops(tx, text);
  if (!text.message.purpose || text.message.kind == "stand_down") return;
  consents(tx, text);
  if (routine(text.message)) {
    hours(tx, text);
    register_of_numbers(tx, text);
    if (solicits(text.message)) caps(text);
  } else {
    night(tx, text);
  }
}

// What was said in the very moment it left may have come just after it.
void ContactChecker::stops(Tx& tx, const Left& text) {
  if (text.message.kind == "stop_confirmed") return;
  for (const auto& stop : tx.stops().of_donor(text.donor.id, true)) {
    bool touches = stop.donor || stop.address_index == text.address.address_index;
    bool in_force =
        stop.since < text.call.at && (!stop.lifted_at || *stop.lifted_at > text.call.at);
    if (touches && in_force && stop_forbids(stop.scope, text.message.channel, text.message.purpose))
      broken(text, "against a stop of " + name(stop.scope));
  }
}

void ContactChecker::consents(Tx& tx, const Left& text) {
  if (!consented(tx, text.donor.id, *text.message.purpose, text.call.at))
    broken(text, fmt::format("without consent for {}", name(*text.message.purpose)));
}

void ContactChecker::hours(Tx& tx, const Left& text) {
  const auto& house = witness_.settings().hours;
  bool campaign = text.message.purpose == Purpose::campaigns;
  auto minute = text.zone.minute_of(text.call.at);
  auto check = [&](const DayWindow& window, const char* whose) {
    if (!window.contains(minute))
      broken(text, fmt::format("at {}, outside the hours of {}", to_string(minute), whose));
  };
  check(campaign ? house.campaigns : house.reminders, "the house");
  if (text.message.channel == Channel::voice) check(house.voice, "the house for calls");
  for (const auto& row : tx.contact_rules().hours_of(text.donor.organisation)) {
    bool counts = row.hours.kind == HoursKind::voice ? text.message.channel == Channel::voice
                  : campaign                         ? row.hours.kind == HoursKind::campaigns
                                                     : row.hours.kind == HoursKind::reminders;
    if (counts && row.changed_at < text.call.at) check(row.hours.window, "the organisation");
  }
  auto day = text.zone.day_of(text.call.at);
  for (const auto& row : tx.contact_rules().blackouts(system_principal(), day))
    if (row.added_at < text.call.at && row.days.holds(*text.message.purpose, day))
      broken(text, "on a day of " + row.name);
}

// A consent for the night, or a bypass that was in force and that the message names.
void ContactChecker::night(Tx& tx, const Left& text) {
  if (!is_night(witness_.settings().hours, text.call.at, text.zone)) return;
  if (consented(tx, text.donor.id, Purpose::emergency_night, text.call.at)) return;
  if (!text.message.bypass) return broken(text, "at night without consent or bypass");
  auto bypass = tx.bypasses().find(text.message.bypass)->bypass;
  bool held = bypass.opened_at <= text.call.at && text.call.at < bypass.expires_at &&
              (!bypass.ended_at || text.call.at <= *bypass.ended_at);
  if (!held) broken(text, "at night by a bypass that was not in force");
  if (bypass.expires_at - bypass.opened_at > Hours(24)) broken(text, "by a bypass of over a day");
}

void ContactChecker::register_of_numbers(Tx& tx, const Left& text) {
  auto rows = tx.sql().query(
      "select e.channel from dnc_entry e join dnc_list l on l.id = e.list_id where "
      "e.address_index = ? and l.imported_at < ? and (l.retired_at is null or l.retired_at > ?)",
      Blob{text.address.address_index}, text.call.at, text.call.at);
  while (rows.next())
    if (dnc_forbids(witness_.settings().do_not_call, rows.enumerator<DncChannel>(0),
                    text.message.purpose, text.message.channel))
      broken(text, "to a number on the register");
}

void ContactChecker::caps(const Left& text) {
  const auto& caps = witness_.settings().caps;
  auto check = [&](int count, const FrequencyCap& cap, const char* which) {
    if (cap.count > 0 && count > cap.count)
      broken(text, fmt::format("as number {} of at most {} ({})", count, cap.count, which));
  };
  auto own = caps.of(*text.message.purpose);
  check(counted(text, own, true), own, "of its purpose");
  check(counted(text, caps.overall, false), caps.overall, "overall");
  if (text.message.purpose != Purpose::campaigns) return;
  auto lawful = caps.campaign_on(text.message.channel);
  check(counted_to_number(text, lawful), lawful, "of campaigns to the number");
}

int ContactChecker::counted(const Left& text, const FrequencyCap& cap, bool same_purpose) const {
  int count = 0;
  for (const auto& [id, at] : left_) {
    const auto& other = witness_.messages.at(id);
    bool same = !same_purpose || other.purpose == text.message.purpose;
    bool counts = solicits(other) && same && other.donor == text.message.donor &&
                  (id == text.message.id || may_be_on_phone(other.state));
    count += counts && at > text.call.at - cap.window + slack;
  }
  return count;
}

int ContactChecker::counted_to_number(const Left& text, const FrequencyCap& cap) const {
  int count = 0;
  for (const auto& [id, at] : left_) {
    const auto& other = witness_.messages.at(id);
    bool counts = solicits(other) && other.purpose == Purpose::campaigns &&
                  other.channel == text.message.channel && numbers_.at(id) == text.call.to &&
                  (id == text.message.id || may_be_on_phone(other.state));
    count += counts && at > text.call.at - cap.window + slack;
  }
  return count;
}

}  // namespace muster::simulation
