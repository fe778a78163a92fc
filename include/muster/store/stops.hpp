// SPDX-License-Identifier: Apache-2.0
// Stops bind an address, not a donor: whoever has the number is not written to. Kept by blind index
// only, also when the donor is erased. Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string_view>

#include "muster/base/instant.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/message.hpp"
#include "muster/store/tx.hpp"

namespace muster {

class StopTable {
 public:
  explicit StopTable(Tx& tx) : tx_(tx) {}

  // False when a stop at least as wide is in force already.
  bool stop(std::string_view address_index, Channel channel, StopScope scope, std::string_view how,
            Instant now);
  // Ends every stop of the address. False when there was none.
  bool lift(std::string_view address_index, std::string_view how, Instant now);
  // The widest.
  std::optional<StopScope> in_force(std::string_view address_index);

 private:
  Tx& tx_;
};

}  // namespace muster
