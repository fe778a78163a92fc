// SPDX-License-Identifier: Apache-2.0
#include "offline.hpp"

#include <cstdio>
#include <iostream>
#include <memory>

#include "muster/engine/configuration.hpp"
#include "muster/store/store.hpp"
#include "rule_commands.hpp"
#include "text_commands.hpp"

namespace muster {
namespace {

void add_text(CLI::App& cli, Shell& shell) {
  auto* text = cli.add_subcommand("text", "look at texts");
  text->require_subcommand(1);
  text->add_subcommand(
          "measure",
          "JSON lines {\"text\":...} on standard input: encoding, units, segments of an SMS")
      ->callback([&shell] { shell.action = [] { return measure_text(std::cin, std::cout); }; });
}

void add_phone(CLI::App& cli, Shell& shell) {
  auto* phone = cli.add_subcommand("phone", "look at telephone numbers");
  phone->require_subcommand(1);
  auto* verb =
      phone->add_subcommand("normalise", "a number a line on standard input, to E.164 or why not");
  struct Given {
    std::string country = "VN";
    std::string plan = "config/numbering/vn.toml";
  };
  auto given = std::make_shared<Given>();
  verb->add_option("--country", given->country, "whose plan reads numbers without a country code");
  verb->add_option("--plan", given->plan, "numbering plan")->capture_default_str();
  verb->callback([given, &shell] {
    shell.action = [given] {
      Problems problems;
      NumberingPlans plans;
      plans.plans.push_back(read_numbering_plan(TomlFile::load(given->plan, problems), problems));
      if (!problems.empty()) {
        std::fputs(listed(problems).c_str(), stderr);
        return 1;
      }
      return normalise_phones(plans, given->country, std::cin, std::cout);
    };
  });
}

void add_reply(CLI::App& cli, Shell& shell) {
  auto* reply = cli.get_subcommand("reply");
  auto* verb = reply->add_subcommand("classify", "a reply a line on standard input: what it means");
  auto language = std::make_shared<std::string>("vi");
  verb->add_option("--lang", *language, "vi or en")->capture_default_str();
  verb->callback([language, &shell] {
    shell.action = [language] { return classify_replies(*language, std::cin, std::cout); };
  });
}

void add_files(CLI::App& cli, Shell& shell) {
  auto path = std::make_shared<std::string>();
  auto* check = cli.add_subcommand("check-config",
                                   "tell every mistake of a configuration, with line and cure");
  check->add_option("file", *path, "configuration file")->required();
  check->callback([path, &shell] {
    shell.action = [path] {
      Problems problems;
      if (load_configuration(*path, "", problems)) {
        std::printf("%s: no mistakes found\n", path->c_str());
        return 0;
      }
      std::fputs(listed(problems).c_str(), stderr);
      return 1;
    };
  });
  auto* migrate = cli.add_subcommand(
      "migrate", "bring a database to this program's schema; stop musterd first");
  migrate->add_option("file", *path, "database file")->required();
  migrate->callback([path, &shell] {
    shell.action = [path] {
      auto migrated = migrate_sqlite(*path);
      if (!migrated) return tell(migrated.error());
      std::printf("%s: schema %d -> %d\n", path->c_str(), migrated->from, migrated->to);
      return 0;
    };
  });
}

}  // namespace

void add_offline_commands(CLI::App& cli, Shell& shell) {
  add_text(cli, shell);
  add_phone(cli, shell);
  add_reply(cli, shell);
  add_files(cli, shell);
  add_rule_commands(cli, shell);
}

}  // namespace muster
