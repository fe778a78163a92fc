// SPDX-License-Identifier: Apache-2.0
#include "donor_commands.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <memory>

#include "muster/domain/erasure.hpp"
#include "print.hpp"

namespace muster {
namespace {

namespace json = boost::json;

struct Erase {
  std::string id, reason, request;
  bool yes = false;
};

struct Export {
  std::string id, out, request;
};

std::string path_of(const std::string& id, std::string_view what) {
  return fmt::format("/v1/donors/{}{}", percent_encode(id), what);
}

// Whoever erases types the name: a wrong number would take the wrong person.
Result<void> confirm(ApiClient& client, const std::string& id) {
  if (isatty(0) == 0)
    return Error(ErrorKind::precondition, "nobody can be got back: give --yes in a script");
  ApiCall call;
  call.path = path_of(id, "");
  auto donor = client.call(call);
  if (!donor) return donor.error();
  const auto* name = donor->is_object() ? donor->as_object().if_contains("name") : nullptr;
  if (!name || !name->is_string()) return not_found("there is no such donor");
  std::fprintf(stderr,
               "This erases donor %s, %s, for good.\nType the whole name to go on: ", id.c_str(),
               name->as_string().c_str());
  std::string typed;
  std::getline(std::cin, typed);
  if (typed != std::string_view(name->as_string()))
    return Error(ErrorKind::precondition, "that is another name: nothing was erased");
  return {};
}

int run(const Erase& erase, const Shell& shell) {
  auto access = access_of(shell);
  if (!access) return tell(access.error());
  ApiClient client(*access);
  if (!erase.yes)
    if (auto sure = confirm(client, erase.id); !sure) return tell(sure.error());
  json::object body{{"reason", erase.reason}};
  if (!erase.request.empty()) body["request"] = std::strtoll(erase.request.c_str(), nullptr, 10);
  ApiCall call;
  call.method = "POST";
  call.path = path_of(erase.id, "/erase");
  call.body = json::serialize(body);
  auto erased = client.call(call);
  if (!erased) return tell(erased.error());
  auto text = shell.json ? json::serialize(*erased) + "\n" : readable(*erased, {});
  std::fputs(text.c_str(), stdout);
  return 0;
}

// For nobody else's eyes, and never over another file.
Result<void> write_private(const std::string& path, const std::string& text) {
  int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return Error(ErrorKind::io, std::strerror(errno), path);
  std::size_t done = 0;
  while (done < text.size()) {
    auto written = write(fd, text.data() + done, text.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    done += static_cast<std::size_t>(written);
  }
  bool whole = done == text.size();
  if (close(fd) != 0 || !whole) return Error(ErrorKind::io, "cannot be written whole", path);
  return {};
}

int run(const Export& wanted, const Shell& shell) {
  auto access = access_of(shell);
  if (!access) return tell(access.error());
  ApiClient client(*access);
  ApiCall call;
  call.path = path_of(wanted.id, "/export");
  if (!wanted.request.empty()) call.query.emplace_back("request", wanted.request);
  auto data = client.call(call);
  if (!data) return tell(data.error());
  auto text = json::serialize(*data) + "\n";
  if (wanted.out.empty() || wanted.out == "-") {
    std::fputs(text.c_str(), stdout);
    return 0;
  }
  if (auto written = write_private(wanted.out, text); !written) return tell(written.error());
  std::fprintf(stderr, "%zu bytes in %s; only you may read it\n", text.size(), wanted.out.c_str());
  return 0;
}

}  // namespace

void add_donor_privacy(Menu donor, const Shell& shell) {
  auto erase = std::make_shared<Erase>();
  // Before the name is asked.
  auto known = [](const std::string& word) -> std::string {
    return parse_erasure_reason(word) ? "" : "is not one of the reasons: see --help";
  };
  Setting reason{"--reason", &erase->reason,
                 "requested, consent_withdrawn, inactive, deceased, mistake", true};
  reason.check = known;
  donor.verb("erase", "take everything personal out, for good; an anonymous ledger stays",
             {{"id", &erase->id, "donor", true},
              reason,
              {"--request", &erase->request, "the data subject's request; it is closed"},
              {"--yes", &erase->yes, "do not ask for the name"}},
             [erase, &shell] { return run(*erase, shell); });
  auto file = std::make_shared<Export>();
  donor.verb("export", "everything held about one donor, as JSON",
             {{"id", &file->id, "donor", true},
              {"--out", &file->out, "a new file, readable by you alone; - is the terminal"},
              {"--request", &file->request, "the data subject's request; it is closed"}},
             [file, &shell] { return run(*file, shell); });
}

}  // namespace muster
