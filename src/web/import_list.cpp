// SPDX-License-Identifier: Apache-2.0
// POST /v1/imports: the file is the body, the report is the answer, or with `background` what
// GET /v1/imports/{id} tells later.
#include <fmt/format.h>

#include "json_import.hpp"
#include "json_values.hpp"
#include "muster/engine/importer.hpp"
#include "muster/store/organisations.hpp"
#include "problem.hpp"
#include "specials.hpp"
#include "web_state.hpp"

namespace muster {
namespace {

// It stands in the request's first line, which has a limit of its own.
constexpr std::size_t longest_mapping = 4096;

Result<ImportMapping> mapping_of(const std::string& text) {
  if (text.size() > longest_mapping)
    return invalid("?mapping", fmt::format("has over {} bytes: leave out what the headers say "
                                           "themselves",
                                           longest_mapping));
  Problems problems;
  const auto file = TomlFile::parse("mapping", text, problems);
  auto mapping = read_import_mapping(file, problems);
  if (problems.empty()) return mapping;
  std::string all;
  for (const auto& problem : problems) all += (all.empty() ? "" : "; ") + problem.text();
  return invalid("?mapping", all);
}

Result<ImportOptions> options_of(const Input& query, OrganisationId organisation) {
  ImportOptions options;
  options.kind = *parse_import_kind(query.text("kind", "donors"));
  options.organisation = organisation;
  options.dry_run = query.flag("dry_run");
  options.rejects = query.flag("rejects");
  options.encoding = parse_csv_encoding(query.text("encoding"));
  auto mapping = mapping_of(query.text("mapping"));
  if (!mapping) return mapping.error();
  options.mapping = std::move(*mapping);
  for (const auto& text : query.texts("consent")) options.consents.give(*parse_purpose(text));
  options.proof = query.text("proof");
  options.text_shown = query.text("text_shown");
  options.on = query.day("on");
  options.typing = *parse_typing(query.text("typing", "self_declared"));
  options.verified = query.text("verified");
  return options;
}

// The organisation of that code; whether this principal may is for the importer to ask.
Result<OrganisationId> organisation_of(Tx& tx, const Principal& who, const std::string& code) {
  if (code.empty()) return who.organisation;
  auto row = tx.organisations().find(std::string_view(code));
  if (!row) return Error(ErrorKind::not_found, "there is no such organisation", "?organisation");
  return row->id;
}

asio::awaitable<HttpReply> answer(Lane& compute, std::shared_ptr<const ImportRun> run,
                                  bool rejects) {
  auto make = [run, rejects] { return import_json(*run, rejects); };
  auto body = co_await run_on(compute, make);
  co_return respond(200, "application/json", std::move(body));
}

}  // namespace

asio::awaitable<HttpReply> import_list(std::shared_ptr<Web> web, Call call, HttpExchange exchange) {
  auto job = [who = call.who, code = call.query.text("organisation")](Tx& tx) {
    return organisation_of(tx, who, code);
  };
  auto organisation = co_await web->engine().store.read(job);
  if (!organisation) co_return problem(organisation.error());
  auto options = options_of(call.query, *organisation);
  if (!options) co_return problem(options.error());
  auto& importer = web->context().importer;
  const bool rejects = options->rejects;
  if (call.query.flag("background")) {
    auto id = importer.start(call.who, std::move(exchange.request.body), std::move(*options));
    if (!id) co_return problem(id.error());
    // A copy: what runs goes on while the answer is made on another thread.
    auto begun = std::make_shared<const ImportRun>(*importer.run(call.who, *id));
    co_return co_await answer(importer.compute(), begun, rejects);
  }
  auto run = std::make_shared<ImportRun>();
  run->dry_run = options->dry_run;
  run->progress.file_bytes = exchange.request.body.size();
  run->progress.bytes = run->progress.file_bytes;
  auto taking = importer.take(call.who, std::move(exchange.request.body), std::move(*options));
  auto result = co_await std::move(taking);
  if (!result) co_return problem(result.error());
  run->result.emplace(std::move(result));
  co_return co_await answer(importer.compute(), run, rejects);
}

asio::awaitable<HttpReply> show_import(std::shared_ptr<Web> web, Call call, HttpExchange) {
  auto& importer = web->context().importer;
  auto run = importer.run(call.who, call.at("id"));
  if (!run) co_return problem(not_found("no import of that number is known: it may be long over"));
  if (!run->result && call.query.flag("wait")) co_await importer.wait(run);
  // While it runs it changes on the loop: then it is small, and copied. Its result stays as it is.
  if (!run->result) run = std::make_shared<const ImportRun>(*run);
  co_return co_await answer(importer.compute(), run, true);
}

}  // namespace muster
