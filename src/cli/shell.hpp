// SPDX-License-Identifier: Apache-2.0
// What every command is given: where the daemon is, how to print.
#pragma once
#include <string>

#include "api_client.hpp"

namespace muster {

struct Shell {
  std::string url;
  std::string token;
  std::string home;
  std::string token_file;
  bool json = false;
};

// The token never comes as an argument: others would see it in the list of processes. In order:
// --token-file, MUSTER_URL with MUSTER_TOKEN, ~/.config/muster.
Result<Access> access_of(const Shell& shell);

// Prints a failure the same way everywhere; returns the exit status.
int tell(const Error& error);

}  // namespace muster
