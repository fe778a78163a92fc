// SPDX-License-Identifier: Apache-2.0
// muster: the operator's command. Finds the daemon and hands over to the command that was typed.
#include <cstdlib>

#include "offline.hpp"
#include "online.hpp"

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

}  // namespace

int main(int argc, char** argv) {
  muster::Shell shell;
  shell.url = environment("MUSTER_URL");
  shell.token = environment("MUSTER_TOKEN");
  shell.home = environment("HOME");
  muster::Menu menu("muster: calls blood donors. Speaks to musterd, or works offline on files.",
                    {{"--json", &shell.json, "print the API's JSON as it is"},
                     {"--token-file", &shell.token_file,
                      "a file with lines `url URL` and `token TOKEN`, or a token alone"}});
  muster::add_online_commands(menu, shell);
  muster::add_offline_commands(menu);
  return menu.run(argc, argv);
}
