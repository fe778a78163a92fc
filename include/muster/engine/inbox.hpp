// SPDX-License-Identifier: Apache-2.0
// What donors write: stored once under (gateway, external id), matched to the open thing this donor
// was asked, named by domain/reply and applied, all in one transaction. Unclear ones go to a
// person, never to a guess. Jobs.
#pragma once
#include <string>
#include <vector>

#include "muster/engine/settings.hpp"
#include "muster/store/replies.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct ReplyTaken {
  ReplyId id;  // none: this reply was here before
  std::string intent;
  std::string address_index;
  bool stopped = false;  // the address was stopped by it: what is leased to it must be called back
  bool needs_person = false;
  DonorId donor;
};

Result<ReplyTaken> take_reply(Tx& tx, const Settings& settings, const std::string& gateway,
                              const ReplyEvent& event, Instant now);

}  // namespace muster
