// SPDX-License-Identifier: Apache-2.0
#include "launch.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "daemon.hpp"

namespace muster {
namespace {

Result<Sealer> sealer_from(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return Error(
        ErrorKind::io,
        fmt::format("cannot read {}; make it once with: head -c 32 /dev/urandom > {}", path, path),
        "keys.file");
  return Sealer::with_key(std::string(std::istreambuf_iterator<char>(in), {}));
}

std::optional<Configuration> load_or_tell(const Launch& launch) {
  Problems problems;
  auto configuration = load_configuration(launch.config, launch.credentials, problems);
  if (!configuration) std::fprintf(stderr, "%s", listed(problems).c_str());
  return configuration;
}

std::optional<Sealer> sealer_or_tell(const Launch& launch, const Configuration& configuration) {
  auto sealer = sealer_from(configuration.daemon.key_file);
  if (sealer) return *sealer;
  std::fprintf(stderr, "%s: %s\n", launch.config.c_str(), sealer.error().text().c_str());
  return std::nullopt;
}

}  // namespace

int check_configuration(const Launch& launch) {
  if (!load_or_tell(launch)) return 1;
  std::printf("%s: no mistakes found\n", launch.config.c_str());
  return 0;
}

int run(const Launch& launch) {
  auto configuration = load_or_tell(launch);
  auto sealer = configuration ? sealer_or_tell(launch, *configuration) : std::nullopt;
  return sealer ? run_daemon(launch, std::move(*configuration), *sealer) : 1;
}

int init_site(const Launch& launch) {
  auto configuration = load_or_tell(launch);
  auto sealer = configuration ? sealer_or_tell(launch, *configuration) : std::nullopt;
  if (!sealer) return 1;
  auto done = first_start(launch.first, *configuration, *sealer);
  if (done) return 0;
  std::fprintf(stderr, "musterd: %s\n", done.error().text().c_str());
  return 1;
}

}  // namespace muster
