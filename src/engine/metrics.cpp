// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <tuple>

namespace muster {

struct Metrics::Inner {
  using Counters = prometheus::Family<prometheus::Counter>;
  using Gauges = prometheus::Family<prometheus::Gauge>;

  prometheus::Registry registry;
  Counters& messages = counters("muster_messages_total", "Messages that reached a state");
  Counters& pages = counters("muster_pages_total", "Pages that reached a state");
  Counters& replies = counters("muster_replies_total", "Replies of donors by intent");
  Counters& bypassed =
      counters("muster_bypassed_total", "Pages sent because of an emergency bypass");
  Counters& refused =
      counters("muster_hooks_refused_total", "Hooks refused, by gateway and reason");
  Counters& late = counters("muster_loop_turns_late_total", "Turns of the loop over 10 ms");
  Gauges& queue = gauges("muster_write_queue_jobs", "Jobs that wait for the writer");
  Gauges& subjects =
      gauges("muster_subject_requests_open", "Data subjects' requests that are not closed");
  Gauges& flight = gauges("muster_gateway_in_flight", "Requests on the wire");
  // Family::Add looks labels up by hash under a lock: kept for the hot ones.
  std::map<std::tuple<SendLane, Channel, MessageState>, prometheus::Counter*> message_cache;

  Counters& counters(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
  }
  Gauges& gauges(const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
  }
};

Metrics::Metrics() : inner_(std::make_unique<Inner>()) {}
Metrics::~Metrics() = default;

void Metrics::message(SendLane lane, Channel channel, MessageState state) {
  auto& counter = inner_->message_cache[{lane, channel, state}];
  if (!counter)
    counter = &inner_->messages.Add({{"lane", std::string(name(lane))},
                                     {"channel", std::string(name(channel))},
                                     {"state", std::string(name(state))}});
  counter->Increment();
}

void Metrics::page(PageState state) {
  inner_->pages.Add({{"state", std::string(name(state))}}).Increment();
}

void Metrics::reply(std::string_view intent) {
  inner_->replies.Add({{"intent", std::string(intent)}}).Increment();
}

void Metrics::bypassed(Channel channel) {
  inner_->bypassed.Add({{"channel", std::string(name(channel))}}).Increment();
}

void Metrics::hook_refused(std::string_view gateway, std::string_view why) {
  inner_->refused.Add({{"gateway", std::string(gateway)}, {"why", std::string(why)}}).Increment();
}

void Metrics::loop_turn_late() { inner_->late.Add({}).Increment(); }

void Metrics::write_queue(std::size_t jobs) {
  inner_->queue.Add({}).Set(static_cast<double>(jobs));
}

void Metrics::in_flight(std::string_view gateway, int count) {
  inner_->flight.Add({{"gateway", std::string(gateway)}}).Set(count);
}

void Metrics::subject_requests(std::int64_t overdue, std::int64_t in_time) {
  inner_->subjects.Add({{"overdue", "true"}}).Set(static_cast<double>(overdue));
  inner_->subjects.Add({{"overdue", "false"}}).Set(static_cast<double>(in_time));
}

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(inner_->registry.Collect());
}

}  // namespace muster
