// SPDX-License-Identifier: Apache-2.0
// A gateway file from TOML to GatewayParts. The language itself is told in
// config/gateways/sandbox.toml.
#include <fmt/format.h>

#include <algorithm>

#include "gateway_parts.hpp"
#include "muster/base/nearest.hpp"

namespace muster {
namespace {

bool is_word(std::string_view text, std::string_view also) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [also](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           also.find(c) != std::string_view::npos;
  });
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

std::string_view without_line_end(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

void read_values(TomlTable table, Constants& constants) {
  for (const std::string& name : table.keys()) {
    if (!is_word(name, "_")) table.problem(name, "a name is small letters, digits and _");
    std::string& value = constants["value." + name];
    value = table.text(name);
    if (value.empty()) table.problem(name, "is empty; fill it in");
  }
}

// The secrets by name; one that cannot be read is a Problem and stands there empty.
Constants read_secrets(TomlTable table, const Gateway::SecretReader& reader, bool allow_private) {
  Constants secrets;
  for (const std::string& name : table.keys()) {
    std::string reference = table.text(name);
    std::string& secret = secrets[name];
    if (!is_word(name, "_")) table.problem(name, "a name is small letters, digits and _");
    if (reference.starts_with("literal:")) {
      secret = reference.substr(8);
      if (!allow_private)
        table.problem(name,
                      "a secret in the file itself is for gateways of one's own "
                      "(allow_private = true); use \"file:/path\" or \"credential:name\"");
    } else if (reference.starts_with("file:") || reference.starts_with("credential:")) {
      Result<std::string> read = reader(reference);
      if (read)
        secret = without_line_end(*read);
      else
        table.problem(name, fmt::format("{}: {}", reference, read.error().message()));
      if (read && secret.empty()) table.problem(name, fmt::format("{} is empty", reference));
    } else {
      table.problem(name,
                    "must be \"file:/path\" or \"credential:name\" (systemd's LoadCredential)");
    }
  }
  return secrets;
}

void check_hook_secret(TomlTable secrets, const Constants& found) {
  auto secret = found.find("hook");
  if (secret == found.end()) {
    secrets.problem("hook",
                    "is missing: the part of the hooks' address that nobody can guess; add "
                    "hook = \"file:/path\" with 16 or more letters and digits in the file");
    return;
  }
  std::string_view line = first_line(secret->second);
  bool safe = std::all_of(line.begin(), line.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
  if (!line.empty() && (!safe || line.size() < 16))
    secrets.problem("hook", "must be 16 or more letters, digits, - or _: it stands in an address");
}

}  // namespace

// Reads a file in the order in which its parts need each other.
class GatewayFile {
 public:
  GatewayFile(const TomlFile& file, Problems& problems)
      : root_(file.root(problems)), problems_(problems) {}
  void read(GatewayParts& made, const Gateway::SecretReader& reader, std::string public_url);

 private:
  void read_gateway(GatewayParts& made);
  void name_hooks(GatewayParts& made);
  void read_hooks(GatewayParts& made);
  void check_send(const GatewayParts& made);

  TomlTable root_;
  const Problems& problems_;
  Constants constants_;
  Constants secrets_;
};

void GatewayFile::read(GatewayParts& made, const Gateway::SecretReader& reader,
                       std::string public_url) {
  while (public_url.ends_with('/')) public_url.pop_back();
  made.public_url = std::move(public_url);
  read_gateway(made);
  read_values(root_.table("values"), constants_);
  secrets_ = read_secrets(root_.table("secrets"), reader, made.allow_private);
  for (const auto& [name, secret] : secrets_) constants_["secret." + name] = first_line(secret);
  constants_["channel"] = name(made.channel);
  name_hooks(made);
  if (!root_.has("send")) root_.problem("send", "is missing; add [send] with url and fields");
  if (!root_.has("answer")) root_.problem("answer", "is missing; add [answer] with rules");
  std::size_t before = problems_.size();
  made.request = RequestTemplate::compile(root_.table("send"), constants_, made.allow_private);
  // What a faulty [send] seems to lack is a consequence, not a second fault.
  if (problems_.size() == before) check_send(made);
  made.answer = AnswerReader::compile(root_.table("answer"));
  read_hooks(made);
  root_.finish();
}

void GatewayFile::read_gateway(GatewayParts& made) {
  TomlTable table = root_.table("gateway");
  if (!root_.has("gateway"))
    root_.problem("gateway", "is missing; add [gateway] with name, channel");
  made.name = table.required_text("name");
  if (!made.name.empty() && !is_word(made.name, "_-"))
    table.problem("name", "must be small letters, digits, - and _: it stands in addresses");
  if (!table.has("channel")) table.problem("channel", "is missing: sms, voice, email or zalo");
  std::string channel = table.one_of("channel", {"sms", "voice", "email", "zalo"}, "sms");
  made.channel = parse_channel(channel).value_or(Channel::sms);
  made.two_way = table.flag("two_way", false);
  made.honours_keys = table.flag("honours_keys", false);
  made.allow_private = table.flag("allow_private", false);
  made.in_flight = static_cast<int>(table.integer("in_flight", 8, 1, 4096));
  made.per_second = table.number("per_second", 0, 0, 100'000);
  made.timeout = table.duration("timeout", Seconds(10));
  if (made.timeout < Seconds(1) || made.timeout > Minutes(2))
    table.problem("timeout", "must be 1s to 2m");
  made.folds = table.one_of("text", {"nfc", "fold"}, "nfc") == "fold";
  made.longest_text = static_cast<std::size_t>(table.integer("longest_text", 0, 0, 1'000'000));
  table.finish();
}

// Addresses of hooks may be named in [send], so they are made before it is read.
void GatewayFile::name_hooks(GatewayParts& made) {
  if (!root_.has("hooks")) return;
  check_hook_secret(root_.table("secrets"), secrets_);
  if (auto secret = secrets_.find("hook"); secret != secrets_.end())
    made.hook_secret = first_line(secret->second);
  for (const std::string& hook : root_.table("hooks").keys()) {
    if (!is_word(hook, "_-"))
      root_.problem("hooks", fmt::format("'{}': a name is small letters, digits, - and _", hook));
    constants_["hook." + hook] =
        fmt::format("{}/hooks/{}/{}/{}", made.public_url, made.name, made.hook_secret, hook);
  }
  if (!made.public_url.starts_with("https://") && !made.public_url.starts_with("http://"))
    root_.problem("hooks", fmt::format("the provider must be told where to call: public_url in the "
                                       "main configuration must be an https address, not '{}'",
                                       made.public_url));
}

void GatewayFile::read_hooks(GatewayParts& made) {
  TomlTable hooks = root_.table("hooks");
  for (const std::string& hook : hooks.keys())
    made.hooks.push_back(HookReader::compile(hook, hooks.table(hook), secrets_));
  bool replies = std::any_of(made.hooks.begin(), made.hooks.end(), [](const HookReader& hook) {
    return hook.kind() == HookReader::Kind::replies;
  });
  if (made.two_way && !replies && made.channel != Channel::voice)
    root_.table("gateway").problem(
        "two_way", "is true, but no hook of kind = \"replies\" would take an answer");
}

void GatewayFile::check_send(const GatewayParts& made) {
  TomlTable gateway = root_.table("gateway");
  TomlTable send = root_.table("send");
  if (made.honours_keys && !made.request.uses(Slot::key))
    gateway.problem("honours_keys", "is true, but no field or header of [send] carries {key}");
  if (!made.request.uses(Slot::text))
    send.problem("fields", "no field carries {text}: nobody would read it");
  if (!made.request.uses(Slot::to) && !made.request.uses(Slot::to_digits))
    send.problem("fields", "no field carries {to} or {to_digits}: it would go to nobody");
}

std::optional<Gateway> Gateway::compile(const TomlFile& file, const SecretReader& secret,
                                        std::string public_url, Problems& problems) {
  std::size_t before = problems.size();
  auto inner = std::make_unique<Inner>();
  GatewayFile(file, problems).read(*inner, secret, std::move(public_url));
  // A file that is not TOML was told of when it was parsed, and reads as empty.
  if (problems.size() > before || inner->name.empty()) return std::nullopt;
  return Gateway(std::move(inner));
}

}  // namespace muster
