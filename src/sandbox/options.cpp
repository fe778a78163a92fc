// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

namespace muster::sandbox {
namespace {

// latency_ms is --latency-ms.
std::string option_name(std::string_view name) {
  std::string option = "--" + std::string(name);
  std::ranges::replace(option, '_', '-');
  return option;
}

void add_behaviour(CLI::App& app, Behaviour& behaviour) {
  for (const auto& field : behaviour_fields()) {
    auto option = option_name(field.name);
    std::string help(field.help);
    if (const auto* flag = std::get_if<bool Behaviour::*>(&field.member)) {
      auto names = behaviour.**flag ? option + ",!--no-" + option.substr(2) : option;
      app.add_flag(names, behaviour.**flag, help)->group("Behaviour");
    } else if (const auto* whole = std::get_if<int Behaviour::*>(&field.member)) {
      app.add_option(option, behaviour.**whole, help)->group("Behaviour");
    } else if (const auto* rate = std::get_if<double Behaviour::*>(&field.member)) {
      app.add_option(option, behaviour.**rate, help)->group("Behaviour");
    }
  }
}

}  // namespace

Parsed parse_options(int count, char** arguments) {
  Parsed parsed;
  auto& options = parsed.options;
  CLI::App app("An HTTP gateway with virtual phones, for demos, tests and benchmarks.");
  app.option_defaults()->always_capture_default();
  app.add_option("--port", options.port, "port on 127.0.0.1; 0: any");
  app.add_option("--port-file", options.port_file, "write the port here once listening");
  app.add_option("--webhook-secret-file", options.webhook_secret_file,
                 "first line: whsec_..., signs receipts and replies; else the one of "
                 "config/gateways/sandbox.toml");
  app.add_option("--journal", options.journal, "append each accepted key to this file");
  app.add_option("--seed", options.seed, "of every draw of chance");
  app.add_option("--keep", options.keep.a_phone, "newest texts kept for a phone");
  app.add_option("--keep-total", options.keep.messages, "texts kept in all");
  app.add_option("--log", options.log_level, "debug, info, warn or error");
  add_behaviour(app, options.behaviour);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    parsed.exit = app.exit(error);
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
