// SPDX-License-Identifier: Apache-2.0
// The donor standards of a rule set's file: age, weight, volume.
#include <fmt/format.h>

#include <algorithm>

#include "rule_set_parts.hpp"

namespace muster {
namespace {

constexpr int oldest = 120;  // years
constexpr int most_years = 20;
constexpr int heaviest_kg = 300;
constexpr int most_ml = 2000;

std::optional<int> optional_years(TomlTable& table, std::string_view key) {
  if (!table.has(key)) return std::nullopt;
  return static_cast<int>(table.integer(key, 0, 0, oldest));
}

void check_bound(TomlTable& table, std::string_view key, const std::optional<int>& value,
                 const AgeRule& age) {
  if (!value) return;
  if (*value < age.min) table.problem(key, "is below min");
  if (age.max && *value > *age.max)
    table.problem(key, "is above max, so it changes nothing; leave it out or lower it");
}

}  // namespace

void read_age(TomlTable table, RuleSet& rules) {
  AgeRule& age = rules.age;
  age.min = static_cast<int>(table.required_integer("min", 0, oldest));
  age.max = optional_years(table, "max");
  age.apheresis_max = optional_years(table, "apheresis_max");
  age.first_time_max = optional_years(table, "first_time_max");
  age.max_unless_recent = optional_years(table, "max_unless_recent");
  age.recent_years = static_cast<int>(table.integer("recent_years", 0, 1, most_years));
  if (age.max && *age.max < age.min) table.problem("max", "is below min");
  check_bound(table, "apheresis_max", age.apheresis_max, age);
  check_bound(table, "first_time_max", age.first_time_max, age);
  check_bound(table, "max_unless_recent", age.max_unless_recent, age);
  if (age.max_unless_recent.has_value() != (age.recent_years > 0))
    table.problem("", "needs both max_unless_recent and recent_years, or neither");
  age.article = read_article(table, rules.authority);
  age.verified = table.flag("verified", true);
  table.finish();
}

void read_volume(TomlTable& table, RuleSet& rules) {
  VolumeRule rule;
  rule.products = read_products(table, "products", true);
  rule.sex = read_sex(table);
  rule.from_kg = static_cast<int>(table.required_integer("from_kg", 1, heaviest_kg));
  rule.most_ml = static_cast<int>(table.required_integer("most_ml", 1, most_ml));
  rule.most_ml_per_kg = static_cast<int>(table.integer("most_ml_per_kg", 0, 1, 100));
  rule.article = read_article(table, rules.authority);
  rule.verified = table.flag("verified", true);
  table.finish();
  for (const VolumeRule& other : rules.volumes)
    for (Product product : other.products)
      if (other.from_kg == rule.from_kg && other.sex == rule.sex &&
          std::find(rule.products.begin(), rule.products.end(), product) != rule.products.end())
        table.problem("from_kg", fmt::format("{} has a volume from {} kg on already", name(product),
                                             rule.from_kg));
  rules.volumes.push_back(std::move(rule));
}

void read_usual_volumes(TomlTable table, RuleSet& rules) {
  for (Product product : all_products)
    rules.usual_ml[static_cast<std::size_t>(product)] =
        static_cast<int>(table.integer(name(product), 0, 1, most_ml));
  table.finish();
}

}  // namespace muster
