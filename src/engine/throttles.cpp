// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/throttles.hpp"

namespace muster {

void Throttles::apply(const Settings& settings) {
  for (const auto& gateway : settings.gateways) {
    Throttle fresh(gateway.in_flight(), gateway.per_second(), settings.reserve_in_flight);
    auto old = throttles_.find(gateway.name());
    if (old != throttles_.end()) fresh.started(old->second.in_flight());
    throttles_.insert_or_assign(gateway.name(), fresh);
  }
}

Throttle& Throttles::of(std::string_view gateway) {
  auto found = throttles_.find(gateway);
  // A gateway that a reload took away while requests were on the wire: one place, so that it
  // drains.
  if (found == throttles_.end())
    found = throttles_.emplace(std::string(gateway), Throttle(1, 0, 0)).first;
  return found->second;
}

void Throttles::finished(std::string_view gateway) {
  of(gateway).finished(1);
  for (auto& wake : wake_) wake(gateway);
}

int Throttles::in_flight() const {
  int sum = 0;
  for (const auto& [name, throttle] : throttles_) sum += throttle.in_flight();
  return sum;
}

}  // namespace muster
