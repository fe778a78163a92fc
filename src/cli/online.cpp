// SPDX-License-Identifier: Apache-2.0
#include "online.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "dnc_command.hpp"
#include "donor_commands.hpp"
#include "export_command.hpp"
#include "import_command.hpp"
#include "muster/base/random.hpp"
#include "print.hpp"
#include "run_command.hpp"

namespace muster {
namespace {

namespace json = boost::json;

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
    // What a role may not read is left out: callers see who comes, not what donors wrote.
    if (!value && value.error().kind() == ErrorKind::forbidden) continue;
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

void add(Menu noun, const Command& command, const Shell& shell) {
  auto given = std::make_shared<Given>();
  std::vector<Setting> settings;
  for (const auto& argument : command.arguments) {
    Setting setting{std::string(argument.name), &(*given)[std::string(argument.name)],
                    std::string(argument.help)};
    setting.required = argument.required;
    setting.plain = argument.goes == Goes::flag || argument.goes == Goes::mark;
    settings.push_back(std::move(setting));
  }
  noun.verb(command.verb, command.help, std::move(settings),
            [command, given, &shell] { return run(command, *given, shell); });
}

int watch(const std::string& id, const Shell& shell) {
  auto access = access_of(shell);
  if (!access) return tell(access.error());
  ApiClient client(*access);
  auto done = client.follow(
      "/v1/requests/" + percent_encode(id) + "/stream", [&](const json::value& event) {
        print(event, shell, {});
        std::fputs("\n", stdout);
        std::fflush(stdout);
        const auto* state = event.is_object() ? event.as_object().if_contains("state") : nullptr;
        return !state || *state != json::value("closed");
      });
  return done ? 0 : tell(done.error());
}

int doctor(const Shell& shell) {
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
}

}  // namespace

void add_online_commands(Menu& menu, const Shell& shell) {
  for (const auto& command : all_commands()) add(menu.noun(command.noun), command, shell);
  auto id = std::make_shared<std::string>();
  menu.noun("request").verb("watch", "follow a request until it is closed",
                            {{"id", id.get(), "request or code", true}},
                            [id, &shell] { return watch(*id, shell); });
  add_donor_privacy(menu.noun("donor"), shell);
  add_import(menu, shell);
  add_dnc_import(menu.noun("dnc"), shell);
  add_export(menu, shell);
  menu.verb("doctor", "is the daemon alive, and is it ready; if not, why", {},
            [&shell] { return doctor(shell); });
}

}  // namespace muster
