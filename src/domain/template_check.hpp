// SPDX-License-Identifier: Apache-2.0
// What is wrong with a template before anybody is sent it. Used by wording.cpp at load.
#pragma once
#include <string>
#include <string_view>

#include "muster/domain/wording.hpp"

namespace muster {

// Adds every problem of `source`, with its line. True: none.
bool check_template(const std::string& file, std::string_view source, const TextKind& kind,
                    Problems& problems);

// The line (from 1) of a byte of `source`.
int line_of(std::string_view source, std::size_t at);

// Is `{{name}}` or a section of it in `source`?
bool mentions(std::string_view source, std::string_view name);

}  // namespace muster
