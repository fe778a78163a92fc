// SPDX-License-Identifier: Apache-2.0
// What the parts of a rule set's file have in common, and its donor standards.
#pragma once
#include <string>
#include <vector>

#include "muster/base/toml.hpp"
#include "muster/domain/deferral.hpp"

namespace muster {

// `article` of the set's authority, or `source` for a rule that another body gives.
std::string read_article(TomlTable& table, const std::string& authority);
// Names of products under `key`; all when the key is left out and that is allowed.
std::vector<Product> read_products(TomlTable& table, std::string_view key, bool all_if_missing);
// Whom a rule is for; unknown: everyone.
Sex read_sex(TomlTable& table);

void read_age(TomlTable table, RuleSet& rules);
void read_volume(TomlTable& table, RuleSet& rules);
void read_usual_volumes(TomlTable table, RuleSet& rules);

}  // namespace muster
