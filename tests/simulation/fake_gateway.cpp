// SPDX-License-Identifier: Apache-2.0
#include "fake_gateway.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace muster::simulation {
namespace {

std::string field(const boost::json::object& body, std::string_view name) {
  const auto* value = body.if_contains(name);
  return value ? std::string(value->as_string()) : std::string();
}

TransportResult answered(int status, std::string body) {
  TransportResult result;
  result.transport = Transport::answered;
  result.response.status = status;
  result.response.body = std::move(body);
  return result;
}

}  // namespace

Fate FakeGateway::fate() {
  if (forced_) return *std::exchange(forced_, std::nullopt);
  if (happens(faults_.refused)) return Fate::refused;
  if (happens(faults_.server_error)) return Fate::server_error;
  if (happens(faults_.throttled)) return Fate::throttled;
  if (happens(faults_.lost_request)) return Fate::lost_request;
  if (happens(faults_.lost_answer)) return Fate::lost_answer;
  return Fate::taken;
}

Millis FakeGateway::latency() {
  auto spread = static_cast<std::uint64_t>((faults_.latency_most - faults_.latency_least).count());
  return faults_.latency_least + Millis(static_cast<Millis::rep>(random_.below(spread + 1)));
}

void FakeGateway::send(HttpCall http, Done done) {
  auto body = boost::json::parse(http.request.body).as_object();
  WireCall call;
  call.number = static_cast<int>(calls_.size()) + 1;
  call.at = clock_.now();
  call.key = field(body, "key");
  call.to = field(body, "to");
  call.text = field(body, "text");
  call.fate = fate();
  calls_.push_back(call);
  ++in_flight_;
  if (on_call) on_call(calls_.back());

  auto index = calls_.size() - 1;
  auto generation = generation_;
  auto held = std::make_shared<Done>(std::move(done));
  auto way = latency();
  bool arrives = call.fate == Fate::taken || call.fate == Fate::lost_answer;
  bool answers = call.fate != Fate::lost_request && call.fate != Fate::lost_answer;
  auto back = answers ? clock_.now() + way : clock_.now() + http.timeout;
  auto result = std::make_shared<TransportResult>();
  if (arrives) agenda_.at(clock_.now() + way / 2, [this, index, result] { *result = take(index); });
  agenda_.at(back, [this, index, generation, held, result] {
    switch (calls_[index].fate) {
      case Fate::taken: break;
      case Fate::refused:
        *result = TransportResult();
        result->transport = Transport::not_sent;
        result->error = "connection refused";
        break;
      case Fate::server_error: *result = answered(503, R"({"error":"busy"})"); break;
      case Fate::throttled:
        *result = answered(429, R"({"error":"throttled"})");
        result->response.headers.emplace_back("Retry-After", "7");
        break;
      case Fate::lost_request:
      case Fate::lost_answer:
        *result = TransportResult();
        result->error = "timed out";
        break;
    }
    answer(index, generation, held, std::move(*result));
  });
}

void FakeGateway::answer(std::size_t call, int generation, std::shared_ptr<Done> done,
                         TransportResult result) {
  if (generation != generation_) return;
  --in_flight_;
  calls_[call].answered = true;
  (*done)(std::move(result));
}

// A keyed gateway takes the same key once and answers the second time as it did the first.
TransportResult FakeGateway::take(std::size_t index) {
  const auto call = calls_[index];
  auto known = ids_.find(call.key);
  if (keyed_ && known != ids_.end())
    return answered(202, fmt::format(R"({{"id":"{}"}})", known->second));
  auto id = fmt::format("g-{}", ++next_id_);
  ids_[call.key] = id;
  deliver(call, id);
  return answered(202, fmt::format(R"({{"id":"{}"}})", id));
}

void FakeGateway::deliver(const WireCall& call, const std::string& id) {
  bool reaches = unreachable_.count(call.to) == 0 && !happens(faults_.undelivered);
  if (reaches) {
    Delivery delivery;
    delivery.number = static_cast<int>(deliveries_.size()) + 1;
    delivery.at = clock_.now();
    delivery.key = call.key;
    delivery.to = call.to;
    delivery.text = call.text;
    deliveries_.push_back(delivery);
    if (on_delivery) on_delivery(delivery);
  }
  receipts(call, id, reaches);
}

void FakeGateway::receipts(const WireCall& call, const std::string& id, bool delivered) {
  if (happens(faults_.lost_receipt)) return;
  Millis after = Seconds(2) + latency();
  if (happens(faults_.early_receipt)) after = Millis(0);
  if (happens(faults_.late_receipt)) after = Hours(1 + static_cast<int>(random_.below(20)));
  const std::string last = delivered ? "delivered" : "undelivered";
  // Receipts overtake each other: "sent" may come after "delivered".
  receipt(after + Millis(static_cast<Millis::rep>(random_.below(200))), id, call.key, "sent");
  receipt(after + Millis(100), id, call.key, last);
  if (happens(faults_.doubled_receipt)) receipt(after + Minutes(3), id, call.key, last);
}

void FakeGateway::receipt(Millis after, const std::string& id, const std::string& key,
                          const std::string& status) {
  Receipt one{id, key, status};
  agenda_.at(clock_.now() + after, [this, one] {
    if (on_receipt) on_receipt(one);
  });
}

}  // namespace muster::simulation
