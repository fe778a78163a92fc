// SPDX-License-Identifier: Apache-2.0
#include "import_command.hpp"

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "muster/base/random.hpp"
#include "print.hpp"

namespace muster {
namespace {

struct Import {
  std::string file;
  bool dry_run = false;
  Pairs query = {{"kind", "donors"}};
  std::string org, consent, proof, text_shown, on, typing, verified;
};

int run(Import import, const Shell& shell) {
  auto access = access_of(shell);
  if (!access) return tell(access.error());
  std::ifstream in(import.file, std::ios::binary);
  if (!in) return tell(Error(ErrorKind::io, "cannot be read", import.file));
  ApiCall call;
  call.method = "POST";
  call.path = "/v1/imports";
  call.query = import.query;
  for (const auto& [name, value] : Pairs{{"organisation", import.org},
                                         {"consent", import.consent},
                                         {"proof", import.proof},
                                         {"text_shown", import.text_shown},
                                         {"on", import.on},
                                         {"typing", import.typing},
                                         {"verified", import.verified},
                                         {"dry_run", import.dry_run ? "true" : ""}})
    if (!value.empty()) call.query.emplace_back(name, value);
  call.content_type = "text/csv";
  call.body.assign(std::istreambuf_iterator<char>(in), {});
  call.idempotency_key = SystemRandom().token(16);
  call.progress = isatty(2) != 0;
  ApiClient client(*access);
  auto report = client.call(call);
  if (!report) return tell(report.error());
  auto text = shell.json ? boost::json::serialize(*report) + "\n" : readable(*report, {});
  std::fputs(text.c_str(), stdout);
  // Lines that were refused are a failure for scripts: the good ones are in all the same.
  const auto* refused = report->is_object() ? report->as_object().if_contains("refused") : nullptr;
  return refused && refused->is_int64() && refused->as_int64() > 0 ? 3 : 0;
}

}  // namespace

void add_import(CLI::App& cli, Shell& shell) {
  auto* noun = cli.add_subcommand("import", "bring in a spreadsheet's CSV export");
  noun->require_subcommand(1);
  auto* verb =
      noun->add_subcommand("donors", "donors, a line each; importing a file again changes nothing");
  auto import = std::make_shared<Import>();
  verb->add_option("file", import->file,
                   "CSV: comma, semicolon or tab; Vietnamese or English headers")
      ->required();
  verb->add_flag("--dry-run", import->dry_run, "check everything, write nothing");
  verb->add_option("--org", import->org, "code of the organisation they belong to");
  verb->add_option("--consent", import->consent,
                   "purposes of a signed list: reminders,campaigns,emergency,...");
  verb->add_option("--proof", import->proof, "where the signed list lies");
  verb->add_option("--text-shown", import->text_shown,
                   "what was signed: its version, or the wording");
  verb->add_option("--on", import->on, "the day it was signed, like 2026-11-30");
  verb->add_option("--typing", import->typing, "who typed the groups: laboratory or self_declared");
  verb->add_option("--verified", import->verified,
                   "how all numbers were checked, like \"called back\"");
  verb->callback(
      [import, &shell] { shell.action = [import, &shell] { return run(*import, shell); }; });
}

}  // namespace muster
