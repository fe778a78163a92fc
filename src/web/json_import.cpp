// SPDX-License-Identifier: Apache-2.0
#include "json_import.hpp"

#include <boost/json.hpp>

#include "json_values.hpp"
#include "problem.hpp"

namespace muster {
namespace {

namespace json = boost::json;

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

json::array changes_json(const std::vector<ImportChange>& changes) {
  json::array items;
  for (const auto& change : changes) {
    json::array fields;
    for (const auto& field : change.fields) {
      json::object one;
      one["field"] = field.field;
      one["before"] = field.before;
      one["after"] = field.after;
      fields.push_back(std::move(one));
    }
    json::object item;
    item["line"] = change.line;
    item["what"] = change.added ? "added" : "changed";
    item["donor"] = json_or_null(change.donor);
    item["name"] = change.name;
    item["fields"] = std::move(fields);
    items.push_back(std::move(item));
  }
  return items;
}

json::array texts_json(const std::vector<std::string>& texts) {
  json::array items;
  for (const auto& text : texts) items.emplace_back(text);
  return items;
}

// Flat: a file may have a million of them.
json::object rejects_json(const ImportResult& result) {
  json::array rows;
  rows.reserve(result.rejects.size() * 4);
  for (const auto& reject : result.rejects) {
    rows.emplace_back(reject.line);
    rows.emplace_back(reject.column);
    rows.emplace_back(reject.reason);
    rows.emplace_back(reject.cure);
  }
  json::object rejects;
  rejects["texts"] = texts_json(result.reject_texts);
  rejects["rows"] = std::move(rows);
  return rejects;
}

void put_counts(const ImportResult& result, json::object& report) {
  report["added"] = result.added;
  report["changed"] = result.changed;
  report["unchanged"] = result.unchanged;
  report["refused"] = result.refused;
  report["donations"] = result.donations;
  report["deferrals"] = result.deferrals;
  report["consents"] = result.consents;
  report["without_consent"] = result.without_consent;
  report["without_address"] = result.without_address;
  report["unverified"] = result.unverified;
  report["problem_count"] = result.problem_count;
  report["note_count"] = result.note_count;
  report["change_count"] = result.change_count;
}

std::string_view state_of(const ImportRun& run) {
  if (!run.result) return "running";
  return *run.result ? "done" : "failed";
}

}  // namespace

std::string import_json(const ImportRun& run, bool rejects) {
  const bool done = run.result && *run.result;
  static const ImportResult nothing_yet;
  const ImportResult& result = done ? run.result->value() : nothing_yet;
  json::object report;
  report["id"] = json_or_null(run.id);
  report["state"] = state_of(run);
  report["error"] = run.result && !done ? json::parse(problem(run.result->error()).body) : nullptr;
  report["bytes"] = run.progress.bytes;
  report["file_bytes"] = run.progress.file_bytes;
  report["dry_run"] = run.dry_run;
  report["encoding"] = done ? json::value(name(result.encoding)) : nullptr;
  report["rows"] = done ? result.rows : run.progress.rows;
  put_counts(result, report);
  report["problems"] = problems_json(result.problems);
  report["notes"] = problems_json(result.notes);
  report["changes"] = changes_json(result.changes);
  report["rejects"] = done && rejects ? json::value(rejects_json(result)) : nullptr;
  report["unused_columns"] = texts_json(result.unused_columns);
  report["advice"] = texts_json(result.advice);
  return json::serialize(report);
}

}  // namespace muster
