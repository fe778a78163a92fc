// SPDX-License-Identifier: Apache-2.0
// What one chunk of a list comes to: found or new, changed or not. Runs inside a job of the store.
#pragma once
#include <vector>

#include "muster/engine/importer.hpp"
#include "muster/store/donors.hpp"

namespace muster {

// What is the same for all chunks of one import. Shared by its jobs, never changed.
struct ImportPlan {
  ImportOptions options;
  ImportColumns columns;
  std::shared_ptr<const Settings> settings;
  Importer::Replan replan;
  Principal who;
  std::string actor;
  Instant now{};
  Zone zone = Zone::utc();  // the organisation's
  Day today;
  Instant consent_at{};
};

// Counts and problems of the chunk alone. With `dry_run` nothing is written.
Result<ImportResult> import_chunk(Tx& tx, const ImportPlan& plan,
                                  const std::vector<ImportRow>& rows);

// A row that cannot be written, by the cell that is to blame.
ImportProblem refusal(const ImportPlan& plan, const ImportRow& row, ImportField field,
                      std::string value, std::string reason, std::string cure);

// After a change of a donor's ledger: the eligibility, and all that follows from it.
void replan_imported(Tx& tx, const ImportPlan& plan, const DonorRow& donor);

}  // namespace muster
