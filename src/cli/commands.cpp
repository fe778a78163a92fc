// SPDX-License-Identifier: Apache-2.0
#include "command.hpp"

namespace muster {

std::vector<Argument> with_id(std::string_view help, std::vector<Argument> more) {
  std::vector<Argument> all = {{"id", "id", Goes::path, true, help}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::vector<Command> all_commands() {
  auto all = registry_commands();
  for (const auto& more : {ledger_commands(), contact_commands(), consent_commands(),
                           paging_commands(), privacy_commands()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace muster
