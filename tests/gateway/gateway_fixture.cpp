// SPDX-License-Identifier: Apache-2.0
#include "gateway_fixture.hpp"

#include <gtest/gtest.h>

#include <map>

namespace muster {

std::string sendgrid_test_key() {
  return "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEwhFHGjpFFwIO+ATGAlcP+cyDmGON"
         "AP9IM/hwB33wqfdhBr+H+tV68mXqNMh1e1H1NgOgZmPbMbGx2QC/OhGqxA==";
}

Result<std::string> test_secret(std::string_view reference) {
  static const std::map<std::string, std::string, std::less<>> secrets = {
      {"file:/etc/muster/secrets/kannel-hook", "kannel-hook-0123456789\n"},
      {"file:/etc/muster/secrets/kannel-password", "p&ss word\n"},
      {"file:/etc/muster/secrets/twilio-hook", "twilio-hook-0123456789\n"},
      {"file:/etc/muster/secrets/twilio-token", "12345\n"},
      {"file:/etc/muster/secrets/sendgrid-hook", "sendgrid-hook-0123456789\n"},
      {"file:/etc/muster/secrets/sendgrid-key", "SG.test\n"},
      {"file:/etc/muster/secrets/sendgrid-event-key", sendgrid_test_key()},
      {"credential:two", "first-token\nsecond-token\n"},
      {"file:/empty", "\n"}};
  auto found = secrets.find(reference);
  if (found == secrets.end()) return Error(ErrorKind::io, "no such file");
  return found->second;
}

std::optional<Gateway> compile_text(const std::string& text, Problems& problems) {
  TomlFile file = TomlFile::parse("test.toml", text, problems);
  return Gateway::compile(file, test_secret, test_public_url, problems);
}

std::optional<Gateway> shipped(const std::string& name) {
  Problems problems;
  TomlFile file = TomlFile::load(MUSTER_SOURCE_DIR "/config/gateways/" + name + ".toml", problems);
  std::optional<Gateway> gateway = Gateway::compile(file, test_secret, test_public_url, problems);
  EXPECT_TRUE(gateway) << joined(problems);
  return gateway;
}

const std::string_view good_gateway = R"([gateway]
name = "post-office"
channel = "sms"
two_way = true
honours_keys = true

[values]
from = "CLUB"

[secrets]
hook = "file:/etc/muster/secrets/twilio-hook"
token = "credential:two"

[send]
url = "https://api.example.org/v1/{value.from}/messages"
bearer = "{secret.token}"
fields = [
  { at = "/to/0", value = "{to}" },
  { at = "/text", value = "{text}" },
  { at = "/ttl", value = "{validity_minutes}", as = "number" },
  { at = "/urgent", value = "true", as = "boolean" },
]
headers = [{ at = "Idempotency-Key", value = "{key}" }]

[answer.fields]
id = "/id"
kind = "/error/kind"

[[answer.rules]]
status = "2xx"
outcome = "accepted"

[[answer.rules]]
status = "400-499"
match = { kind = ["dead"] }
outcome = "rejected"
address_dead = true

[hooks.receipts]
kind = "receipts"
signature = "twilio"
secret = "token"
fields = { id = "/id", state = "/state" }

[[hooks.receipts.rules]]
match = { state = ["ok"] }
means = "delivered"

[hooks.replies]
kind = "replies"
signature = "none"
fields = { from = "/from", text = "/text" }
)";

std::string edited_gateway(std::string_view from, std::string_view to) {
  std::string text(good_gateway);
  auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string joined(const Problems& problems) {
  std::string all;
  for (const Problem& problem : problems) all += problem.text() + "\n";
  return all;
}

}  // namespace muster
