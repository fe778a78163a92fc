// SPDX-License-Identifier: Apache-2.0
// What the command line asked for, and how a start begins: read everything, say what is wrong, go.
#pragma once
#include <string>

#include "first_start.hpp"

namespace muster {

struct Launch {
  std::string config;
  std::string credentials;  // systemd's directory, or empty
  std::string port_file;
  bool demo = false;
  std::string demo_folder;
  FirstStart first;
};

// Each returns the exit status; what is wrong has been told on standard error.
int run(const Launch& launch);
int check_configuration(const Launch& launch);
int init_site(const Launch& launch);

}  // namespace muster
