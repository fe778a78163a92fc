// SPDX-License-Identifier: Apache-2.0
#include "muster/base/menu.hpp"

#include <CLI/CLI.hpp>

namespace muster {
namespace {

template <class Value>
CLI::Option* option(CLI::App& app, const Setting& setting, Value* into) {
  return app.add_option(setting.name, *into, setting.help)->capture_default_str();
}

CLI::Option* option(CLI::App& app, const Setting& setting, std::vector<std::string>* into) {
  return app.add_option(setting.name, *into, setting.help);
}

CLI::Option* option(CLI::App& app, const Setting& setting, std::string* into) {
  if (setting.plain) return app.add_flag(setting.name, *into, setting.help);
  auto* made = app.add_option(setting.name, *into, setting.help);
  return into->empty() ? made : made->capture_default_str();
}

CLI::Option* option(CLI::App& app, const Setting& setting, bool* into) {
  return app.add_flag(setting.name, *into, setting.help);
}

// "--receipts,!--no-receipts": the second is how to say no.
std::string name_of(const Setting& setting) {
  return setting.name.substr(0, setting.name.find(','));
}

void add(CLI::App& app, const std::vector<Setting>& settings) {
  for (const auto& setting : settings) {
    auto* made = std::visit([&](auto* into) { return option(app, setting, into); }, setting.into);
    if (setting.required) made->required();
    if (setting.check) made->check(setting.check);
    if (!setting.group.empty()) made->group(setting.group);
  }
  for (const auto& setting : settings) {
    auto* made = app.get_option(name_of(setting));
    for (const auto& other : setting.needs) made->needs(app.get_option(other));
    if (!setting.excludes.empty()) made->excludes(app.get_option(setting.excludes));
  }
}

}  // namespace

struct Menu::Inner {
  std::unique_ptr<CLI::App> whole;  // of the whole program's menu only
  CLI::App* app = nullptr;
  std::shared_ptr<Action> typed;
};

Menu::Menu(std::string_view help, std::vector<Setting> everywhere)
    : inner_(std::make_shared<Inner>()) {
  inner_->whole = std::make_unique<CLI::App>(std::string(help));
  inner_->app = inner_->whole.get();
  inner_->typed = std::make_shared<Action>();
  inner_->app->require_subcommand(1);
  inner_->app->fallthrough();
  add(*inner_->app, everywhere);
}

Menu::Menu(std::shared_ptr<Inner> inner) : inner_(std::move(inner)) {}

Menu Menu::noun(std::string_view name, std::string_view help) {
  auto inner = std::make_shared<Inner>();
  inner->typed = inner_->typed;
  for (auto* there : inner_->app->get_subcommands([](CLI::App*) { return true; }))
    if (there->get_name() == name) inner->app = there;
  if (!inner->app) {
    inner->app = inner_->app->add_subcommand(std::string(name), std::string(help));
    inner->app->require_subcommand(1);
  }
  return Menu(std::move(inner));
}

void Menu::verb(std::string_view name, std::string_view help, std::vector<Setting> settings,
                Action action) {
  auto* verb = inner_->app->add_subcommand(std::string(name), std::string(help));
  add(*verb, settings);
  verb->callback([typed = inner_->typed, action = std::move(action)] { *typed = action; });
}

int Menu::run(int count, char** arguments) {
  CLI11_PARSE(*inner_->app, count, arguments);
  return *inner_->typed ? (*inner_->typed)() : 0;
}

std::optional<int> read_settings(std::string_view help, const std::vector<Setting>& settings,
                                 int count, char** arguments) {
  CLI::App app{std::string(help)};
  add(app, settings);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
  return {};
}

std::function<std::string(const std::string&)> one_of(std::vector<std::string> words) {
  return [words = std::move(words)](const std::string& word) -> std::string {
    std::string all;
    for (const auto& each : words) {
      if (each == word) return {};
      all += (all.empty() ? "" : ", ") + each;
    }
    return "'" + word + "' is not one of: " + all;
  };
}

}  // namespace muster
