// SPDX-License-Identifier: Apache-2.0
// Claims due messages of its lanes, hands their requests to the gateways and commits what came of
// them. Two run in the daemon: one for emergencies, one for the rest, so that no reminder is ever
// in a page's way. Loop thread.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "muster/engine/context.hpp"
#include "muster/engine/lease_queue.hpp"
#include "muster/engine/throttles.hpp"
#include "muster/gateway/client.hpp"

namespace muster {

class Dispatcher {
 public:
  Dispatcher(Context& context, HttpClient& client, Throttles& throttles,
             std::vector<SendLane> lanes);

  // Claims and sends; ends when cancelled.
  asio::awaitable<void> claim();
  // Commits outcomes; ends after `drain` when nothing is on the wire any more.
  asio::awaitable<void> settle_outcomes();
  // No new claims; resumes when all that was on the wire is settled or `until` has come.
  asio::awaitable<void> drain(Instant until);

  // Takes back what is committed and not yet on the wire: the address was stopped, or the request
  // closed.
  void revoke_address(const std::string& address_index);
  void revoke_request(RequestId request);
  // What is leased against a new promise is decided again.
  void recall(const Recall& what);
  // Erased: what the gateway still says of texts on the wire keeps no id of theirs.
  void revoke_donor(DonorId donor);
  std::size_t on_the_wire() const { return on_the_wire_; }

 private:
  PageClaim page_claim();
  void adopt(Taken taken);
  bool emergency() const { return lanes_.front() == SendLane::emergency; }
  Room room();
  bool wants_more(std::string_view name);
  std::vector<SendLane> open_lanes(const Settings& settings) const;
  asio::awaitable<bool> pass();
  void launch();
  bool gives_way() const;
  bool all_full(Instant now);
  Instant next_room(Instant now);
  void decide_again(Lease lease, std::string_view why);
  void tell_bypassed(const Lease& lease);
  void check_register(std::optional<Day> listed_on);
  void start(Lease lease);
  void finish(Lease lease, const TransportResult& result);
  void push_finished(Lease lease, Outcome outcome);
  void tell_settled(std::vector<Finished>& batch, const Settled& settled);
  void forget_erased(std::vector<Finished>& outcomes) const;
  template <class Which>
  void revoke(Which which);

  Context& context_;
  HttpClient& client_;
  Throttles& throttles_;
  std::vector<SendLane> lanes_;
  Alarm due_;
  Alarm outcomes_;
  Alarm settle_again_;
  Alarm drained_;
  LeaseQueue ready_;
  std::vector<Finished> finished_;
  std::size_t on_the_wire_ = 0;
  std::size_t settling_ = 0;  // outcomes in a job that is not committed
  std::set<DonorId> erased_;  // in this run
  std::optional<Instant> next_due_;
  bool draining_ = false;
  std::optional<Instant> register_told_;  // when the log last said that the register is old
};

}  // namespace muster
