// SPDX-License-Identifier: Apache-2.0
// POST /v1/imports: the file is the body, the report is the answer.
#include "json_values.hpp"
#include "muster/engine/importer.hpp"
#include "muster/store/organisations.hpp"
#include "problem.hpp"
#include "specials.hpp"
#include "web_state.hpp"

namespace muster {
namespace {

namespace json = boost::json;

ImportOptions options_of(const Input& query, OrganisationId organisation) {
  ImportOptions options;
  options.organisation = organisation;
  options.dry_run = query.flag("dry_run");
  for (const auto& text : query.texts("consent")) options.consents.give(*parse_purpose(text));
  options.proof = query.text("proof");
  options.text_shown = query.text("text_shown");
  options.on = query.day("on");
  options.typing = *parse_typing(query.text("typing", "self_declared"));
  options.verified = query.text("verified");
  return options;
}

json::array problems_json(const ImportProblems& problems) {
  json::array items;
  for (const auto& problem : problems) {
    json::object item;
    item["line"] = problem.line;
    item["column"] = problem.column;
    item["header"] = problem.header;
    item["value"] = problem.value;
    item["reason"] = problem.reason;
    item["cure"] = problem.cure;
    items.push_back(std::move(item));
  }
  return items;
}

json::array texts_json(const std::vector<std::string>& texts) {
  json::array items;
  for (const auto& text : texts) items.emplace_back(text);
  return items;
}

json::object report_json(const ImportResult& result, bool dry_run) {
  json::object report;
  report["dry_run"] = dry_run;
  report["rows"] = result.rows;
  report["added"] = result.added;
  report["changed"] = result.changed;
  report["unchanged"] = result.unchanged;
  report["refused"] = result.refused;
  report["donations"] = result.donations;
  report["consents"] = result.consents;
  report["without_consent"] = result.without_consent;
  report["without_address"] = result.without_address;
  report["unverified"] = result.unverified;
  report["problem_count"] = result.problem_count;
  report["note_count"] = result.note_count;
  report["problems"] = problems_json(result.problems);
  report["notes"] = problems_json(result.notes);
  report["unused_columns"] = texts_json(result.unused_columns);
  report["advice"] = texts_json(result.advice);
  return report;
}

// The organisation of that code; whether this principal may is for the importer to ask.
Result<OrganisationId> organisation_of(Tx& tx, const Principal& who, const std::string& code) {
  if (code.empty()) return who.organisation;
  auto row = tx.organisations().find(std::string_view(code));
  if (!row) return Error(ErrorKind::not_found, "there is no such organisation", "?organisation");
  return row->id;
}

}  // namespace

asio::awaitable<HttpReply> import_list(std::shared_ptr<Web> web, Call call, HttpExchange exchange) {
  auto job = [who = call.who, code = call.query.text("organisation")](Tx& tx) {
    return organisation_of(tx, who, code);
  };
  auto organisation = co_await web->engine().store.read(job);
  if (!organisation) co_return problem(organisation.error());
  auto options = options_of(call.query, *organisation);
  bool dry_run = options.dry_run;
  auto& importer = web->context().importer;
  auto result =
      co_await importer.donors(call.who, std::move(exchange.request.body), std::move(options));
  if (!result) co_return problem(result.error());
  co_return respond_json(200, report_json(*result, dry_run));
}

}  // namespace muster
