// SPDX-License-Identifier: Apache-2.0
// Stops of two kinds. Most bind an address, not a donor: whoever has the number is not written to;
// they are kept by blind index only, also when the donor is erased. The others are one donor's own
// wish, whatever number they have. Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/message.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct StopRow {
  StopId id;
  std::string address_index;  // empty: of a donor
  DonorId donor;              // none: of an address
  StopScope scope;
  Instant since{};
  std::string how;  // "reply", "receipt", or who asked the desk and how
  std::string by;   // the actor that entered it; empty: the donor's own word
  std::optional<Instant> lifted_at;
  std::string lifted_how;
  std::string lifted_by;
};

class StopTable {
 public:
  explicit StopTable(Tx& tx) : tx_(tx) {}

  // `came_by` is where it was said. False when a stop at least as wide is in force already.
  bool stop(std::string_view address_index, Channel came_by, const StopScope& scope,
            std::string_view how, Instant now, std::string_view by = {});
  bool stop_donor(DonorId donor, const StopScope& scope, std::string_view how, Instant now,
                  std::string_view by);
  // Ends every stop of the address; those of donors stay. False when there was none.
  bool lift(std::string_view address_index, std::string_view how, Instant now,
            std::string_view by = {});
  // False when it was lifted already.
  bool lift(StopId id, std::string_view how, Instant now, std::string_view by);
  // For a message to that address of that donor; none: whoever it is.
  Stops in_force(std::string_view address_index, DonorId donor = {});
  // The donor's own and those of their addresses, oldest first; lifted ones too when asked.
  std::vector<StopRow> of_donor(DonorId donor, bool lifted = false);

 private:
  Tx& tx_;
};

}  // namespace muster
