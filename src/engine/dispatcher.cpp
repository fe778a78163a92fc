// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/dispatcher.hpp"

#include <algorithm>

namespace muster {
namespace {

// Leases beyond what is on the wire: they hide the time of a commit from the gateway. New ones are
// claimed when half of them are used up: a few big claims cost less than many small ones. No more
// than a few rounds of the gateway: what waits here was decided a while ago.
constexpr int ahead_most = 1'024;
constexpr int ahead_rounds = 16;
// Room beside them for what somebody waits for.
constexpr int answers_ahead = 32;
constexpr Millis retry_after_error{2'000};

// A rate limit is a promise about the wire: nothing is claimed ahead of it. Without keys every
// lease that a crash cuts off is a text nobody can vouch for: no more of them than places.
int ahead_of(const Gateway& gateway) {
  if (gateway.per_second() > 0 || !gateway.honours_keys()) return 0;
  return std::min(ahead_most, ahead_rounds * gateway.in_flight());
}

bool is_halted(const Settings& settings, SendLane lane) {
  return std::find(settings.halted.begin(), settings.halted.end(), lane) != settings.halted.end();
}

}  // namespace

Dispatcher::Dispatcher(Context& context, HttpClient& client, Throttles& throttles,
                       std::vector<SendLane> lanes)
    : context_(context),
      client_(client),
      throttles_(throttles),
      lanes_(std::move(lanes)),
      due_(context.executor, context.clock),
      outcomes_(context.executor, context.clock),
      settle_again_(context.executor, context.clock),
      drained_(context.executor, context.clock) {
  context_.store.subscribe(emergency() ? Topic::emergencies : Topic::messages,
                           [this] { due_.ring(); });
  if (emergency()) context_.page_claim = [this] { return page_claim(); };
  throttles_.on_free([this](std::string_view gateway) {
    launch();
    if (wants_more(gateway)) due_.ring();
  });
}

// Something is due as far as we know, and the leases for this gateway run low.
bool Dispatcher::wants_more(std::string_view name) {
  if (!next_due_ || *next_due_ > context_.clock.now()) return false;
  const auto* gateway = context_.settings.get()->gateway(name);
  return gateway && ready_.waiting(name).routine <= ahead_of(*gateway) / 2;
}

Room Dispatcher::room() {
  Room room;
  auto now = context_.clock.now();
  for (const auto& gateway : context_.settings.get()->gateways) {
    auto& throttle = throttles_.of(gateway.name());
    auto waiting = ready_.waiting(gateway.name());
    int ahead = ahead_of(gateway);
    int places = throttle.available(emergency(), gateway.in_flight(), now) - waiting.all;
    SendSlots free;
    free.all = places + ahead + (ahead > 0 ? answers_ahead : 0);
    if (waiting.routine <= ahead / 2) free.routine = places + ahead;
    if (free.all > 0) room[gateway.name()] = free;
  }
  return room;
}

// What is halted stays queued as it is, and starts where it stopped.
std::vector<SendLane> Dispatcher::open_lanes(const Settings& settings) const {
  auto lanes = lanes_;
  std::erase_if(lanes, [&](SendLane lane) { return is_halted(settings, lane); });
  return lanes;
}

PageClaim Dispatcher::page_claim() {
  auto free = room();
  if (draining_ || free.empty() || open_lanes(*context_.settings.get()).empty()) return {};
  return [this, free](Tx& tx, const Settings& settings, Instant now) {
    auto taken = take_due(tx, settings, lanes_, free, now);
    if (!taken || taken->looked_at == 0) return;
    auto shared = std::make_shared<Taken>(std::move(*taken));
    tx.after_commit([this, shared] { adopt(std::move(*shared)); });
  };
}

void Dispatcher::adopt(Taken taken) {
  for (auto [channel, lane] : taken.dropped)
    context_.metrics.message(lane, channel, MessageState::dropped);
  for (auto& lease : taken.leases) {
    if (lease.bypass) tell_bypassed(lease);
    ready_.push(std::move(lease));
  }
  if (taken.campaigns) check_register(taken.register_of);
  launch();
}

asio::awaitable<bool> Dispatcher::pass() {
  launch();  // a token may have come meanwhile
  auto free = room();
  if (free.empty()) {
    // What is due is not known: claim() looks again when there is room.
    next_due_ = context_.clock.now();
    co_return false;
  }
  auto settings = context_.settings.get();
  auto now = context_.clock.now();
  auto lanes = open_lanes(*settings);
  if (lanes.empty()) {
    next_due_.reset();
    co_return false;
  }
  auto job = [settings, lanes, free, now](Tx& tx) {
    return take_due(tx, *settings, lanes, free, now);
  };
  auto taken = co_await context_.store.write(lanes_.front(), job);
  if (!taken) {
    context_.log.warn("event=claim_failed error={}", quoted(taken.error().text()));
    co_await due_.wait(context_.clock.now() + retry_after_error);
    co_return true;
  }
  next_due_ = taken->next;
  // Something was decided and more may be due: look again at once.
  bool again = taken->looked_at > taken->skipped;
  adopt(std::move(*taken));
  co_return again;
}

asio::awaitable<void> Dispatcher::claim() {
  while (!draining_) {
    bool again = co_await pass();
    if (again) continue;
    auto now = context_.clock.now();
    auto until = next_due_.value_or(Instant::max());
    // Due or claimed, and no gateway has room: a place or a token wakes us.
    if (until <= now || !ready_.empty()) until = next_room(now);
    co_await due_.wait(until);
  }
}

Instant Dispatcher::next_room(Instant now) {
  auto until = now + Seconds(1);
  for (const auto& [name, throttle] : throttles_.all()) {
    auto token = throttles_.of(name).next_token(now, emergency());
    if (token > now) until = std::min(until, token);
  }
  return until;
}

void Dispatcher::launch() {
  auto now = context_.clock.now();
  auto settings = context_.settings.get();
  auto has_place = [&](const Lease& lease) {
    return throttles_.of(lease.gateway).available(emergency(), 1, now) > 0;
  };
  while (!all_full(now)) {
    auto lease = gives_way() ? ready_.take_urgent(has_place) : ready_.take(has_place);
    if (!lease) return;
    // Claimed in its hours or before a halt, and there was no place until now: for the verdict to
    // put off.
    if (!may_leave(lease->hours, now, lease->zone)) {
      decide_again(std::move(*lease), "hours_ended");
    } else if (is_halted(*settings, lease->lane)) {
      decide_again(std::move(*lease), "halted");
    } else {
      throttles_.of(lease->gateway).started(1);
      start(std::move(*lease));
    }
  }
}

// While a job of an emergency is under way what is routine trickles, one text on the wire at a
// time, whose end looks again: pages find the loop, the processors and the gateway free.
bool Dispatcher::gives_way() const {
  return !emergency() && on_the_wire_ > 0 && context_.store.emergencies() > 0;
}

// One gateway is the usual case: then the queue need not be looked through in vain.
bool Dispatcher::all_full(Instant now) {
  if (ready_.empty()) return true;
  if (throttles_.all().size() != 1) return false;
  return throttles_.of(throttles_.all().begin()->first).available(emergency(), 1, now) == 0;
}

void Dispatcher::start(Lease lease) {
  auto settings = context_.settings.get();
  const auto* gateway = settings->gateway(lease.gateway);
  HttpCall call;
  call.urgent = emergency();
  call.request = std::move(lease.http);
  if (gateway) {
    call.timeout = gateway->timeout();
    call.allow_private = gateway->allow_private();
  }
  ++on_the_wire_;
  auto held = std::make_shared<Lease>(std::move(lease));
  client_.send(std::move(call),
               [this, held](TransportResult result) { finish(std::move(*held), result); });
}

asio::awaitable<void> Dispatcher::drain(Instant until) {
  draining_ = true;
  due_.ring();
  // Committed and never started: a restart sends them again under the same key, or lists them.
  while ((on_the_wire_ > 0 || settling_ > 0 || !finished_.empty() || !ready_.empty()) &&
         context_.clock.now() < until) {
    outcomes_.ring();
    co_await drained_.wait(std::min(until, context_.clock.now() + Millis(100)));
  }
}

}  // namespace muster
