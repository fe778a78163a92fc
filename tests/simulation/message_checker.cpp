// SPDX-License-Identifier: Apache-2.0
#include "message_checker.hpp"

#include <fmt/format.h>

#include "../../src/store/sql.hpp"
#include "legal_steps.hpp"
#include "muster/base/sealing.hpp"
#include "muster/engine/planner.hpp"
#include "muster/store/attempts.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/sessions.hpp"
#include "muster/store/steps.hpp"
#include "muster/store/stops.hpp"

namespace muster::simulation {
namespace {

std::string describe(const MessageRow& row) {
  return fmt::format("message {} ({}, donor {}, {}, attempt {})", row.id.value(), row.kind,
                     row.donor.value(), name(row.state), row.attempts);
}

Consents in_force(Tx& tx, DonorId donor) {
  Consents consents;
  for (const auto& row : tx.consents().of_donor(donor))
    if (!row.withdrawn_at) consents.give(row.purpose);
  return consents;
}

// The donor did not write START; the desk lifted every stop of the number for them.
bool lifted_at_the_desk(Tx& tx, const std::string& number) {
  auto index = tx.sealer().blind_index(number);
  if (!tx.stops().in_force(index).none()) return false;
  auto rows = tx.sql().query(
      "select 1 from stop where address_index = ? and lifted_by = 'token:desk' limit 1",
      Blob{index});
  return rows.next();
}

}  // namespace

void MessageChecker::check(Tx& tx, Instant now, bool idle) {
  std::vector<MessageId> changed;
  {
    auto rows =
        tx.sql().query("select id from message where changed_at >= ? order by id", checked_);
    while (rows.next()) changed.push_back(rows.id<MessageId>(0));
  }
  checked_ = now;
  std::erase_if(stopped_,
                [&](const std::string& number) { return lifted_at_the_desk(tx, number); });
  for (auto id : changed) compare(tx, *tx.messages().find(id), now);
  for (; calls_checked_ < witness_.gateway().calls().size(); ++calls_checked_)
    left(tx, witness_.gateway().calls()[calls_checked_]);
  asleep(tx, now);
  if (idle) waiting(tx, now);
}

void MessageChecker::compare(Tx& tx, const MessageRow& row, Instant now) {
  auto known = witness_.messages.find(row.id);
  auto from = known == witness_.messages.end() ? MessageState::queued : known->second.state;
  if (!reachable(from, row.state))
    witness_.broken(now, fmt::format("{} cannot come from {}", describe(row), name(from)));
  int before = known == witness_.messages.end() ? 0 : known->second.attempts;
  if (row.attempts > before) attempted(tx, row, now);
  witness_.messages[row.id] = row;
}

// Judged by the time of the attempt: a kill may lie between it and this look.
void MessageChecker::attempted(Tx& tx, const MessageRow& row, Instant looked) {
  auto attempt = tx.attempts().last_of(row.id);
  if (!attempt) return witness_.broken(looked, describe(row) + " has no attempt");
  auto now = attempt->started_at;
  auto address = tx.contact_points().find(row.contact_point);
  if (!address) return witness_.broken(now, describe(row) + " went to no address");
  auto stops = tx.stops().in_force(address->address_index, row.donor);
  if (row.kind != "stop_confirmed" && stops.forbid(row.channel, row.purpose))
    witness_.broken(now, describe(row) + " was attempted after a stop");
  if (address->suppressed_at && *address->suppressed_at < now)
    witness_.broken(now,
                    describe(row) + " went to a suppressed address: " + address->suppressed_reason);
  if (row.not_after && *row.not_after < now)
    witness_.broken(now, describe(row) + " was of no use any more");
  if (row.purpose && row.kind != "stand_down") attempted_for_purpose(tx, row, now);
}

void MessageChecker::attempted_for_purpose(Tx& tx, const MessageRow& row, Instant now) {
  auto donor = tx.donors().find(row.donor);
  auto zone = zone_of(tx, *donor);
  auto consents = in_force(tx, row.donor);
  const auto& hours = witness_.settings().hours;
  if (!consents.has(*row.purpose))
    witness_.broken(now,
                    fmt::format("{} without consent for {}", describe(row), name(*row.purpose)));
  if (donor->snoozed_until && *donor->snoozed_until > now && !row.bypass)
    witness_.broken(now, describe(row) + " was snoozed");

  auto product = Product::whole_blood;
  auto day = zone.day_of(now);
  if (row.request) {
    auto request = tx.requests().find(row.request);
    product = request->product;
    if (request->closed_at && *request->closed_at < now)
      witness_.broken(now, describe(row) + " was attempted after the close");
    if (is_night(hours, now, zone) && !consents.has(Purpose::emergency_night) && !row.bypass)
      witness_.broken(now, describe(row) + " at night without consent for it or a bypass");
    auto point = tx.contact_points().find(row.contact_point);
    bool reached = point->reached_at && now - *point->reached_at < Days(365);
    if (!point->verified_at && !reached)
      witness_.broken(now, describe(row) + " went to an unverified address");
  } else if (const auto& window =
                 row.purpose == Purpose::campaigns ? hours.campaigns : hours.reminders;
             !window.contains(zone.minute_of(now))) {
    witness_.broken(now, describe(row) + " was attempted in quiet hours");
  }
  if (row.session) {
    auto session = tx.sessions().find(row.session);
    day = Zone::named(session->zone).value().day_of(session->starts_at);
  }
  const auto& rules = witness_.settings().rules;
  auto eligibility = eligible_on(rules, tx.ledger().ledger(*donor), product);
  // Red cells are made of whole blood where no machine takes them alone.
  bool from_blood =
      product == Product::red_cells &&
      eligible_on(rules, tx.ledger().ledger(*donor), Product::whole_blood).accepts(day);
  if (!from_blood && !eligibility.accepts(day))
    witness_.broken(now, fmt::format("{} to somebody who may not give on {}: {}", describe(row),
                                     to_string(day), eligibility.detail));
}

// What a phone hears in the night counts, not when it was claimed.
void MessageChecker::left(Tx& tx, const WireCall& call) {
  auto id = message_of(call.key);
  auto row = id ? witness_.messages.find(*id) : witness_.messages.end();
  if (row == witness_.messages.end())
    return witness_.broken(call.at, "a request without a message: " + call.key);
  const auto& message = row->second;
  if (message.purpose != Purpose::reminders) return;
  auto zone = zone_of(tx, *tx.donors().find(message.donor));
  if (!witness_.settings().hours.reminders.contains(zone.minute_of(call.at)))
    witness_.broken(call.at, describe(message) + " left in quiet hours");
}

// Whoever should have woken by now has.
void MessageChecker::asleep(Tx& tx, Instant now) {
  if (auto due = tx.steps().next_due(); due && *due <= now)
    witness_.broken(now, "a step is due and nobody takes it");
  if (auto due = tx.requests().next_wake(); due && *due <= now)
    witness_.broken(now, "a request is to be planned and nobody does");
}

// With nothing on the wire and no limit of rate, whatever is due has gone, and nothing is half
// sent.
void MessageChecker::waiting(Tx& tx, Instant now) {
  auto rows = tx.sql().query(
      "select id from message where state = 1 or (state in (0, 3) and due_at <= ?) limit 1", now);
  if (rows.next()) {
    MessageId id(rows.integer(0));
    witness_.broken(now, fmt::format("message {} waits for nothing", id.value()));
  }
}

void MessageChecker::leaving(const WireCall& call) {
  auto id = message_of(call.key);
  auto known = id ? witness_.messages.find(*id) : witness_.messages.end();
  bool confirmation = false;
  if (known != witness_.messages.end()) {
    const auto& row = known->second;
    confirmation = row.kind == "stop_confirmed";
    if (row.state == MessageState::accepted || is_final(row.state))
      witness_.broken(call.at, describe(row) + " left again after its outcome was known");
  }
  // A message not seen at rest yet was made in this very step: the confirmation of a stop is the
  // only one allowed.
  if (stopped_.count(call.to) > 0 && known != witness_.messages.end() && !confirmation)
    witness_.broken(call.at, "a text left to a stopped number: " + call.text);
}

}  // namespace muster::simulation
