// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/lease.hpp"

#include <fmt/format.h>

#include "muster/domain/segments.hpp"
#include "muster/engine/page_log.hpp"
#include "muster/engine/send_facts.hpp"
#include "muster/engine/texts.hpp"
#include "muster/store/bypasses.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/do_not_call.hpp"
#include "muster/store/journal.hpp"
#include "request_bytes.hpp"

namespace muster {
namespace {

// Messages a job: enough to be worth a commit. A page does not wait for the rest of the texts, and
// for no more than so many other pages.
constexpr int texts_a_job = 512;
constexpr int pages_a_job = 128;
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
    auto& places = room_[gateway->name()];
    if (places.of(message.lane) <= 0) {
      ++taken.skipped;
      return;
    }
    if (!start(due, found, *gateway, taken)) return;
    --places.all;
    if (is_routine(message.lane)) --places.routine;
  }

  int left(SendLane lane) const {
    int sum = 0;
    for (const auto& [gateway, places] : room_) sum += std::max(0, places.of(lane));
    return sum;
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

// Leases of one lane, found in reads of a few: a page waits for what one of them takes at most.
void take_lane(Tx& tx, const Settings& settings, Taker& taker, SendLane lane, Instant now,
               Taken& taken) {
  const auto most = lane == SendLane::emergency ? pages_a_job : texts_a_job;
  // Looked at and left as it is, so found again: its gateway has no room.
  const auto skipped_before = taken.skipped;
  auto enough = [&] {
    return static_cast<int>(taken.leases.size()) >= most || taker.left(lane) <= 0 ||
           (lane != SendLane::emergency && taken.looked_at > 0 && tx.emergency_waits());
  };
  for (int reads = 0; reads < texts_a_job / a_read && !enough(); ++reads) {
    // With several gateways more than there is room for: some may be another's.
    int limit = settings.gateways.size() > 1 ? a_read : std::min(a_read, taker.left(lane));
    auto found = tx.due_sends().of(lane, now, limit, taken.skipped - skipped_before);
    for (const auto& due : found) {
      if (enough()) return;
      taker.take(due, taken);
    }
    if (static_cast<int>(found.size()) < limit) return;
  }
}

}  // namespace

Result<Taken> take_due(Tx& tx, const Settings& settings, const std::vector<SendLane>& lanes,
                       Room room, Instant now) {
  Taken taken;
  Taker taker(tx, settings, std::move(room), now);
  for (auto lane : lanes) take_lane(tx, settings, taker, lane, now, taken);
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

}  // namespace muster
