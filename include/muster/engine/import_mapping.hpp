// SPDX-License-Identifier: Apache-2.0
// What an operator says about a list whose headers say too little: which column holds what, values
// that stand for a whole list, the order of its dates. A value; any thread.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/result.hpp"
#include "muster/base/toml.hpp"
#include "muster/engine/import_kind.hpp"

namespace muster {

enum class DateOrder : std::uint8_t { dmy, mdy, ymd };

struct ImportMapping {
  // By folded header (fold_key); none: not to be read.
  std::map<std::string, std::optional<ImportField>, std::less<>> columns;
  // For every line whose own cell is blank or missing.
  std::map<ImportField, std::string> values;
  DateOrder dates = DateOrder::dmy;
};

// A mapping file:
//   dates = "mdy"              # or dmy (when not said), ymd
//   [columns]
//   "Ten BN" = "name"          # header = field
//   "So the" = "ignore"
//   [values]
//   product = "whole_blood"    # field = value
// Errors go into `problems`, with line, key and cure.
ImportMapping read_import_mapping(const TomlFile& file, Problems& problems);

}  // namespace muster
