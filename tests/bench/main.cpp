// SPDX-License-Identifier: Apache-2.0
// muster-bench [--rounds N] [--messages N] [--steps N] [--donors N] [--small] [SECTION...]:
// measures the programs beside it. The exit status is the number of marks that were missed.
// --small: every section once, on little data, to see that it still runs; its figures measure
// nothing.
#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "sections.hpp"

namespace {

using namespace muster::bench;

struct Section {
  const char* name;
  void (*measure)(Town&, const Size&, Report&);
};

constexpr Section sections[] = {
    {"drain", drain},   {"latency20", latency20}, {"slowsync", slowsync},
    {"memory", memory}, {"page", page},           {"idle", idle},
    {"import", import}, {"registry", registry},   {"sandbox", sandbox},
};

int usage() {
  fmt::print(stderr,
             "./dev bench [--rounds N] [--messages N] [--steps N] [--donors N] "
             "[--small] [SECTION...]\nsections:");
  for (const auto& section : sections) fmt::print(stderr, " {}", section.name);
  fmt::print(stderr, "\n");
  return 100;
}

}  // namespace

int main(int count, char** arguments) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  Size size;
  std::map<std::string, int*> numbers = {{"--rounds", &size.rounds},
                                         {"--messages", &size.messages},
                                         {"--steps", &size.steps},
                                         {"--donors", &size.donors}};
  std::vector<std::string> wanted(arguments + 1, arguments + count);
  const bool small = std::erase(wanted, "--small") > 0;
  if (small) size = {1, 500, 1'000, 2'000};
  for (auto& [name, number] : numbers) {
    auto at = std::find(wanted.begin(), wanted.end(), name);
    if (at == wanted.end()) continue;
    if (at + 1 == wanted.end() || (*number = std::atoi((at + 1)->c_str())) < 1) return usage();
    wanted.erase(at, at + 2);
  }
  for (const auto& name : wanted)
    if (std::none_of(std::begin(sections), std::end(sections),
                     [&](const Section& section) { return section.name == name; }))
      return usage();
  Report report(!small);
  Town town;
  for (const auto& section : sections) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), section.name) == wanted.end())
      continue;
    try {
      section.measure(town, size, report);
    } catch (const std::exception& error) {
      report.failed(section.name, error.what());
      town.stop();
    }
  }
  return report.missed();
}
