// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/rule_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "muster/base/nearest.hpp"
#include "rule_set_parts.hpp"

namespace muster {

std::string read_article(TomlTable& table, const std::string& authority) {
  const std::string article = table.text("article");
  const std::string source = table.text("source");
  if (article.empty() == source.empty())
    table.problem("",
                  "needs `article` (of the authority of this file) or `source` (where else it is "
                  "from), one of the two");
  return source.empty() ? authority + " " + article : source;
}

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

Sex read_sex(TomlTable& table) {
  const std::string sex = table.one_of("sex", {"everyone", "female", "male"}, "everyone");
  return parse_sex(sex).value_or(Sex::unknown);
}

namespace {

constexpr std::int64_t most_days = 3660;  // ten years; longer is a permanent deferral or a slip
constexpr std::int64_t most_months = 120;
constexpr std::int64_t most_window_ml = 100'000;

std::size_t index(Product product) { return static_cast<std::size_t>(product); }

int small(std::int64_t value) { return static_cast<int>(value); }

// Which pairs of products have an interval: for everyone, for women, for men.
using Cells = std::array<std::array<std::array<bool, 5>, 5>, 3>;

// One [[intervals]] table fills a block of the matrix; no cell may be filled twice.
void read_interval(TomlTable& table, RuleSet& rules, Cells& filled) {
  const std::vector<Product> lasts = read_products(table, "last", false);
  const std::vector<Product> nexts = read_products(table, "next", true);
  const Sex sex = read_sex(table);
  IntervalRule rule;
  rule.days = small(table.required_integer("days", 0, most_days));
  rule.article = read_article(table, rules.authority);
  rule.verified = table.flag("verified", true);
  table.finish();
  for (Product last : lasts) {
    for (Product next : nexts) {
      const std::size_t row = index(last), column = index(next);
      bool& taken = filled[static_cast<std::size_t>(sex)][row][column];
      if (taken)
        table.problem("", fmt::format("{} then {} has an interval already ({})", name(last),
                                      name(next), sex == Sex::unknown ? "everyone" : name(sex)));
      taken = true;
      if (sex == Sex::unknown)
        rules.intervals[row][column] = rule;
      else
        (sex == Sex::female ? rules.female : rules.male)[row][column] = rule;
    }
  }
}

void read_intervals(TomlTable& root, RuleSet& rules) {
  Cells filled{};
  for (TomlTable& table : root.tables("intervals")) read_interval(table, rules, filled);
  const auto has = [&](Sex sex, Product last, Product next) {
    return filled[static_cast<std::size_t>(sex)][index(last)][index(next)];
  };
  for (Product last : all_products)
    for (Product next : all_products)
      if (!has(Sex::unknown, last, next) &&
          !(has(Sex::female, last, next) && has(Sex::male, last, next)))
        root.problem(
            "intervals",
            fmt::format("none for {} then {}; add one, with days = 0 if the authority sets none",
                        name(last), name(next)));
}

void check_volume_window(TomlTable& table, const WindowRule& rule, const RuleSet& rules) {
  for (Product product : rule.products) {
    const int usual = rules.usual_ml[index(product)];
    if (usual == 0)
      table.problem("volume_ml", fmt::format("needs the usual volume of {} too: add {} = 500 under "
                                             "[usual_ml]",
                                             name(product), name(product)));
    if (usual > rule.volume_ml)
      table.problem("volume_ml", fmt::format("is less than one usual donation of {} ({} ml)",
                                             name(product), usual));
  }
}

void read_window(TomlTable& table, RuleSet& rules) {
  WindowRule rule;
  rule.products = read_products(table, "products", false);
  rule.sex = read_sex(table);
  rule.count = small(table.integer("count", 0, 1, most_per_window));
  rule.volume_ml = small(table.integer("volume_ml", 0, 1, most_window_ml));
  rule.days = small(table.integer("days", 0, 1, most_days));
  rule.months = small(table.integer("months", 0, 1, most_months));
  rule.article = read_article(table, rules.authority);
  rule.verified = table.flag("verified", true);
  table.finish();
  if (table.has("count") == table.has("volume_ml"))
    table.problem("", "needs count (donations) or volume_ml (in all), one of the two");
  if (table.has("days") == table.has("months"))
    table.problem("", "needs days or months (calendar months), one of the two");
  if (rule.volume_ml > 0) check_volume_window(table, rule, rules);
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
  read_usual_volumes(root.table("usual_ml"), rules);
  for (TomlTable& table : root.tables("volumes")) read_volume(table, rules);
  read_intervals(root, rules);
  for (TomlTable& table : root.tables("windows")) read_window(table, rules);
  std::map<std::string, int> seen;
  for (TomlTable& table : root.tables("reasons")) read_reasons(table, rules, seen);
  root.finish();
  return rules;
}

}  // namespace muster
