// SPDX-License-Identifier: Apache-2.0
// What the dispatcher takes back before it is on the wire, and what it tells of what it took.
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
  forget_erased(finished_);
  revoke([&](const Lease& lease) { return lease.donor == donor; });
}

// Not refused for good: what is allowed all the same goes a little later.
void Dispatcher::recall(const Recall& what) {
  auto matches = [&](const Lease& lease) { return recalled_by(what, lease); };
  while (auto lease = ready_.take(matches)) decide_again(std::move(*lease), "recalled");
}

void Dispatcher::decide_again(Lease lease, std::string_view why) {
  Outcome outcome;
  outcome.status = SendStatus::retry;
  outcome.reason = why;
  push_finished(std::move(lease), std::move(outcome));
}

void Dispatcher::tell_bypassed(const Lease& lease) {
  context_.metrics.bypassed(lease.channel);
  context_.log.warn("event=page_bypassed message={} request={} bypass={}", lease.message.value(),
                    lease.request.value(), lease.bypass.value());
}

// An old register harms nobody at once, and nobody would look: told once a day.
void Dispatcher::check_register(std::optional<Day> listed_on) {
  auto now = context_.clock.now();
  const auto& policy = context_.settings.get()->do_not_call;
  bool told = register_told_ && now - *register_told_ < Days(1);
  if (told || !dnc_stale(policy, listed_on, Zone::utc().day_of(now))) return;
  register_told_ = now;
  context_.log.warn("event=do_not_call_register_old listed_on={} warn_after={}",
                    listed_on ? to_string(*listed_on) : "none",
                    to_string(Millis(policy.warn_after)));
}

void Dispatcher::revoke_request(RequestId request) {
  revoke([&](const Lease& lease) { return lease.request == request; });
}

}  // namespace muster
