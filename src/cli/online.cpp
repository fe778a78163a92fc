// SPDX-License-Identifier: Apache-2.0
#include "online.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>

#include "dnc_command.hpp"
#include "export_command.hpp"
#include "donor_commands.hpp"
#include "import_command.hpp"
#include "muster/base/random.hpp"
#include "print.hpp"
#include "run_command.hpp"

namespace muster {
namespace {

namespace json = boost::json;

Result<Access> read_access(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error(ErrorKind::io, "cannot be read", path);
  Access access;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string name, value;
    words >> name >> value;
    if (name == "url")
      access.url = value;
    else if (name == "token")
      access.token = value;
    else if (!name.empty() && value.empty() && access.token.empty())
      access.token = name;
  }
  if (access.token.empty())
    return invalid(path, "has no token: write lines `url URL` and `token TOKEN`");
  return access;
}

void print(const json::value& value, const Shell& shell,
           const std::vector<std::string_view>& columns) {
  auto text = shell.json ? json::serialize(value) + "\n" : readable(value, columns);
  std::fputs(text.c_str(), stdout);
}

// `request show` tells the whole story: the terms, who was asked, what they said.
Result<json::value> with_story(ApiClient& client, const ApiCall& call, json::value request) {
  for (auto part : {"pages", "answers"}) {
    ApiCall more;
    more.path = call.path + "/" + part;
    auto value = client.call(more);
    if (!value) return value.error();
    const auto* items = value->is_object() ? value->as_object().if_contains("items") : nullptr;
    request.as_object()[part] = items ? *items : *value;
  }
  return request;
}

int run(const Command& command, const Given& given, const Shell& shell) {
  auto access = access_of(shell);
  if (!access) return tell(access.error());
  auto call = call_of(command, given);
  if (!call) return tell(call.error());
  if (command.method == "POST") call->idempotency_key = SystemRandom().token(16);
  ApiClient client(*access);
  auto value = client.call(*call);
  if (value && command.noun == "request" && command.verb == "show")
    value = with_story(client, *call, std::move(*value));
  if (!value) return tell(value.error());
  if (!value->is_null()) print(*value, shell, command.columns);
  return 0;
}

void add(CLI::App& noun, Command command, Shell& shell) {
  auto* verb = noun.add_subcommand(std::string(command.verb), std::string(command.help));
  auto given = std::make_shared<Given>();
  for (const auto& argument : command.arguments) {
    auto& value = (*given)[std::string(argument.name)];
    bool plain = argument.goes == Goes::flag || argument.goes == Goes::mark;
    auto* option =
        plain ? verb->add_flag(std::string(argument.name), value, std::string(argument.help))
              : verb->add_option(std::string(argument.name), value, std::string(argument.help));
    if (argument.required) option->required();
  }
  verb->callback([command, given, &shell] {
    shell.action = [command, given, &shell] { return run(command, *given, shell); };
  });
}

void add_watch(CLI::App& request, Shell& shell) {
  auto* verb = request.add_subcommand("watch", "follow a request until it is closed");
  auto id = std::make_shared<std::string>();
  verb->add_option("id", *id, "request or code")->required();
  verb->callback([id, &shell] {
    shell.action = [id, &shell] {
      auto access = access_of(shell);
      if (!access) return tell(access.error());
      ApiClient client(*access);
      auto done = client.follow(
          "/v1/requests/" + percent_encode(*id) + "/stream", [&](const json::value& event) {
            print(event, shell, {});
            std::fputs("\n", stdout);
            std::fflush(stdout);
            const auto* state =
                event.is_object() ? event.as_object().if_contains("state") : nullptr;
            return !state || *state != json::value("closed");
          });
      return done ? 0 : tell(done.error());
    };
  });
}

void add_doctor(CLI::App& cli, Shell& shell) {
  auto* verb = cli.add_subcommand("doctor", "is the daemon alive, and is it ready; if not, why");
  verb->callback([&shell] {
    shell.action = [&shell] {
      auto access = access_of(shell);
      if (!access) return tell(access.error());
      ApiClient client(*access);
      int status = 0;
      for (auto path : {"/healthz", "/readyz"}) {
        ApiCall call;
        call.path = path;
        auto value = client.call(call);
        if (!value)
          status = tell(value.error());
        else
          print(*value, shell, {});
      }
      return status;
    };
  });
}

}  // namespace

int tell(const Error& error) {
  std::fprintf(stderr, "muster: %s\n", error.text().c_str());
  return 1;
}

Result<Access> access_of(const Shell& shell) {
  Access access;
  if (!shell.token_file.empty()) {
    auto read = read_access(shell.token_file);
    if (!read) return read.error();
    access = *read;
  } else if (!shell.token.empty()) {
    access.token = shell.token;
  } else {
    auto read = read_access(shell.home + "/.config/muster");
    if (!read)
      return Error(ErrorKind::unauthorised,
                   "no token: give --token-file FILE, set MUSTER_URL and MUSTER_TOKEN, or write "
                   "~/.config/muster");
    access = *read;
  }
  if (access.url.empty()) access.url = shell.url.empty() ? "http://127.0.0.1:8470" : shell.url;
  while (access.url.ends_with('/')) access.url.pop_back();
  return access;
}

void add_online_commands(CLI::App& cli, Shell& shell) {
  std::map<std::string_view, CLI::App*> nouns;
  for (const auto& command : all_commands()) {
    auto& noun = nouns[command.noun];
    if (!noun) {
      noun = cli.add_subcommand(std::string(command.noun), "");
      noun->require_subcommand(1);
    }
    add(*noun, command, shell);
  }
  add_watch(*nouns["request"], shell);
  add_donor_privacy(*nouns["donor"], shell);
  add_import(cli, shell);
  add_dnc_import(*nouns["dnc"], shell);
  add_export(cli, shell);
  add_doctor(cli, shell);
}

}  // namespace muster
