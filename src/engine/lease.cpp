// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/lease.hpp"

#include <fmt/format.h>

#include "muster/domain/retry.hpp"
#include "muster/domain/segments.hpp"
#include "muster/engine/page_log.hpp"
#include "muster/engine/receipts.hpp"
#include "muster/engine/send_facts.hpp"
#include "muster/engine/texts.hpp"
#include "muster/store/bypasses.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/do_not_call.hpp"
#include "muster/store/journal.hpp"
#include "request_bytes.hpp"

namespace muster {
namespace {

// Messages a job: enough to be worth a commit. A page does not wait for the rest of them.
constexpr int batch = 512;
constexpr int a_read = 64;
constexpr Millis decide_again{60'000};

// The idempotency key: one a message and processed try, for ever distinct from other
// installations'.
std::string key_of(const Tx& tx, const MessageRow& message) {
  return fmt::format("{}-{}-{}", tx.install_id(), message.id.value(), message.key_number);
}

Result<OutgoingText> compose(Tx& tx, const Settings& settings, const Gateway& gateway,
                             const DueSend& due, const Zone& zone) {
  const auto& message = due.message;
  auto values = text_values(tx, message, due.donor ? &*due.donor : nullptr, zone);
  const auto& language = due.donor ? due.donor->language : settings.fallback_language;
  bool two_way = gateway.two_way();
  OutgoingText text;
  text.key = key_of(tx, message);
  text.to = due.address->address;
  auto target = message.channel == Channel::email   ? TextTarget::plain
                : message.channel == Channel::voice ? TextTarget::voice
                                                    : TextTarget::sms;
  auto body = settings.wording.render(language, message.kind, two_way, target, values);
  if (!body) return body.error();
  text.text = std::move(*body);
  if (message.channel == Channel::email) {
    auto subject =
        settings.wording.render(language, message.kind, two_way, TextTarget::subject, values);
    if (!subject) return subject.error();
    text.subject = std::move(*subject);
    if (auto html =
            settings.wording.render(language, message.kind, two_way, TextTarget::html, values))
      text.html = std::move(*html);
  }
  return text;
}

class Taker {
 public:
  Taker(Tx& tx, const Settings& settings, Room room, Instant now)
      : tx_(tx), settings_(settings), room_(std::move(room)), now_(now) {}

  void take(const DueSend& due, Taken& taken) {
    const auto& message = due.message;
    ++taken.looked_at;
    auto found = gather(tx_, settings_, due, now_);
    auto verdict = decide(found.facts, now_, found.zone);
    if (verdict.kind == VerdictKind::drop) return drop(message, verdict.reason, taken);
    if (verdict.kind == VerdictKind::defer) {
      tx_.messages().defer(message.id, verdict.until.value_or(now_ + decide_again), verdict.reason,
                           now_);
      return;
    }
    const auto* gateway = settings_.route(message.channel, due.address->address);
    if (!gateway) return drop(message, Reason::no_address, taken);
    auto& room = room_[gateway->name()];
    if (room <= 0) {
      ++taken.skipped;
      return;
    }
    if (start(due, found, *gateway, taken)) --room;
  }

 private:
  void drop(const MessageRow& message, Reason reason, Taken& taken) {
    tx_.messages().drop(message.id, reason, now_);
    // An earlier try may have reached the phone: then the donor is owed what every paged donor is
    // owed.
    if (message.attempts > 0 && tx_.attempts().may_have_left(message.id))
      page_settled(tx_, message.id, MessageState::unknown, now_);
    else
      page_not_sent(tx_, message, now_);
    taken.dropped.emplace_back(message.channel, message.lane);
  }

  bool start(const DueSend& due, const SendCase& found, const Gateway& gateway, Taken& taken) {
    const auto& message = due.message;
    auto http = request_for(due, found.zone, gateway);
    if (!http) {
      // A text that cannot be expressed will not be better later: rejected, with the reason, for a
      // person.
      tx_.messages().start(message.id, gateway.name(), 0, now_);
      tx_.messages().move(message.id, MessageState::rejected, http.error().text(), now_);
      page_not_sent(tx_, message, now_);
      taken.dropped.emplace_back(message.channel, message.lane);
      return false;
    }
    tx_.messages().start(message.id, gateway.name(), segments_, now_);
    AttemptRow attempt;
    attempt.message = message.id;
    attempt.number = message.attempts + 1;
    attempt.key = key_of(tx_, message);
    attempt.gateway = gateway.name();
    attempt.started_at = now_;
    attempt.deadline = now_ + gateway.timeout();
    attempt.request = pack(*http);
    Lease lease;
    lease.attempt = tx_.attempts().insert(attempt);
    lease.message = message.id;
    lease.donor = message.donor;
    lease.lane = message.lane;
    lease.channel = message.channel;
    lease.gateway = gateway.name();
    lease.address_index = due.address->address_index;
    if (message.kind == "emergency_page") lease.request = message.request;
    lease.stop_confirmation = found.facts.stop_confirmation;
    lease.purpose = message.purpose;
    lease.bypass = found.bypass ? found.bypass : message.bypass;
    if (found.bypass) tx_.bypasses().mark(message.id, found.bypass);
    lease.hours = send_hours(found.facts);
    lease.zone = found.zone;
    if (message.purpose == Purpose::campaigns) taken.campaigns = true;
    lease.http = std::move(*http);
    taken.leases.push_back(std::move(lease));
    return true;
  }

  // After an unknown outcome the same bytes go again; otherwise the text is made anew.
  Result<HttpRequest> request_for(const DueSend& due, const Zone& zone, const Gateway& gateway) {
    const auto& message = due.message;
    segments_ = message.segments;
    if (message.attempts > 0) {
      auto last = tx_.attempts().last_of(message.id);
      if (last && !last->request.empty() && last->gateway == gateway.name() &&
          last->key == key_of(tx_, message))
        return unpack(last->request);
    }
    auto text = compose(tx_, settings_, gateway, due, zone);
    if (!text) return text.error();
    if (message.channel == Channel::sms) segments_ = measure_sms(text->text).segments;
    if (message.not_after) text->validity = *message.not_after - now_;
    return gateway.build(*text);
  }

  Tx& tx_;
  const Settings& settings_;
  Room room_;
  Instant now_;
  int segments_ = 0;
};

}  // namespace

namespace {

// Looks at one lane until as many are leased as wanted, in reads of a few: a page waits for what
// one of them takes at most.
void take_lane(Tx& tx, Taker& taker, SendLane lane, Instant now, int wanted, Taken& taken) {
  // Looked at and left as it is, so found again: its gateway has no room.
  const auto skipped_before = taken.skipped;
  for (int reads = 0; reads < batch / a_read; ++reads) {
    int left = std::min(a_read, wanted - static_cast<int>(taken.leases.size()));
    if (left <= 0) return;
    auto found = tx.due_sends().of(lane, now, left, taken.skipped - skipped_before);
    for (const auto& due : found) {
      if (lane != SendLane::emergency && taken.looked_at > 0 && tx.emergency_waits()) return;
      taker.take(due, taken);
    }
    if (static_cast<int>(found.size()) < left) return;
  }
}

}  // namespace

Result<Taken> take_due(Tx& tx, const Settings& settings, const std::vector<SendLane>& lanes,
                       Room room, Instant now) {
  Taken taken;
  taken.leases.reserve(batch);
  int wanted = 0;
  for (const auto& [gateway, count] : room) wanted += count;
  wanted = std::min(wanted, batch);
  Taker taker(tx, settings, std::move(room), now);
  for (auto lane : lanes) take_lane(tx, taker, lane, now, wanted, taken);
  if (!taken.leases.empty()) {
    auto data = fmt::format(R"({{"count":{},"last":{}}})", taken.leases.size(),
                            taken.leases.back().message.value());
    tx.journal().append("system", "message", taken.leases.front().message.value(), "sending", data,
                        now);
  }
  if (taken.campaigns) taken.register_of = tx.do_not_call().newest();
  for (auto lane : lanes)
    if (auto due = tx.messages().next_due(lane))
      taken.next = taken.next ? std::min(*taken.next, *due) : due;
  return taken;
}

namespace {

// Did an earlier try end without anybody knowing what became of it? Then the text may be on the
// phone, and another key would put it there twice.
bool in_doubt(Tx& tx, const Lease& lease) {
  for (const auto& attempt : tx.attempts().of_message(lease.message))
    if (attempt.id != lease.attempt && attempt.finished_at && attempt.status == SendStatus::unknown)
      return true;
  return false;
}

// The state one outcome leads to.
MessageState apply(Tx& tx, const Settings& settings, const Finished& done, bool doubt,
                   Instant now) {
  if (done.outcome.status == SendStatus::accepted)  // nearly all: no look at the row
    return tx.messages().accept(done.lease.message, done.outcome.code, now) ? MessageState::accepted
                                                                            : MessageState::sending;
  auto message = tx.messages().find(done.lease.message);
  if (!message || message->state != MessageState::sending) return MessageState::sending;
  const auto* gateway = settings.gateway(done.lease.gateway);
  bool keyed = gateway && gateway->honours_keys();
  auto outcome = done.outcome;
  if (outcome.status == SendStatus::unknown) {
    if (keyed)
      outcome.status = SendStatus::retry;
    else if (message->lane == SendLane::emergency) {
      // Silence is worse than a second page: it goes again, marked.
      auto again =
          next_attempt(retry_policy(message->lane), message->attempts, outcome, now, done.jitter);
      if (again && tx.messages().send_again(message->id, *again, now)) return MessageState::retry;
    }
  }
  switch (outcome.status) {
    case SendStatus::accepted: break;  // above
    case SendStatus::retry: {
      auto at =
          next_attempt(retry_policy(message->lane), message->attempts, outcome, now, done.jitter);
      bool same_bytes = doubt || done.outcome.status == SendStatus::unknown;
      if (at && tx.messages().retry(message->id, *at, outcome.code, same_bytes, now))
        return MessageState::retry;
      auto end = same_bytes ? MessageState::unknown : MessageState::rejected;
      tx.messages().move(message->id, end, outcome.code, now);
      return end;
    }
    case SendStatus::rejected: {
      // Called back, and yet an earlier try may have arrived.
      auto end =
          doubt && outcome.reason == "revoked" ? MessageState::unknown : MessageState::rejected;
      tx.messages().move(message->id, end, outcome.code, now);
      return end;
    }
    case SendStatus::unknown:
      tx.messages().move(message->id, MessageState::unknown, outcome.code, now);
      return MessageState::unknown;
  }
  return MessageState::unknown;
}

}  // namespace

Result<Settled> settle(Tx& tx, const Settings& settings, const std::vector<Finished>& finished,
                       Instant now) {
  Settled settled;
  int accepted = 0;
  for (const auto& done : finished) {
    // A page waits for one outcome, not for hundreds: the rest has its turn after it.
    if (done.lease.lane != SendLane::emergency && !settled.states.empty() && tx.emergency_waits())
      break;
    bool doubt = done.outcome.status != SendStatus::accepted && in_doubt(tx, done.lease);
    bool keep = done.outcome.status == SendStatus::unknown ||
                (doubt && done.outcome.status == SendStatus::retry);
    tx.attempts().finish(done.lease.attempt, done.outcome, keep, now);
    auto state = apply(tx, settings, done, doubt, now);
    settled.states.push_back(state);
    if (state == MessageState::accepted) ++accepted;
    if (done.outcome.address_dead)
      tx.contact_points().suppress_address(done.lease.address_index, done.outcome.reason, now);
    if (done.lease.lane == SendLane::emergency) page_settled(tx, done.lease.message, state, now);
    if (!done.outcome.provider_id.empty())
      match_early_receipts(tx, done.lease.gateway, done.outcome.provider_id, done.lease.message,
                           now);
  }
  if (!finished.empty()) {
    auto data = fmt::format(R"({{"count":{},"accepted":{}}})", settled.states.size(), accepted);
    tx.journal().append("system", "message", finished.front().lease.message.value(), "settled",
                        data, now);
  }
  return settled;
}

}  // namespace muster
