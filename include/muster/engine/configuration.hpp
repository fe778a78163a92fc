// SPDX-License-Identifier: Apache-2.0
// The configuration as files: config/muster.toml and what it names. Read whole; every problem of
// every file is told at once with file, line, key and cure. Used at start, on SIGHUP and by `muster
// check-config`.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "muster/engine/settings.hpp"

namespace muster {

// What only a restart changes.
struct DaemonOptions {
  std::string store_path;
  int readers = 2;
  std::string key_file;
  std::string http_host = "127.0.0.1";
  int http_port = 8470;
  std::string tls_certificate;  // both or neither
  std::string tls_key;
  std::vector<std::string> trusted_proxies;
  std::string log_level = "info";
  Millis drain_within{10'000};
};

struct Configuration {
  DaemonOptions daemon;
  std::shared_ptr<const Settings> settings;
};

// `credentials` is systemd's directory of credentials, or empty. nullopt: `problems` says why.
std::optional<Configuration> load_configuration(const std::string& path,
                                                const std::string& credentials, Problems& problems);

// "one: message\ntwo: message", for a terminal or a log.
std::string listed(const Problems& problems);

}  // namespace muster
