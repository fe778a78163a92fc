// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/rule_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "muster/base/nearest.hpp"

namespace muster {
namespace {

constexpr std::int64_t most_days = 3660;  // ten years; longer is a permanent deferral or a slip
constexpr std::int64_t most_months = 120;

std::size_t index(Product product) { return static_cast<std::size_t>(product); }

int small(std::int64_t value) { return static_cast<int>(value); }

// `article` of the set's authority, or `source` for a rule that another body gives.
std::string read_article(TomlTable& table, const std::string& authority) {
  const std::string article = table.text("article");
  const std::string source = table.text("source");
  if (article.empty() == source.empty())
    table.problem("",
                  "needs `article` (of the authority of this file) or `source` (where else it is "
                  "from), one of the two");
  return source.empty() ? authority + " " + article : source;
}

// Names of products under `key`; `all` when the key is left out and that is allowed.
std::vector<Product> read_products(TomlTable& table, std::string_view key, bool all_if_missing) {
  if (!table.has(key) && all_if_missing) {
    table.texts(key);  // marks the key as known
    return std::vector<Product>(all_products.begin(), all_products.end());
  }
  std::vector<Product> products;
  std::vector<std::string_view> known;
  for (Product product : all_products) known.push_back(name(product));
  for (const std::string& text : table.texts(key)) {
    auto found = std::find(known.begin(), known.end(), text);
    if (found == known.end()) {
      table.problem(key, fmt::format("'{}' is no product{}", text, nearest_hint(text, known)));
      continue;
    }
    const Product product = all_products[static_cast<std::size_t>(found - known.begin())];
    if (std::find(products.begin(), products.end(), product) != products.end())
      table.problem(key, fmt::format("names {} twice", text));
    products.push_back(product);
  }
  if (!table.has(key))
    table.problem(
        key,
        fmt::format("is missing; name at least one product, like {} = [\"whole_blood\"]", key));
  else if (products.empty())
    table.problem(key, "names no product");
  return products;
}

void read_age(TomlTable table, RuleSet& rules) {
  rules.age_min = small(table.required_integer("min", 0, 120));
  rules.age_max = small(table.required_integer("max", 0, 120));
  if (rules.age_max < rules.age_min) table.problem("max", "is below min");
  rules.age_article = read_article(table, rules.authority);
  rules.age_verified = table.flag("verified", true);
  table.finish();
}

using Cells = std::array<std::array<bool, 5>, 5>;

// One [[intervals]] table fills a block of the matrix; no cell may be filled twice.
void read_interval(TomlTable& table, RuleSet& rules, Cells& common, Cells& female) {
  const std::vector<Product> lasts = read_products(table, "last", false);
  const std::vector<Product> nexts = read_products(table, "next", true);
  const std::string sex = table.one_of("sex", {"everyone", "female"}, "everyone");
  IntervalRule rule;
  rule.days = small(table.required_integer("days", 0, most_days));
  rule.article = read_article(table, rules.authority);
  rule.verified = table.flag("verified", true);
  table.finish();
  for (Product last : lasts) {
    for (Product next : nexts) {
      bool& filled = (sex == "female" ? female : common)[index(last)][index(next)];
      if (filled)
        table.problem("", fmt::format("{} then {} has an interval already ({})", name(last),
                                      name(next), sex));
      filled = true;
      if (sex == "female")
        rules.female[index(last)][index(next)] = rule;
      else
        rules.intervals[index(last)][index(next)] = rule;
    }
  }
}

void read_intervals(TomlTable& root, RuleSet& rules) {
  Cells common{}, female{};
  for (TomlTable& table : root.tables("intervals")) read_interval(table, rules, common, female);
  for (Product last : all_products)
    for (Product next : all_products)
      if (!common[index(last)][index(next)])
        root.problem(
            "intervals",
            fmt::format("none for {} then {}; add one, with days = 0 if the authority sets none",
                        name(last), name(next)));
}

void read_window(TomlTable& table, RuleSet& rules) {
  WindowRule rule;
  rule.products = read_products(table, "products", false);
  rule.count = small(table.required_integer("count", 1, most_per_window));
  rule.days = small(table.required_integer("days", 1, most_days));
  rule.article = read_article(table, rules.authority);
  rule.verified = table.flag("verified", true);
  table.finish();
  rules.windows.push_back(std::move(rule));
}

// One [[reasons]] table gives several codes the same wait. `seen` tells where a code stood first.
void read_reasons(TomlTable& table, RuleSet& rules, std::map<std::string, int>& seen) {
  const std::vector<std::string> codes = table.texts("codes");
  DeferralReason reason;
  reason.months = small(table.integer("months", 0, 0, most_months));
  reason.days = small(table.integer("days", 0, 0, most_days));
  reason.permanent = table.flag("permanent", false);
  reason.start_event =
      reason.permanent ? table.text("start_event") : table.required_text("start_event");
  reason.article = read_article(table, rules.authority);
  reason.verified = table.flag("verified", true);
  table.finish();
  if (codes.empty()) table.problem("codes", "names no reason; write codes = [\"tattoo\"]");
  if (reason.permanent == (reason.months > 0 || reason.days > 0))
    table.problem("", "needs months or days, or permanent = true, and not both");
  for (const std::string& code : codes) {
    if (auto [at, fresh] = seen.emplace(code, table.line()); !fresh)
      table.problem("codes", fmt::format("'{}' stands in line {} already", code, at->second));
    if (code.empty() ||
        code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != code.npos)
      table.problem("codes", fmt::format("'{}' must be of a-z, 0-9 and _", code));
    reason.code = code;
    rules.reasons.push_back(reason);
  }
}

}  // namespace

RuleSet read_rule_set(const TomlFile& file, Problems& problems) {
  RuleSet rules;
  TomlTable root = file.root(problems);
  rules.code = root.required_text("code");
  rules.authority = root.required_text("authority");
  if (auto day = root.day("in_force"))
    rules.in_force = *day;
  else if (!root.has("in_force"))
    root.problem("in_force", "is missing; add in_force = 2013-11-15");
  if (!root.has("age"))
    root.problem("age", "is missing; add [age] with min, max, article");
  else
    read_age(root.table("age"), rules);
  read_intervals(root, rules);
  for (TomlTable& table : root.tables("windows")) read_window(table, rules);
  std::map<std::string, int> seen;
  for (TomlTable& table : root.tables("reasons")) read_reasons(table, rules, seen);
  root.finish();
  return rules;
}

}  // namespace muster
