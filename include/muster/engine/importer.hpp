// SPDX-License-Identifier: Apache-2.0
// Takes lists in (donors, donations, deferrals, consents): reads and checks on the compute lane,
// writes in chunks, each all or nothing. A bad line harms no other; the same file again changes
// nothing, so an import that was cut off is simply repeated. Owned by app; loop thread.
#pragma once
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "muster/base/lane.hpp"
#include "muster/base/task_group.hpp"
#include "muster/domain/blood_group.hpp"
#include "muster/domain/consent.hpp"
#include "muster/engine/context.hpp"
#include "muster/engine/import_result.hpp"
#include "muster/store/principal.hpp"

namespace muster {

inline constexpr std::size_t import_most_bytes = 128u << 20;
inline constexpr std::int64_t import_most_rows = 1'000'000;
inline constexpr std::size_t import_chunk_rows = 500;  // a write job
inline constexpr std::size_t import_most_running = 2;  // in the background: each holds its file
inline constexpr std::size_t import_kept_runs = 4;  // whose results can be asked for

struct ImportOptions {
  ImportKind kind = ImportKind::donors;
  OrganisationId organisation;
  bool dry_run = false;
  bool rejects = false;  // the answer shall carry all of them
  std::optional<CsvEncoding> encoding;  // none: found out
  ImportMapping mapping;
  // A signed list of donors: all three or none.
  Consents consents;
  std::string proof;      // where it lies
  std::string text_shown;  // what was signed: its version, or the wording itself
  std::optional<Day> on;  // the day it was signed
  // Who typed the groups in the file; only a laboratory's count for the first paging tiers.
  TypingSource typing = TypingSource::self_declared;
  // How all numbers of the file were checked ("called back"); empty: they were not.
  std::string verified;
};

// How far an import has come.
struct ImportProgress {
  std::int64_t rows = 0;       // written, or in a dry run looked at
  std::size_t bytes = 0;       // of the file, read
  std::size_t file_bytes = 0;
};

// An import in the background, and for a while after it.
struct ImportRun {
  std::string id;
  std::string actor;  // who started it: nobody else sees it
  bool dry_run = false;
  ImportProgress progress;
  std::optional<Result<ImportResult>> result;  // none: it runs
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
  asio::awaitable<Result<ImportResult>> take(Principal who, std::string bytes,
                                             ImportOptions options);

  // The same without waiting for it. Returns the run's id. Errors: busy (others run), forbidden,
  // too_large; all else is the run's result.
  Result<std::string> start(Principal who, std::string bytes, ImportOptions options);
  // nullptr: none of that id, or not theirs.
  std::shared_ptr<const ImportRun> run(const Principal& who, std::string_view id) const;
  // Until the run is over or another hundredth of its file is read, at most 5 s.
  asio::awaitable<void> wait(std::shared_ptr<const ImportRun> run);
  // Lets what runs end after its present chunk. No start() after it.
  asio::awaitable<void> stop();

  // For answers that are too big to be made on the loop.
  Lane& compute() { return compute_; }

 private:
  using Watch = std::shared_ptr<ImportProgress>;
  asio::awaitable<Result<ImportResult>> take(Principal who, std::string bytes,
                                             ImportOptions options, Watch watch);
  asio::awaitable<void> finish(std::shared_ptr<ImportRun> run, Principal who, std::string bytes,
                               ImportOptions options);
  asio::awaitable<Result<ImportResult>> write_all(std::shared_ptr<const ImportPlan> plan,
                                                  std::shared_ptr<ImportReader> reader,
                                                  Watch watch);
  asio::awaitable<Result<ImportResult>> write_chunk(std::shared_ptr<const ImportPlan> plan,
                                                    std::shared_ptr<const ImportChunk> chunk);
  void tell_waiting();

  Context context_;
  Lane& compute_;
  Replan replan_;
  std::deque<std::shared_ptr<ImportRun>> runs_;  // oldest first
  std::set<asio::steady_timer*> waiting_;
  TaskGroup tasks_;
  bool stopping_ = false;
};

}  // namespace muster
