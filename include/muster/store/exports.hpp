// SPDX-License-Identifier: Apache-2.0
// Whose rows an export lists, page by page. Part of a Tx: valid only inside its job.
#pragma once
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

class ExportTable {
 public:
  explicit ExportTable(Tx& tx) : tx_(tx) {}

  // Donors of the principal's subtree by id, from after that one on. Erased ones never.
  std::vector<DonorId> donors(const Principal& principal, DonorId after, int limit);

 private:
  Tx& tx_;
};

}  // namespace muster
