// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/importer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include "import_chunk.hpp"
#include "import_reader.hpp"
#include "import_total.hpp"
#include "muster/store/organisations.hpp"

namespace muster {
namespace {

Result<void> may_import(const Principal& who, const std::string& bytes) {
  if (who.role != Role::system && who.role != Role::admin && who.role != Role::coordinator)
    return Error(ErrorKind::forbidden, "only coordinators and admins import lists");
  if (bytes.size() > import_most_bytes)
    return Error(ErrorKind::too_large,
                 fmt::format("the file is larger than {} MiB: split it", import_most_bytes >> 20));
  return {};
}

Result<OrganisationRow> owner(Tx& tx, const Principal& who, OrganisationId id) {
  auto organisation = tx.organisations().find(id);
  // What somebody may not see does not exist for them.
  if (!organisation || !who.sees(organisation->path)) return not_found("no such organisation");
  return std::move(*organisation);
}

Result<void> check_consent(const ImportOptions& options, Day today) {
  if (options.consents.none()) {
    if (!options.proof.empty() || options.on)
      return invalid("consent", "say which purposes the list is the proof of");
    return {};
  }
  if (options.kind != ImportKind::donors)
    return invalid("consent", "a signed list is one of donors; consents have a list of their own");
  if (options.proof.empty())
    return invalid("proof", "consent must be provable: say where the signed list lies");
  if (!options.on) return invalid("on", "say on which day the list was signed");
  if (*options.on > today) return invalid("on", "the day the list was signed lies in the future");
  return {};
}

Result<void> set_days(ImportPlan& plan, std::string_view zone_name) {
  if (const auto named = Zone::named(zone_name)) plan.zone = *named;
  plan.today = plan.zone.day_of(plan.now);
  if (plan.options.on) plan.consent_at = plan.zone.at(*plan.options.on, MinuteOfDay(0));
  return check_consent(plan.options, plan.today);
}

Error cut_off(const ImportResult& so_far, const Error& error) {
  return Error(
      error.kind(),
      fmt::format("stopped after {} lines, which stay: import the file again to go on ({})",
                  so_far.rows, error.message()),
      error.field());
}

}  // namespace

Importer::Importer(Context context, Lane& compute, Replan replan)
    : context_(std::move(context)),
      compute_(compute),
      replan_(std::move(replan)),
      tasks_(context_.executor) {}

asio::awaitable<Result<ImportResult>> Importer::take(Principal who, std::string bytes,
                                                     ImportOptions options) {
  auto unwatched = std::make_shared<ImportProgress>();
  auto taking = take(std::move(who), std::move(bytes), std::move(options), unwatched);
  co_return co_await std::move(taking);
}

asio::awaitable<Result<ImportResult>> Importer::take(Principal who, std::string bytes,
                                                     ImportOptions options, Watch watch) {
  if (auto may = may_import(who, bytes); !may) co_return may.error();
  auto find_owner = [who, id = options.organisation](Tx& tx) { return owner(tx, who, id); };
  auto organisation = co_await context_.store.read(find_owner);
  if (!organisation) co_return organisation.error();
  const auto plan = std::make_shared<ImportPlan>();
  plan->options = std::move(options);
  plan->settings = context_.settings.get();
  plan->replan = replan_;
  plan->who = who;
  plan->actor = who.actor;
  plan->now = context_.clock.now();
  if (auto fine = set_days(*plan, organisation->zone); !fine) co_return fine.error();

  auto reader =
      std::make_shared<ImportReader>(std::move(bytes), plan->settings, plan->options, plan->today);
  watch->file_bytes = reader->file_bytes();
  auto open = [reader] { return reader->open(); };
  auto opened = co_await run_on(compute_, open);
  if (!opened) co_return opened.error();
  plan->columns = reader->columns();
  co_return co_await write_all(plan, reader, watch);
}

asio::awaitable<Result<ImportResult>> Importer::write_chunk(
    std::shared_ptr<const ImportPlan> plan, std::shared_ptr<const ImportChunk> chunk) {
  if (chunk->rows.empty()) co_return ImportResult();
  auto job = [plan, chunk](Tx& tx) { return import_chunk(tx, *plan, chunk->rows); };
  if (plan->options.dry_run) co_return co_await context_.store.read(job);
  co_return co_await context_.store.write(SendLane::campaign, job);
}

asio::awaitable<Result<ImportResult>> Importer::write_all(std::shared_ptr<const ImportPlan> plan,
                                                          std::shared_ptr<ImportReader> reader,
                                                          Watch watch) {
  using asio::experimental::awaitable_operators::operator&&;
  ImportTotal total(*plan, *reader);
  auto read = [reader] { return reader->next(import_chunk_rows); };
  ImportChunk ahead = co_await run_on(compute_, read);
  for (bool end = false; !end;) {
    const auto chunk = std::make_shared<ImportChunk>(std::move(ahead));
    end = chunk->end;
    // The next chunk is read while this one is written; after the last there is nothing to read.
    auto writing = write_chunk(plan, chunk);
    auto reading = run_on(compute_, read);
    auto [written, next] = co_await (std::move(writing) && std::move(reading));
    if (!written) co_return cut_off(total.so_far(), written.error());
    ahead = std::move(next);
    watch->bytes = chunk->bytes;
    total.add(*chunk, written.value());
    watch->rows = total.so_far().rows;
    tell_waiting();
    if (watch->rows > import_most_rows)
      co_return cut_off(total.so_far(),
                        Error(ErrorKind::too_large, "the file has too many lines: split it"));
    if (stopping_ && !end)
      co_return cut_off(total.so_far(), Error(ErrorKind::unavailable, "the daemon stops"));
  }
  auto result = total.finish(plan->options);
  context_.log.info(
      "event={}_imported organisation={} rows={} added={} changed={} unchanged={} refused={} "
      "dry_run={}",
      name(plan->options.kind), plan->options.organisation.value(), result.rows, result.added,
      result.changed, result.unchanged, result.refused, plan->options.dry_run);
  co_return result;
}

}  // namespace muster
