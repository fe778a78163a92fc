// SPDX-License-Identifier: Apache-2.0
// The command line of muster-sandbox.
#pragma once
#include <optional>
#include <string>

#include "behaviour.hpp"
#include "phones.hpp"

namespace muster::sandbox {

struct Options {
  unsigned short port = 8471;  // 0: the system chooses
  std::string port_file;
  std::string webhook_secret_file;
  std::string journal;
  std::string log_level = "info";
  std::uint64_t seed = 1;
  Keep keep;
  Behaviour behaviour;
};

// The exit code when there is nothing to run: 0 after --help, else what was wrong has been printed.
struct Parsed {
  Options options;
  std::optional<int> exit;
};
Parsed parse_options(int count, char** arguments);

}  // namespace muster::sandbox
