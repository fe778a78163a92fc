// SPDX-License-Identifier: Apache-2.0
// Makes the API call that a row of all_commands() describes.
#pragma once
#include <map>
#include <string>

#include "api_client.hpp"
#include "command.hpp"

namespace muster {

using Given = std::map<std::string, std::string, std::less<>>;  // argument name -> text

// Error: invalid, with the argument as field.
Result<ApiCall> call_of(const Command& command, const Given& given);

}  // namespace muster
