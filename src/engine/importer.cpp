// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/importer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include "import_chunk.hpp"
#include "import_reader.hpp"
#include "muster/store/organisations.hpp"

namespace muster {
namespace {

bool may_import(Role role) {
  return role == Role::system || role == Role::admin || role == Role::coordinator;
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
  if (options.proof.empty())
    return invalid("proof", "consent must be provable: say where the signed list lies");
  if (!options.on) return invalid("on", "say on which day the list was signed");
  if (*options.on > today) return invalid("on", "the day the list was signed lies in the future");
  return {};
}

Result<void> set_days(ImportPlan& plan, std::string_view zone_name) {
  const auto named = Zone::named(zone_name);
  const Zone zone = named ? *named : Zone::utc();
  plan.today = zone.day_of(plan.now);
  if (plan.options.on) plan.consent_at = zone.at(*plan.options.on, MinuteOfDay(0));
  return check_consent(plan.options, plan.today);
}

Error cut_off(const ImportResult& so_far, const Error& error) {
  return Error(
      error.kind(),
      fmt::format("stopped after {} lines, which stay: import the file again to go on ({})",
                  so_far.rows, error.message()),
      error.field());
}

void append(ImportProblems& to, ImportProblems&& from, std::int64_t& count) {
  count += static_cast<std::int64_t>(from.size());
  for (auto& problem : from)
    if (to.size() < import_shown_problems) to.push_back(std::move(problem));
}

// A chunk's own order is: what the reader refused, then what the writer refused.
void add(ImportResult& total, ImportChunk& read, ImportResult& written) {
  total.rows += read.lines;
  total.added += written.added;
  total.changed += written.changed;
  total.unchanged += written.unchanged;
  total.refused += read.lines - static_cast<std::int64_t>(read.rows.size()) + written.refused;
  total.donations += written.donations;
  total.consents += written.consents;
  total.without_consent += written.without_consent;
  total.without_address += written.without_address;
  total.unverified += written.unverified;
  auto problems = std::move(read.problems);
  std::move(written.problems.begin(), written.problems.end(), std::back_inserter(problems));
  std::stable_sort(problems.begin(), problems.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  append(total.problems, std::move(problems), total.problem_count);
  append(total.notes, std::move(read.notes), total.note_count);
}

std::vector<std::string> advice(const ImportResult& result, const ImportOptions& options) {
  std::vector<std::string> lines;
  if (result.without_consent > 0)
    lines.push_back(fmt::format(
        "{} of these donors have given no consent and will not be asked. If they signed a list: "
        "muster import donors FILE --consent reminders --proof \"where the list lies\" --on DATE",
        result.without_consent));
  if (result.without_address > 0)
    lines.push_back(fmt::format(
        "{} have no working mobile number or e-mail address and will not be asked. Add one to the "
        "file and import it again",
        result.without_address));
  if (result.unverified > 0)
    lines.push_back(fmt::format(
        "{} have no verified number and will not be asked in an emergency. An answer to any text "
        "of ours verifies the number",
        result.unverified));
  if (result.refused > 0)
    lines.push_back(fmt::format(
        "{} lines were refused. Mend them in the file and import the whole file again: what is in "
        "already does not change",
        result.refused));
  if (options.dry_run) lines.push_back("Nothing was written: this was a dry run");
  return lines;
}

}  // namespace

Importer::Importer(Context context, Lane& compute, Replan replan)
    : context_(std::move(context)), compute_(compute), replan_(std::move(replan)) {}

asio::awaitable<Result<ImportResult>> Importer::donors(Principal who, std::string bytes,
                                                       ImportOptions options) {
  if (!may_import(who.role))
    co_return Error(ErrorKind::forbidden, "only coordinators and admins import lists");
  if (bytes.size() > import_most_bytes)
    co_return Error(ErrorKind::too_large, fmt::format("the file is larger than {} MiB: split it",
                                                      import_most_bytes >> 20));
  auto find_owner = [who, id = options.organisation](Tx& tx) { return owner(tx, who, id); };
  auto organisation = co_await context_.store.read(find_owner);
  if (!organisation) co_return organisation.error();
  const auto plan = std::make_shared<ImportPlan>();
  plan->options = options;
  plan->settings = context_.settings.get();
  plan->replan = replan_;
  plan->actor = who.actor;
  plan->now = context_.clock.now();
  if (auto fine = set_days(*plan, organisation->zone); !fine) co_return fine.error();

  auto reader = std::make_shared<ImportReader>(std::move(bytes), plan->settings, plan->today);
  auto open = [reader] { return reader->open(); };
  auto opened = co_await run_on(compute_, open);
  if (!opened) co_return opened.error();
  co_return co_await write_all(plan, reader);
}

asio::awaitable<Result<ImportResult>> Importer::write_chunk(
    std::shared_ptr<const ImportPlan> plan, std::shared_ptr<const ImportChunk> chunk) {
  if (chunk->rows.empty()) co_return ImportResult();
  auto job = [plan, chunk](Tx& tx) { return import_chunk(tx, *plan, chunk->rows); };
  if (plan->options.dry_run) co_return co_await context_.store.read(job);
  co_return co_await context_.store.write(SendLane::campaign, job);
}

asio::awaitable<Result<ImportResult>> Importer::write_all(std::shared_ptr<const ImportPlan> plan,
                                                          std::shared_ptr<ImportReader> reader) {
  using asio::experimental::awaitable_operators::operator&&;
  ImportResult total;
  total.unused_columns = reader->unused_columns();
  auto read = [reader] { return reader->next(import_chunk_rows); };
  ImportChunk ahead = co_await run_on(compute_, read);
  for (bool end = false; !end;) {
    const auto chunk = std::make_shared<ImportChunk>(std::move(ahead));
    end = chunk->end;
    // The next chunk is read while this one is written; after the last there is nothing to read.
    auto writing = write_chunk(plan, chunk);
    auto reading = run_on(compute_, read);
    auto [written, next] = co_await (std::move(writing) && std::move(reading));
    if (!written) co_return cut_off(total, written.error());
    ahead = std::move(next);
    add(total, *chunk, written.value());
    if (total.rows > import_most_rows)
      co_return cut_off(total,
                        Error(ErrorKind::too_large, "the file has too many lines: split it"));
  }
  total.advice = advice(total, plan->options);
  context_.log.info(
      "event=donors_imported organisation={} rows={} added={} changed={} unchanged={} refused={} "
      "dry_run={}",
      plan->options.organisation.value(), total.rows, total.added, total.changed, total.unchanged,
      total.refused, plan->options.dry_run);
  co_return total;
}

}  // namespace muster
