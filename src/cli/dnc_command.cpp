// SPDX-License-Identifier: Apache-2.0
#include "dnc_command.hpp"

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "print.hpp"

namespace muster {
namespace {

struct DncFile {
  std::string file, channel = "both", on, source;
  bool replace = false;
};

int run(const DncFile& wanted, const Shell& shell) {
  auto access = access_of(shell);
  if (!access) return tell(access.error());
  std::ifstream in(wanted.file, std::ios::binary);
  if (!in) return tell(Error(ErrorKind::io, "cannot be read", wanted.file));
  ApiCall call;
  call.method = "POST";
  call.path = "/v1/dnc";
  call.query = {{"channel", wanted.channel}, {"on", wanted.on}};
  if (!wanted.source.empty()) call.query.emplace_back("source", wanted.source);
  if (wanted.replace) call.query.emplace_back("replace", "true");
  call.content_type = "text/csv";
  call.body.assign(std::istreambuf_iterator<char>(in), {});
  call.progress = isatty(2) != 0;
  ApiClient client(*access);
  auto report = client.call(call);
  if (!report) return tell(report.error());
  auto text = shell.json ? boost::json::serialize(*report) + "\n" : readable(*report, {});
  std::fputs(text.c_str(), stdout);
  return 0;
}

}  // namespace

void add_dnc_import(Menu dnc, const Shell& shell) {
  auto wanted = std::make_shared<DncFile>();
  dnc.verb("import", "take in a list: a number a line, or a CSV",
           {{"file", &wanted->file, "the list", true},
            {"--channel", &wanted->channel, "what its numbers refuse: sms, voice or both"},
            {"--on", &wanted->on, "the day the register was drawn, like 2026-11-30", true},
            {"--source", &wanted->source, "where it comes from, like nospam.vncert.vn"},
            {"--replace", &wanted->replace, "end the lists before it, once this one is in"}},
           [wanted, &shell] { return run(*wanted, shell); });
}

}  // namespace muster
