// SPDX-License-Identifier: Apache-2.0
// Leases that are committed and wait for a place at their gateway, oldest first. Loop thread.
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
    ++waiting_[lease.gateway];
    leases_.push_back(std::move(lease));
  }
  bool empty() const { return leases_.empty(); }
  int waiting(std::string_view gateway) const {
    auto found = waiting_.find(gateway);
    return found == waiting_.end() ? 0 : found->second;
  }
  // The oldest that `which` says yes to.
  template <class Which>
  std::optional<Lease> take(Which which) {
    for (auto at = leases_.begin(); at != leases_.end(); ++at) {
      if (!which(*at)) continue;
      auto lease = std::move(*at);
      leases_.erase(at);
      --waiting_[lease.gateway];
      return lease;
    }
    return std::nullopt;
  }

 private:
  std::deque<Lease> leases_;
  std::map<std::string, int, std::less<>> waiting_;  // how many, a gateway
};

}  // namespace muster
