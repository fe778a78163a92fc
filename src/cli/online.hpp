// SPDX-License-Identifier: Apache-2.0
// The commands that speak to the daemon.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "api_client.hpp"

namespace muster {

struct Shell {
  std::string url;
  std::string token;
  std::string home;
  std::string token_file;
  bool json = false;
  std::function<int()> action;  // what was typed
};

// The token never comes as an argument: others would see it in the list of processes. In order:
// --token-file, MUSTER_URL with MUSTER_TOKEN, ~/.config/muster.
Result<Access> access_of(const Shell& shell);

void add_online_commands(CLI::App& cli, Shell& shell);

// Prints a failure the same way everywhere; returns the exit status.
int tell(const Error& error);

}  // namespace muster
