// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <algorithm>
#include <iostream>

#include "muster/base/menu.hpp"

namespace muster::sandbox {
namespace {

// latency_ms is --latency-ms.
std::string option_name(std::string_view name) {
  std::string option = "--" + std::string(name);
  std::ranges::replace(option, '_', '-');
  return option;
}

void add_behaviour(std::vector<Setting>& settings, Behaviour& behaviour) {
  for (const auto& field : behaviour_fields()) {
    Setting setting{option_name(field.name), static_cast<bool*>(nullptr), std::string(field.help)};
    setting.group = "Behaviour";
    if (const auto* flag = std::get_if<bool Behaviour::*>(&field.member)) {
      if (behaviour.**flag) setting.name += ",!--no-" + setting.name.substr(2);
      setting.into = &(behaviour.**flag);
    } else if (const auto* whole = std::get_if<int Behaviour::*>(&field.member)) {
      setting.into = &(behaviour.**whole);
    } else if (const auto* rate = std::get_if<double Behaviour::*>(&field.member)) {
      setting.into = &(behaviour.**rate);
    }
    settings.push_back(std::move(setting));
  }
}

}  // namespace

Parsed parse_options(int count, char** arguments) {
  Parsed parsed;
  auto& options = parsed.options;
  std::vector<Setting> settings = {
      {"--port", &options.port, "port on 127.0.0.1; 0: any"},
      {"--port-file", &options.port_file, "write the port here once listening"},
      {"--webhook-secret-file", &options.webhook_secret_file,
       "first line: whsec_..., signs receipts and replies; else the one of "
       "config/gateways/sandbox.toml"},
      {"--journal", &options.journal, "append each accepted key to this file"},
      {"--seed", &options.seed, "of every draw of chance"},
      {"--keep", &options.keep.a_phone, "newest texts kept for a phone"},
      {"--keep-total", &options.keep.messages, "texts kept in all"},
      {"--log", &options.log_level, "debug, info, warn or error"},
  };
  add_behaviour(settings, options.behaviour);
  if (auto ended = read_settings("An HTTP gateway with virtual phones, for demos, tests and "
                                 "benchmarks.",
                                 settings, count, arguments)) {
    parsed.exit = *ended;
    return parsed;
  }
  if (auto checked = check(options.behaviour); !checked) {
    std::cerr << checked.error().text() << "\n";
    parsed.exit = 2;
  }
  if (options.keep.a_phone == 0 || options.keep.messages == 0) {
    std::cerr << "--keep and --keep-total must be at least 1\n";
    parsed.exit = 2;
  }
  return parsed;
}

}  // namespace muster::sandbox
