// SPDX-License-Identifier: Apache-2.0
#include "import_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "import_progress.hpp"
#include "muster/base/random.hpp"
#include "muster/engine/import_mapping.hpp"
#include "print.hpp"
#include "rejects_file.hpp"

namespace muster {
namespace {

namespace json = boost::json;

struct Import {
  std::string kind, file;
  bool dry_run = false;
  std::string org, consent, proof, text_shown, on, typing, verified, encoding, mapping, rejects;
};

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error(ErrorKind::io, "cannot be read", path);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// The mapping file's text, once it is known to be right; the daemon could name no file.
Result<std::string> read_mapping(const std::string& path) {
  if (path.empty()) return std::string();
  Problems problems;
  const auto file = TomlFile::load(path, problems);
  read_import_mapping(file, problems);
  if (problems.empty()) return read_file(path);
  std::string all;
  for (const auto& problem : problems) all += (all.empty() ? "" : "\n") + problem.text();
  return Error(ErrorKind::invalid, all);
}

ApiCall call_for(const Import& import, const std::string& mapping) {
  ApiCall call;
  call.method = "POST";
  call.path = "/v1/imports";
  call.query = {{"kind", import.kind}, {"background", "true"}, {"rejects", "true"}};
  for (const auto& [name, value] : Pairs{{"organisation", import.org},
                                         {"consent", import.consent},
                                         {"proof", import.proof},
                                         {"text_shown", import.text_shown},
                                         {"on", import.on},
                                         {"typing", import.typing},
                                         {"verified", import.verified},
                                         {"encoding", import.encoding},
                                         {"mapping", mapping},
                                         {"dry_run", import.dry_run ? "true" : ""}})
    if (!value.empty()) call.query.emplace_back(name, value);
  call.content_type = "text/csv";
  call.idempotency_key = SystemRandom().token(16);
  call.progress = isatty(2) != 0;
  return call;
}

// Asks until it is over.
Result<json::object> wait_for(ApiClient& client, json::value begun) {
  ImportProgressBar bar(isatty(2) != 0);
  while (true) {
    if (!begun.is_object()) return Error(ErrorKind::internal, "the daemon's answer is no import");
    const auto& run = begun.as_object();
    const auto& state = run.at("state").as_string();
    if (state == "done") return run;
    if (state == "failed") {
      const auto& error = run.at("error").as_object();
      const auto* field = error.if_contains("field");
      return Error(ErrorKind::invalid, std::string(error.at("detail").as_string()),
                   field ? std::string(field->as_string()) : std::string());
    }
    bar.show(run.at("rows").to_number<std::int64_t>(), run.at("bytes").to_number<std::int64_t>(),
             run.at("file_bytes").to_number<std::int64_t>());
    ApiCall ask;
    ask.path = "/v1/imports/" + percent_encode(run.at("id").as_string());
    ask.query = {{"wait", "true"}};
    auto next = client.call(ask);
    if (!next) return next.error();
    begun = std::move(*next);
  }
}

// Writes the refused lines, takes them out of the report and says where they are.
Result<void> keep_rejects(const Import& import, std::string_view bytes, json::object& report) {
  const json::value rejects = std::move(report["rejects"]);
  for (const char* inner : {"rejects", "id", "state", "error", "bytes", "file_bytes"})
    report.stable_erase(inner);
  if (!rejects.is_object() || (import.dry_run && import.rejects.empty())) return {};
  const auto path = import.rejects.empty() ? import.file + ".rejected.csv" : import.rejects;
  const auto encoding = parse_csv_encoding(report.at("encoding").as_string());
  auto written =
      write_rejects(bytes, encoding.value_or(CsvEncoding::utf8), rejects.as_object(), path);
  if (!written) return written.error();
  if (*written) report["rejects_file"] = path;
  return {};
}

// For people: each change in one line, "phone: - -> +84912345678; name: Lan -> Lân".
void flatten_changes(json::object& report) {
  for (auto& change : report["changes"].as_array()) {
    std::string all;
    for (const auto& field : change.at("fields").as_array()) {
      const auto text = [&](const char* key) {
        const auto& value = field.at(key).as_string();
        return value.empty() ? std::string("-") : std::string(value);
      };
      all += fmt::format("{}{}: {} -> {}", all.empty() ? "" : "; ", text("field"), text("before"),
                         text("after"));
    }
    change.as_object()["fields"] = all;
  }
}

int run(const Import& import, const Shell& shell) {
  auto access = access_of(shell);
  if (!access) return tell(access.error());
  auto mapping = read_mapping(import.mapping);
  if (!mapping) return tell(mapping.error());
  auto bytes = read_file(import.file);
  if (!bytes) return tell(bytes.error());
  ApiCall call = call_for(import, *mapping);
  call.body = *bytes;
  ApiClient client(*access);
  auto begun = client.call(call);
  if (!begun) return tell(begun.error());
  auto report = wait_for(client, std::move(*begun));
  if (!report) return tell(report.error());
  auto kept = keep_rejects(import, *bytes, *report);
  if (!shell.json) flatten_changes(*report);
  auto text = shell.json ? json::serialize(*report) + "\n" : readable(*report, {});
  std::fputs(text.c_str(), stdout);
  if (!kept) return tell(kept.error());
  // Lines that were refused are a failure for scripts: the good ones are in all the same.
  return report->at("refused").to_number<std::int64_t>() > 0 ? 3 : 0;
}

std::vector<Setting> settings_of(Import& import) {
  return {
      {"file", &import.file, "CSV: comma, semicolon or tab; Vietnamese or English headers", true},
      {"--dry-run", &import.dry_run, "check everything, tell what would change, write nothing"},
      {"--org", &import.org, "code of the organisation they belong to"},
      {"--encoding", &import.encoding,
       "utf-8, utf-16le, utf-16be or windows-1258; found out when not said"},
      {"--mapping", &import.mapping,
       "TOML file: [columns] \"Ten BN\" = \"name\"; [values] product = \"plasma\"; "
       "dates = \"mdy\""},
      {"--rejects", &import.rejects,
       "where refused lines go, with reasons; FILE.rejected.csv when not said, and in "
       "a dry run nowhere"}};
}

void add_donor_settings(std::vector<Setting>& settings, Import& import) {
  for (Setting more : std::initializer_list<Setting>{
           {"--consent", &import.consent,
            "purposes of a signed list: reminders,campaigns,emergency,..."},
           {"--proof", &import.proof, "where the signed list lies"},
           {"--text-shown", &import.text_shown, "what was signed: its version, or the wording"},
           {"--on", &import.on, "the day it was signed, like 2026-11-30"},
           {"--typing", &import.typing, "who typed the groups: laboratory or self_declared"},
           {"--verified", &import.verified, "how all numbers were checked, like \"called back\""}})
    settings.push_back(std::move(more));
}

}  // namespace

void add_import(Menu& menu, const Shell& shell) {
  auto noun = menu.noun("import", "bring in a spreadsheet's CSV export");
  for (const auto kind : all_import_kinds) {
    auto import = std::make_shared<Import>();
    import->kind = name(kind);
    auto settings = settings_of(*import);
    if (kind == ImportKind::donors) add_donor_settings(settings, *import);
    noun.verb(name(kind), "a line each; importing a file again changes nothing",
              std::move(settings), [import, &shell] { return run(*import, shell); });
  }
}

}  // namespace muster
