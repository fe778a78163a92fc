// SPDX-License-Identifier: Apache-2.0
#include "reminder_answer.hpp"

#include <fmt/format.h>

#include "muster/engine/planner.hpp"
#include "muster/engine/service_text.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/sessions.hpp"
#include "muster/store/steps.hpp"

namespace muster {
namespace {

constexpr Days later_by{14};

void send(Tx& tx, const Settings& settings, const ReminderReply& reply, std::string_view kind,
          Instant now, SessionId session = {}, std::string detail = {}) {
  ServiceText text;
  text.donor = reply.donor;
  text.contact_point = reply.contact_point;
  text.kind = kind;
  text.dedupe = fmt::format("reply-{}", reply.reply.value());
  text.reply = reply.reply;
  text.session = session;
  text.detail = std::move(detail);
  queue_text(tx, settings, text, now);
}

ReminderAnswer yes(Tx& tx, const Settings& settings, const ReminderReply& reply, Instant now) {
  auto id = reply.question ? reply.question->session : SessionId();
  auto session = id ? tx.sessions().find(id) : std::nullopt;
  if (!session || session->starts_at <= now) {
    send(tx, settings, reply, "unclear_noted", now);
    return {session ? "session_past" : "yes_without_question", true};
  }
  auto own = tx.sessions().booking(id, reply.donor);
  bool has_place = own && own->state == BookingState::booked;
  if (!has_place && session->capacity > 0 && tx.sessions().booked(id) >= session->capacity) {
    send(tx, settings, reply, "unclear_noted", now);
    return {"session_full", true};
  }
  tx.sessions().book(id, reply.donor, BookingState::booked, now);
  // The booking moves the steps that hang on a session and ends those for the silent.
  replan(tx, settings, reply.donor, now);
  send(tx, settings, reply, "reminder_yes", now, id);
  return {"booked", false};
}

// The place that the question was about, else the next one. Said before that session is over, a no
// is about it: nobody waits for an outcome. Said later, or by who stands at the desk, it is about
// something else: they may have given, and the hold stays.
void give_up_place(Tx& tx, const Settings& settings, const ReminderReply& reply, Instant now) {
  const auto asked = reply.question ? reply.question->session : SessionId();
  auto booking = asked ? tx.sessions().booking(asked, reply.donor) : std::nullopt;
  if (!booking) booking = tx.sessions().coming_booking(reply.donor, now);
  if (!booking || booking->state != BookingState::booked) return;
  if (tx.sessions().look(booking->session)->ends_at <= now) return;
  tx.sessions().book(booking->session, reply.donor, BookingState::cancelled, now);
  tx.ledger().drop_hold(reply.donor, booking->session,
                        {fmt::format("donor:{}", reply.donor.value()), "cancelled", now});
  replan(tx, settings, reply.donor, now);
}

ReminderAnswer no(Tx& tx, const Settings& settings, const ReminderReply& reply, Instant now) {
  give_up_place(tx, settings, reply, now);
  tx.steps().stop_all(reply.donor, Reason::answered, now);
  tx.messages().drop_queued_steps(reply.donor, Reason::answered, now);
  send(tx, settings, reply, "reminder_no", now);
  return {"declined", false};
}

ReminderAnswer later(Tx& tx, const Settings& settings, const ReminderReply& reply, Instant now) {
  auto donor = tx.donors().find(reply.donor);
  auto zone = zone_of(tx, *donor);
  auto until = zone.day_of(now) + later_by;
  tx.donors().snooze(reply.donor, zone.at(until, MinuteOfDay(0)), now);
  send(tx, settings, reply, "reminder_later", now, {}, to_string(until));
  return {"snoozed", false};
}

// A donor's own word is a hold, never an entry in the ledger as given (F2, N21).
ReminderAnswer already(Tx& tx, const Settings& settings, const ReminderReply& reply, Instant now) {
  auto donor = tx.donors().find(reply.donor);
  Donation donation;
  donation.outcome = DonationOutcome::self_reported;
  donation.on = zone_of(tx, *donor).day_of(now);
  tx.ledger().add_donation(reply.donor, donor->organisation, donation, "reply", now);
  replan(tx, settings, reply.donor, now);
  tx.messages().drop_queued_steps(reply.donor, Reason::outcome_pending, now);
  send(tx, settings, reply, "already_noted", now);
  return {"hold_until_desk_enters", false};
}

}  // namespace

ReminderAnswer answer_reminder(Tx& tx, const Settings& settings, const ReminderReply& reply,
                               Instant now) {
  switch (reply.reading.intent) {
    case Intent::yes: return yes(tx, settings, reply, now);
    case Intent::no:
    case Intent::cancel: return no(tx, settings, reply, now);
    case Intent::later: return later(tx, settings, reply, now);
    case Intent::already: return already(tx, settings, reply, now);
    case Intent::question:
      send(tx, settings, reply, "question_noted", now);
      return {"question", true};
    default: break;
  }
  send(tx, settings, reply, "unclear_noted", now);
  return {"unclear", true};
}

}  // namespace muster
