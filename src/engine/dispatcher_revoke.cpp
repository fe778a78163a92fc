// SPDX-License-Identifier: Apache-2.0
// Leases called back before they are on the wire: a stop, a close, an erasure came after their
// commit.
#include "muster/engine/dispatcher.hpp"

namespace muster {

template <class Which>
void Dispatcher::revoke(Which which) {
  while (auto lease = ready_.take(which)) {
    Outcome outcome;
    outcome.status = SendStatus::rejected;
    outcome.reason = "revoked";
    outcome.code = "revoked";
    push_finished(std::move(*lease), std::move(outcome));
  }
}

void Dispatcher::revoke_address(const std::string& address_index) {
  revoke([&](const Lease& lease) {
    return !lease.stop_confirmation && lease.address_index == address_index;
  });
}

void Dispatcher::revoke_donor(DonorId donor) {
  erased_.insert(donor);
  for (auto& done : finished_)
    if (done.lease.donor == donor) done.outcome.provider_id = done.outcome.code = {};
  revoke([&](const Lease& lease) { return lease.donor == donor; });
}

void Dispatcher::revoke_request(RequestId request) {
  revoke([&](const Lease& lease) { return lease.request == request; });
}

}  // namespace muster
