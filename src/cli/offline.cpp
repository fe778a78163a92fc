// SPDX-License-Identifier: Apache-2.0
#include "offline.hpp"

#include <cstdio>
#include <iostream>
#include <memory>

#include "muster/engine/configuration.hpp"
#include "muster/store/store.hpp"
#include "rule_commands.hpp"
#include "shell.hpp"
#include "text_commands.hpp"

namespace muster {
namespace {

void add_text(Menu& menu) {
  menu.noun("text", "look at texts")
      .verb("measure",
            "JSON lines {\"text\":...} on standard input: encoding, units, segments of an SMS", {},
            [] { return measure_text(std::cin, std::cout); });
}

void add_phone(Menu& menu) {
  struct Given {
    std::string country = "VN";
    std::string plan = "config/numbering/vn.toml";
  };
  auto given = std::make_shared<Given>();
  menu.noun("phone", "look at telephone numbers")
      .verb("normalise", "a number a line on standard input, to E.164 or why not",
            {{"--country", &given->country, "whose plan reads numbers without a country code"},
             {"--plan", &given->plan, "numbering plan"}},
            [given] {
              Problems problems;
              NumberingPlans plans;
              auto file = TomlFile::load(given->plan, problems);
              plans.plans.push_back(read_numbering_plan(file, problems));
              if (!problems.empty()) {
                std::fputs(listed(problems).c_str(), stderr);
                return 1;
              }
              return normalise_phones(plans, given->country, std::cin, std::cout);
            });
}

void add_reply(Menu& menu) {
  auto language = std::make_shared<std::string>("vi");
  menu.noun("reply").verb("classify", "a reply a line on standard input: what it means",
                          {{"--lang", language.get(), "vi or en"}},
                          [language] { return classify_replies(*language, std::cin, std::cout); });
}

int check_configuration(const std::string& path) {
  Problems problems;
  if (load_configuration(path, "", problems)) {
    std::printf("%s: no mistakes found\n", path.c_str());
    return 0;
  }
  std::fputs(listed(problems).c_str(), stderr);
  return 1;
}

int migrate(const std::string& path) {
  auto migrated = migrate_sqlite(path);
  if (!migrated) return tell(migrated.error());
  std::printf("%s: schema %d -> %d\n", path.c_str(), migrated->from, migrated->to);
  return 0;
}

void add_files(Menu& menu) {
  auto path = std::make_shared<std::string>();
  menu.verb("check-config", "tell every mistake of a configuration, with line and cure",
            {{"file", path.get(), "configuration file", true}},
            [path] { return check_configuration(*path); });
  menu.verb("migrate", "bring a database to this program's schema; stop musterd first",
            {{"file", path.get(), "database file", true}}, [path] { return migrate(*path); });
}

}  // namespace

void add_offline_commands(Menu& menu) {
  add_text(menu);
  add_phone(menu);
  add_reply(menu);
  add_files(menu);
  add_rule_commands(menu);
}

}  // namespace muster
