// SPDX-License-Identifier: Apache-2.0
// Leases that are committed and wait for a place at their gateway: what somebody waits for first,
// each oldest first. Loop thread.
#pragma once
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "muster/engine/lease.hpp"

namespace muster {

class LeaseQueue {
 public:
  void push(Lease lease) {
    bool routine = is_routine(lease.lane);
    auto& waiting = waiting_[lease.gateway];
    ++waiting.all;
    if (routine) ++waiting.routine;
    (routine ? routine_ : urgent_).push_back(std::move(lease));
  }
  bool empty() const { return urgent_.empty() && routine_.empty(); }
  SendSlots waiting(std::string_view gateway) const {
    auto found = waiting_.find(gateway);
    return found == waiting_.end() ? SendSlots() : found->second;
  }
  // The first that `which` says yes to.
  template <class Which>
  std::optional<Lease> take(Which which) {
    auto lease = take_urgent(which);
    return lease ? std::move(lease) : take_from(routine_, which);
  }
  // Nothing routine.
  template <class Which>
  std::optional<Lease> take_urgent(Which which) {
    return take_from(urgent_, which);
  }

 private:
  template <class Which>
  std::optional<Lease> take_from(std::deque<Lease>& leases, Which which) {
    for (auto at = leases.begin(); at != leases.end(); ++at) {
      if (!which(*at)) continue;
      auto lease = std::make_optional(std::move(*at));
      leases.erase(at);
      auto& waiting = waiting_[lease->gateway];
      --waiting.all;
      if (is_routine(lease->lane)) --waiting.routine;
      return lease;
    }
    return std::nullopt;
  }

  std::deque<Lease> urgent_;
  std::deque<Lease> routine_;
  std::map<std::string, SendSlots, std::less<>> waiting_;  // how many, a gateway
};

}  // namespace muster
