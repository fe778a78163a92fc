// SPDX-License-Identifier: Apache-2.0
// The shipped rule sets, and one that is harder than any of them.
#pragma once
#include <gtest/gtest.h>

#include "muster/domain/rule_set.hpp"

namespace muster::rule_files {

inline RuleSet shipped(const std::string& name) {
  Problems problems;
  TomlFile file = TomlFile::load(MUSTER_SOURCE_DIR "/config/deferral/" + name + ".toml", problems);
  RuleSet rules = read_rule_set(file, problems);
  for (const Problem& problem : problems) ADD_FAILURE() << problem.text();
  return rules;
}

inline constexpr const char* names[] = {"vn-2013", "us-fda", "uk-nhsbt", "in-nbtc"};

// The circular with windows of every kind that overlap, waits that differ by sex, and every bound
// of age, so that each kind of rule meets the others.
inline RuleSet harder() {
  RuleSet rules = shipped("vn-2013");
  rules.code = "harder";
  rules.windows.push_back({{Product::platelets, Product::plasma}, 4, 90, "window", true});
  rules.windows.push_back({{Product::whole_blood, Product::red_cells}, 3, 365, "window", true});
  rules.windows.push_back({{Product::whole_blood}, 3, 0, "women's", true, 12, 0, Sex::female});
  rules.windows.push_back({{Product::whole_blood}, 4, 0, "men's", true, 12, 0, Sex::male});
  rules.windows.push_back({{Product::plasma}, 0, 0, "litres", true, 1, 1300});
  rules.windows.push_back(
      {{Product::plasma, Product::platelets}, 0, 200, "litres", false, 0, 2600});
  rules.usual_ml = {350, 300, 250, 600, 200};
  rules.female[0][0] = IntervalRule{112, "women", true};
  rules.male[1][1] = IntervalRule{120, "men", true};
  rules.age.apheresis_max = 55;
  rules.age.first_time_max = 50;
  rules.age.max_unless_recent = 52;
  rules.age.recent_years = 1;
  return rules;
}

inline std::vector<RuleSet> all() {
  std::vector<RuleSet> sets;
  for (const char* name : names) sets.push_back(shipped(name));
  sets.push_back(harder());
  return sets;
}

}  // namespace muster::rule_files
