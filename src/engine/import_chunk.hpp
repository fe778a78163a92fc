// SPDX-License-Identifier: Apache-2.0
// What one chunk of a donor list comes to: found or new, changed or not. Runs inside a job of the
// store.
#pragma once
#include <vector>

#include "muster/engine/importer.hpp"

namespace muster {

// What is the same for all chunks of one import. Shared by its jobs, never changed.
struct ImportPlan {
  ImportOptions options;
  std::shared_ptr<const Settings> settings;
  Importer::Replan replan;
  std::string actor;
  Instant now{};
  Day today;
  Instant consent_at{};
};

// Counts and problems of the chunk alone. With `dry_run` nothing is written.
Result<ImportResult> import_chunk(Tx& tx, const ImportPlan& plan,
                                  const std::vector<ImportRow>& rows);

}  // namespace muster
