// SPDX-License-Identifier: Apache-2.0
#include "export_command.hpp"

#include <memory>

#include "muster/engine/import_kind.hpp"
#include "private_file.hpp"

namespace muster {
namespace {

struct ExportCommand {
  std::string kind, file, language;
  std::string format = "csv";
};

int run(const ExportCommand& wanted, const Shell& shell) {
  auto access = access_of(shell);
  if (!access) return tell(access.error());
  auto file = PrivateFile::create(wanted.file);
  if (!file) return tell(file.error());
  ApiCall call;
  call.path = "/v1/exports";
  call.query = {{"kind", wanted.kind}, {"format", wanted.format}};
  if (!wanted.language.empty()) call.query.emplace_back("language", wanted.language);
  call.into = file->get();
  ApiClient client(*access);
  auto done = client.call(call);
  if (!done) return tell(done.error());
  auto kept = file->keep();
  return kept ? 0 : tell(kept.error());
}

}  // namespace

void add_export(Menu& menu, const Shell& shell) {
  auto noun = menu.noun("export", "write a list into a file, as it can be imported again");
  for (const auto kind : all_import_kinds) {
    auto wanted = std::make_shared<ExportCommand>();
    wanted->kind = name(kind);
    Setting format{"--format", &wanted->format, "csv or xlsx"};
    format.check = one_of({"csv", "xlsx"});
    noun.verb(name(kind), "all that you may see; who exported it is journalled",
              {{"--out", &wanted->file, "the file; one of that name is replaced", true},
               format,
               {"--language", &wanted->language, "of the headers: vi or en"}},
              [wanted, &shell] { return run(*wanted, shell); });
  }
}

}  // namespace muster
