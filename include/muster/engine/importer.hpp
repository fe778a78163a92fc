// SPDX-License-Identifier: Apache-2.0
// Takes donor lists in: reads and checks on the compute lane, writes in chunks, each all or
// nothing. A bad line harms no other; the same file again changes nothing, so an import that was
// cut off is simply repeated. Owned by app; loop thread.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "muster/base/lane.hpp"
#include "muster/domain/blood_group.hpp"
#include "muster/domain/consent.hpp"
#include "muster/engine/context.hpp"
#include "muster/engine/import_row.hpp"
#include "muster/store/principal.hpp"

namespace muster {

inline constexpr std::size_t import_most_bytes = 128u << 20;
inline constexpr std::int64_t import_most_rows = 1'000'000;
inline constexpr std::size_t import_chunk_rows = 500;      // a write job
inline constexpr std::size_t import_shown_problems = 1000;  // all are counted

struct ImportOptions {
  OrganisationId organisation;
  bool dry_run = false;
  // A signed list: all three or none.
  Consents consents;
  std::string proof;      // where it lies
  std::string text_shown;  // what was signed: its version, or the wording itself
  std::optional<Day> on;  // the day it was signed
  // Who typed the groups in the file; only a laboratory's count for the first paging tiers.
  TypingSource typing = TypingSource::self_declared;
  // How all numbers of the file were checked ("called back"); empty: they were not.
  std::string verified;
};

struct ImportResult {
  std::int64_t rows = 0;  // lines with something in them, without the header
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t refused = 0;
  std::int64_t donations = 0;  // entered in the ledger
  std::int64_t consents = 0;   // purposes recorded
  // Of the donors in the file, as they stand now.
  std::int64_t without_consent = 0;  // for no purpose at all: never asked
  std::int64_t without_address = 0;  // no mobile number or e-mail address that works: never asked
  std::int64_t unverified = 0;  // have one, but none is verified: not asked in an emergency
  std::int64_t problem_count = 0;
  std::int64_t note_count = 0;
  ImportProblems problems;  // the first, by line
  ImportProblems notes;  // of lines that were taken: what was not kept
  std::vector<std::string> unused_columns;
  std::vector<std::string> advice;  // who will not be asked, and how to mend it
};

struct ImportChunk;
struct ImportPlan;
class ImportReader;

class Importer {
 public:
  // Keeps what follows from a donor's ledger true, in the transaction that changed it; must store
  // the eligibility too. Empty: only the eligibility is computed and stored. Runs on the writer's
  // thread.
  using Replan = std::function<void(Tx&, const Settings&, DonorId, Instant)>;
  Importer(Context context, Lane& compute, Replan replan);

  // `bytes` is the file. Errors: forbidden, not_found (the organisation), invalid (the options or
  // the header; field: "proof", "on", "line 1, column 3"), too_large; busy, unavailable and io of
  // the store: what was written before stays, and importing the file again goes on.
  asio::awaitable<Result<ImportResult>> donors(Principal who, std::string bytes,
                                               ImportOptions options);
  // For whoever else reads a long file.
  Lane& compute() const { return compute_; }

 private:
  asio::awaitable<Result<ImportResult>> write_all(std::shared_ptr<const ImportPlan> plan,
                                                  std::shared_ptr<ImportReader> reader);
  asio::awaitable<Result<ImportResult>> write_chunk(std::shared_ptr<const ImportPlan> plan,
                                                    std::shared_ptr<const ImportChunk> chunk);
  Context context_;
  Lane& compute_;
  Replan replan_;
};

}  // namespace muster
