// SPDX-License-Identifier: Apache-2.0
// The Do-Not-Call register: POST /v1/dnc takes a list, the file is the body; GET shows how old it
// is.
#include "api_consent.hpp"
#include "json_values.hpp"
#include "muster/engine/do_not_call.hpp"
#include "problem.hpp"
#include "web_state.hpp"

namespace muster {
namespace {

namespace json = boost::json;

json::object list_json(const DncListRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["on"] = to_string(row.listed_on);
  json["source"] = row.source;
  json["imported_at"] = to_string(row.imported_at);
  json["imported_by"] = row.imported_by;
  json["entries"] = row.entries;
  json["complete"] = row.complete_at.has_value();
  return json;
}

json::object report_json(const DncImported& done) {
  json::object report;
  report["list"] = done.list.value();
  report["lines"] = done.lines;
  report["entries"] = done.entries;
  report["refused"] = done.refused;
  json::array lines;
  for (auto line : done.refused_lines) lines.emplace_back(line);
  report["refused_lines"] = std::move(lines);
  return report;
}

}  // namespace

Result<Answer> show_dnc_job(Tx& tx, const Call& call) {
  const auto& policy = call.settings->do_not_call;
  auto today = Zone::utc().day_of(call.now);
  auto newest = tx.do_not_call().newest();
  json::array lists;
  std::int64_t entries = 0;
  for (const auto& row : tx.do_not_call().lists()) {
    entries += row.entries;
    lists.push_back(list_json(row));
  }
  json::object body;
  body["newest"] = json_or_null(newest);
  body["age_days"] = newest ? json::value((today - *newest).count()) : nullptr;
  body["stale"] = dnc_stale(policy, newest, today);
  body["warn_after_days"] = policy.warn_after.count();
  body["reminders"] = policy.reminders;
  body["entries"] = entries;
  body["lists"] = std::move(lists);
  return answered(std::move(body));
}

asio::awaitable<HttpReply> import_dnc(std::shared_ptr<Web> web, Call call, HttpExchange exchange) {
  DncImport wanted;
  wanted.channel = parse_dnc_channel(call.query.text("channel", "both")).value();
  wanted.on = *call.query.day("on");
  wanted.source = call.query.text("source", "register");
  wanted.replace = call.query.flag("replace");
  auto body = std::move(exchange.request.body);
  const auto& context = web->context();
  auto done = co_await import_do_not_call(web->engine(), context.importer.compute(),
                                          context.dispatchers, call.who, std::move(body), wanted);
  if (!done) co_return problem(done.error());
  co_return respond_json(200, report_json(*done));
}

}  // namespace muster
