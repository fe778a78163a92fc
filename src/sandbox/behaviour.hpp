// SPDX-License-Identifier: Apache-2.0
// How the sandbox treats what it gets: well, slowly, badly. One table names the keys of the command
// line and of POST /v1/behaviour. Loop thread.
#pragma once
#include <boost/json/object.hpp>
#include <memory>
#include <span>
#include <string>
#include <variant>

#include "muster/base/random.hpp"
#include "muster/base/result.hpp"

namespace muster::sandbox {

struct Behaviour {
  int latency_ms = 0;
  int jitter_ms = 0;
  double fail_503 = 0;
  double fail_429 = 0;
  double fail_400 = 0;
  int retry_after_s = 1;
  double lost = 0;
  double hang = 0;
  int hang_ms = 60'000;
  bool receipts = true;
  int receipt_delay_ms = 200;
  double duplicate_receipts = 0;
  double undelivered = 0;
  bool ignore_keys = false;

  // Must an answer wait, or never come?
  bool delays() const { return latency_ms > 0 || jitter_ms > 0 || lost > 0 || hang > 0; }
};

struct BehaviourField {
  std::string_view name;
  std::string_view help;
  std::variant<int Behaviour::*, double Behaviour::*, bool Behaviour::*> member;
};
std::span<const BehaviourField> behaviour_fields();

boost::json::object to_json(const Behaviour& behaviour);
// Changes only the keys that are there. Error: invalid, with the key; then nothing has changed.
Result<void> change(Behaviour& behaviour, const boost::json::object& keys);
// Rates within 0 and 1, times not negative.
Result<void> check(const Behaviour& behaviour);

// Draws from one seed, in the order of the calls: the same calls meet the same fates.
class Fates {
 public:
  explicit Fates(std::uint64_t seed) : random_(seed) {}
  bool happens(double rate) { return rate > 0 && random_.uniform() < rate; }
  // 0, or the status of a failure.
  int failure(const Behaviour& behaviour);
  int latency_ms(const Behaviour& behaviour);

 private:
  SeededRandom random_;
};

}  // namespace muster::sandbox
