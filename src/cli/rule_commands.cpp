// SPDX-License-Identifier: Apache-2.0
#include "rule_commands.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

#include "muster/domain/compatibility.hpp"
#include "muster/domain/rule_set.hpp"

namespace muster {
namespace {

constexpr int wrong = 1;  // exit status

// "whole_blood:2026-09-10:350" -> its parts.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t from = 0;; ++from) {
    const auto colon = std::min(text.find(':', from), text.size());
    parts.emplace_back(text.substr(from, colon - from));
    if (colon == text.size()) return parts;
    from = colon;
  }
}

Result<int> number_of(const std::string& text, std::string_view option) {
  int number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number <= 0)
    return invalid(std::string(option), fmt::format("'{}' is not a whole number above 0", text));
  return number;
}

Result<Day> day_of(const std::string& text, std::string_view option) {
  auto day = parse_day(text);
  if (!day) return invalid(std::string(option), day.error().message());
  return day;
}

Result<Donation> read_gave(const std::string& text) {
  const auto parts = parts_of(text);
  if (parts.size() < 2 || parts.size() > 3)
    return invalid("--gave", fmt::format("'{}': write product:day, or product:day:ml, like "
                                         "whole_blood:2026-09-10:350",
                                         text));
  Donation donation;
  auto product = parse_product(parts[0]);
  if (!product)
    return invalid("--gave",
                   fmt::format("'{}' is no product: whole_blood, red_cells, platelets, plasma or "
                               "granulocytes",
                               parts[0]));
  donation.product = *product;
  auto day = day_of(parts[1], "--gave");
  if (!day) return day.error();
  donation.on = *day;
  if (parts.size() == 2) return donation;
  auto volume = number_of(parts[2], "--gave");
  if (!volume) return volume.error();
  donation.volume_ml = *volume;
  return donation;
}

Result<Deferral> read_deferral(const RuleSet& rules, const std::string& text) {
  const auto parts = parts_of(text);
  if (parts.size() != 2)
    return invalid("--deferral",
                   fmt::format("'{}': write reason:day, like tattoo:2026-08-01", text));
  Deferral deferral;
  deferral.reason = parts[0];
  auto day = day_of(parts[1], "--deferral");
  if (!day) return day.error();
  deferral.event = *day;
  auto until = deferral_end(rules, parts[0], *day);
  if (!until) return invalid("--deferral", until.error().message());
  deferral.until = *until;
  return deferral;
}

struct Asked {
  std::string rules = "config/deferral/vn-2013.toml";
  std::string sex, born, weight, on, product;
  std::vector<std::string> gave, deferrals;
};

Result<Ledger> read_ledger(const RuleSet& rules, const Asked& asked) {
  Ledger ledger;
  auto sex = parse_sex(asked.sex);
  if (!sex) return invalid("--sex", fmt::format("'{}' is neither f nor m", asked.sex));
  ledger.sex = *sex;
  if (!asked.born.empty()) {
    auto day = day_of(asked.born, "--born");
    if (!day) return day.error();
    ledger.birth = *day;
  }
  if (!asked.weight.empty()) {
    auto weight = number_of(asked.weight, "--weight");
    if (!weight) return weight.error();
    ledger.weight_kg = *weight;
  }
  for (const auto& text : asked.gave) {
    auto donation = read_gave(text);
    if (!donation) return donation.error();
    ledger.donations.push_back(*donation);
  }
  for (const auto& text : asked.deferrals) {
    auto deferral = read_deferral(rules, text);
    if (!deferral) return deferral.error();
    ledger.deferrals.push_back(*deferral);
  }
  return ledger;
}

int tell_problems(const Problems& problems) {
  for (const Problem& problem : problems) std::fprintf(stderr, "%s\n", problem.text().c_str());
  return wrong;
}

int explain_rules(const Asked& asked) {
  Problems problems;
  const RuleSet rules = read_rule_set(TomlFile::load(asked.rules, problems), problems);
  if (!problems.empty()) return tell_problems(problems);
  auto ledger = read_ledger(rules, asked);
  if (!ledger) return tell(ledger.error());
  auto day = day_of(asked.on, "--on");
  if (!day) return tell(day.error());
  std::vector<Product> products(all_products.begin(), all_products.end());
  if (!asked.product.empty()) {
    auto product = parse_product(asked.product);
    if (!product)
      return tell(invalid("--product", fmt::format("'{}' is no product", asked.product)));
    products = {*product};
  }
  for (Product product : products)
    std::printf("%s: %s\n", std::string(name(product)).c_str(),
                explain(rules, eligible_on(rules, *ledger, product), product, *day).c_str());
  return 0;
}

using Reader = std::function<void(const TomlFile&, Problems&)>;

int check_files(const std::vector<std::string>& files, const Reader& read) {
  int status = 0;
  for (const auto& path : files) {
    Problems problems;
    const TomlFile file = TomlFile::load(path, problems);
    // A file that is no TOML has one mistake, not a missing key for each.
    if (problems.empty()) read(file, problems);
    if (problems.empty())
      std::printf("%s: no mistakes found\n", path.c_str());
    else
      status = tell_problems(problems);
  }
  return status;
}

void add_check(Menu noun, Reader read) {
  auto files = std::make_shared<std::vector<std::string>>();
  noun.verb("check", "tell every mistake of such files, with line and cure",
            {{"files", files.get(), "files", true}},
            [files, read = std::move(read)] { return check_files(*files, read); });
}

}  // namespace

void add_rule_commands(Menu& menu) {
  auto rules = menu.noun("rules", "look at deferral rules, without a daemon");
  add_check(rules, [](const TomlFile& file, Problems& problems) { read_rule_set(file, problems); });
  auto asked = std::make_shared<Asked>();
  rules.verb("explain", "when somebody may give, by a rule set, and why",
             {{"--rules", &asked->rules, "rule set"},
              {"--sex", &asked->sex, "f or m; the stricter of the two when not said"},
              {"--born", &asked->born, "day of birth"},
              {"--weight", &asked->weight, "kg"},
              {"--gave", &asked->gave, "product:day or product:day:ml, as often as needed"},
              {"--deferral", &asked->deferrals, "reason:day, as often as needed"},
              {"--on", &asked->on, "the day in question", true},
              {"--product", &asked->product, "all when not said"}},
             [asked] { return explain_rules(*asked); });
  add_check(menu.noun("compatibility", "look at compatibility tables"),
            [](const TomlFile& file, Problems& problems) { read_compatibility(file, problems); });
}

}  // namespace muster
