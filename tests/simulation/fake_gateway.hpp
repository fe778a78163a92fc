// SPDX-License-Identifier: Apache-2.0
// The gateway and the air behind it, as the daemon meets them: late, failing, forgetful, repeating.
// It knows what no real daemon can know, which text reached which phone how often, and so is the
// witness of every checker. Outlives the daemon's process: what had been handed over before a crash
// is still delivered.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "agenda.hpp"
#include "muster/base/clock.hpp"
#include "muster/base/random.hpp"
#include "muster/gateway/client.hpp"

namespace muster::simulation {

// Shares of 1; 0 is a gateway that never fails.
struct Faults {
  double refused = 0;  // connection refused: nothing left
  double server_error = 0;  // 503, not taken
  double throttled = 0;  // 429 with Retry-After, not taken
  double lost_request = 0;  // nobody answers, not taken
  double lost_answer = 0;  // taken, and the answer is lost
  double undelivered = 0;  // taken, never reaches the phone, and the receipt says so
  double lost_receipt = 0;
  double doubled_receipt = 0;
  double early_receipt = 0;  // before the answer to its own request
  double late_receipt = 0;  // hours later
  Millis latency_least{20};
  Millis latency_most{300};
};

enum class Fate : std::uint8_t {
  taken,
  refused,
  server_error,
  throttled,
  lost_request,
  lost_answer
};

// One request as it left the daemon.
struct WireCall {
  int number = 0;  // in the order of leaving, from 1
  Instant at{};
  std::string key;
  std::string to;
  std::string text;
  Fate fate = Fate::taken;
  bool answered = false;  // the daemon has been told
};

// One text on one phone.
struct Delivery {
  int number = 0;
  Instant at{};
  std::string key;
  std::string to;
  std::string text;
};

class FakeGateway final : public HttpClient {
 public:
  struct Receipt {
    std::string id;
    std::string key;
    std::string status;
  };

  FakeGateway(Agenda& agenda, const Clock& clock, Random& random, bool keyed)
      : agenda_(agenda), clock_(clock), random_(random), keyed_(keyed) {}

  void send(HttpCall call, Done done) override;

  void suffer(Faults faults) { faults_ = faults; }
  const Faults& faults() const { return faults_; }
  // The next request, whatever the shares say.
  void next_fate(Fate fate) { forced_ = fate; }
  void answer_after(Millis latency) { faults_.latency_least = faults_.latency_most = latency; }
  void never_delivers_to(const std::string& number) { unreachable_.insert(number); }

  // The daemon died: nobody hears the answers to what it had sent.
  void forget_callers() {
    ++generation_;
    in_flight_ = 0;
  }
  int in_flight() const { return in_flight_; }

  const std::vector<WireCall>& calls() const { return calls_; }
  const std::vector<Delivery>& deliveries() const { return deliveries_; }

  std::function<void(const WireCall&)> on_call;
  std::function<void(const Delivery&)> on_delivery;
  std::function<void(const Receipt&)> on_receipt;

 private:
  Fate fate();
  Millis latency();
  bool happens(double share) { return share > 0 && random_.uniform() < share; }
  void answer(std::size_t call, int generation, std::shared_ptr<Done> done, TransportResult result);
  TransportResult take(std::size_t call);
  void deliver(const WireCall& call, const std::string& id);
  void receipts(const WireCall& call, const std::string& id, bool delivered);
  void receipt(Millis after, const std::string& id, const std::string& key,
               const std::string& status);

  Agenda& agenda_;
  const Clock& clock_;
  Random& random_;
  bool keyed_;
  Faults faults_;
  std::optional<Fate> forced_;
  std::set<std::string> unreachable_;
  std::map<std::string, std::string> ids_;  // by key: what a keyed gateway answers again
  std::vector<WireCall> calls_;
  std::vector<Delivery> deliveries_;
  int generation_ = 0;
  int in_flight_ = 0;
  int next_id_ = 0;
};

}  // namespace muster::simulation
