// SPDX-License-Identifier: Apache-2.0
// Reads config/numbering/<country>.toml. Decisions on numbers are in phone.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "muster/domain/phone.hpp"

namespace muster {
namespace {

bool digits_only(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string required_digits(TomlTable& table, std::string_view key) {
  std::string value = table.required_text(key);
  if (!digits_only(value)) table.problem(key, fmt::format("'{}' must be digits only", value));
  return value;
}

LineType read_type(TomlTable& table) {
  return table.one_of("type", {"mobile", "fixed"}, "mobile") == "fixed" ? LineType::fixed
                                                                        : LineType::mobile;
}

void read_pattern(TomlTable table, NumberingPlan& plan) {
  NumberPattern pattern;
  pattern.digits = static_cast<int>(table.required_integer("digits", 4, 15));
  pattern.type = read_type(table);
  pattern.network = table.text("network");
  const std::vector<std::string> prefixes = table.texts("prefixes");
  if (prefixes.empty()) {
    table.problem("prefixes", "name at least one: the first digits after the trunk prefix");
  }
  for (const std::string& prefix : prefixes) {
    if (prefix.empty() || !digits_only(prefix)) {
      table.problem("prefixes", fmt::format("'{}' must be digits", prefix));
      continue;
    }
    pattern.prefix = prefix;
    plan.patterns.push_back(pattern);
  }
  table.finish();
}

bool has_pattern(const NumberingPlan& plan, const Renumbering& change) {
  const int digits =
      change.digits - static_cast<int>(change.from.size()) + static_cast<int>(change.to.size());
  return std::any_of(plan.patterns.begin(), plan.patterns.end(), [&](const NumberPattern& pattern) {
    return pattern.digits == digits && (pattern.prefix.starts_with(change.to) ||
                                        std::string_view(change.to).starts_with(pattern.prefix));
  });
}

void read_renumbering(TomlTable table, NumberingPlan& plan) {
  Renumbering change;
  change.from = required_digits(table, "from");
  change.to = required_digits(table, "to");
  change.digits = static_cast<int>(table.required_integer("digits", 4, 15));
  if (!has_pattern(plan, change)) {
    table.problem("to", fmt::format("no pattern takes numbers that begin with '{}'", change.to));
  }
  plan.renumbering.push_back(std::move(change));
  table.finish();
}

}  // namespace

NumberingPlan read_numbering_plan(const TomlFile& file, Problems& problems) {
  TomlTable root = file.root(problems);
  NumberingPlan plan;
  plan.country = root.required_text("country");
  plan.calling_code = required_digits(root, "calling_code");
  plan.trunk = root.text("trunk");
  if (!digits_only(plan.trunk)) root.problem("trunk", "must be digits, or empty");
  for (TomlTable& table : root.tables("pattern")) read_pattern(std::move(table), plan);
  if (plan.patterns.empty()) root.problem("pattern", "no [[pattern]]: every number is refused");
  for (TomlTable& table : root.tables("renumbering")) read_renumbering(std::move(table), plan);
  root.finish();
  return plan;
}

}  // namespace muster
