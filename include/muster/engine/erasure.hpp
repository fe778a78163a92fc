// SPDX-License-Identifier: Apache-2.0
// Erases a person: one transaction for all tables, then leases are called back and the files are
// scrubbed, again and again until it worked, also after a restart. Owned by app; loop thread.
#pragma once
#include <vector>

#include "muster/domain/erasure.hpp"
#include "muster/engine/context.hpp"
#include "muster/engine/dispatcher.hpp"
#include "muster/store/principal.hpp"

namespace muster {

struct EraseWanted {
  DonorId donor;
  ErasureReason reason = ErasureReason::requested;
  SubjectRequestId request;  // closed as done with it; none: there is none
};

struct Erased {
  DonorId donor;
  Instant at{};
  bool already = false;         // it was done before; nothing changed
  std::vector<DonorId> donors;  // with those merged into them
  int messages_dropped = 0;
  int pages_released = 0;
  int consents_ended = 0;
  // Nothing of it is in the files any more; false: it follows within seconds, or as soon as no
  // pages go out.
  bool scrubbed = false;
};

// Inside a job. Errors: forbidden, not_found, conflict (the request is closed or another's; the
// donor stands at a desk).
Result<Erased> erase_donor(Tx& tx, const Principal& who, const EraseWanted& wanted, Instant now);

class Eraser {
 public:
  Eraser(Context& context, std::vector<Dispatcher*> dispatchers);

  // Errors: of erase_donor and of the store.
  asio::awaitable<Result<Erased>> erase(Principal who, EraseWanted wanted);
  // Scrubs what is due, from an earlier run too.
  asio::awaitable<void> run();

 private:
  void committed(const std::vector<DonorId>& donors);
  asio::awaitable<bool> erase_rests();
  asio::awaitable<bool> scrub();

  Context& context_;
  std::vector<Dispatcher*> dispatchers_;
  Alarm alarm_;
  std::vector<DonorId> rests_;  // what comes in late about them is to go too
  bool scrubbing_ = false;
};

}  // namespace muster
