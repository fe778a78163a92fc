// SPDX-License-Identifier: Apache-2.0
// Addresses that nothing goes to any more, and those that a person took up again. Part of a Tx:
// valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/store/contact_points.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

class SuppressionTable {
 public:
  explicit SuppressionTable(Tx& tx) : tx_(tx) {}

  // Of the principal's subtree, by id, after that one.
  std::vector<ContactPointRow> list(const Principal& who, ContactPointId after, int limit);
  // Texts go there again; who said so and why is kept. False when it was not suppressed.
  bool restore(ContactPointId id, std::string_view reason, std::string_view by, Instant now);
  // Somebody else answered there: the donor has to prove it anew.
  void unverify(ContactPointId id);

 private:
  Tx& tx_;
};

}  // namespace muster
