// SPDX-License-Identifier: Apache-2.0
// After each step, for every emergency: the invariants I1, I2, I9, I11-I14 of the paging algorithm
// that hold for any rule of waves. (I3, I10 are about messages: message_checker.)
#pragma once
#include <map>

#include "muster/store/pages.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/tx.hpp"
#include "witness.hpp"

namespace muster::simulation {

class PageChecker {
 public:
  explicit PageChecker(Witness& witness) : witness_(witness) {}
  void check(Tx& tx, Instant now);

 private:
  void requests(Tx& tx, Instant now);
  void compare(Tx& tx, const PageRow& row, Instant now);
  void inserted(Tx& tx, const PageRow& row, Instant now);
  void counts(Tx& tx, const RequestRow& request, Instant now);
  void double_booked(Tx& tx, Instant now);

  Witness& witness_;
  Instant checked_{};
  std::map<PageId, PageState> pages_;
  std::map<RequestId, RequestRow> requests_;
};

}  // namespace muster::simulation
