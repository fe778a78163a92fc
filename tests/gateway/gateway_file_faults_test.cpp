// SPDX-License-Identifier: Apache-2.0
// Every way to get a gateway file wrong is told with its line, its key and the cure.
#include <gtest/gtest.h>

#include <algorithm>

#include "gateway_fixture.hpp"

namespace muster {
namespace {

int line_of(std::string_view text, std::string_view needle) {
  auto at = text.find(needle);
  EXPECT_NE(at, std::string::npos) << needle;
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

struct Wrong {
  std::string_view from, to;
  std::string_view line_at;  // where the problem must be told
  std::string_view key, message;
};

class GatewayFileWrong : public testing::TestWithParam<Wrong> {};

TEST_P(GatewayFileWrong, IsToldWithPlaceAndCure) {
  const Wrong& wrong = GetParam();
  std::string text = edited_gateway(wrong.from, wrong.to);
  Problems problems;
  EXPECT_FALSE(compile_text(text, problems));
  ASSERT_EQ(problems.size(), 1u) << joined(problems);
  EXPECT_EQ(problems[0].file, "test.toml");
  EXPECT_EQ(problems[0].line, line_of(text, wrong.line_at)) << problems[0].text();
  EXPECT_EQ(problems[0].key, wrong.key) << problems[0].text();
  EXPECT_NE(problems[0].message.find(wrong.message), std::string::npos) << problems[0].text();
}

INSTANTIATE_TEST_SUITE_P(
    Gateway, GatewayFileWrong,
    testing::Values(
        Wrong{"name = \"post-office\"", "name = \"Post Office\"", "name =", "gateway.name",
              "small letters"},
        Wrong{"channel = \"sms\"", "channel = \"smss\"", "channel =", "gateway.channel", "sms"},
        Wrong{"two_way = true", "two_ways = true", "two_ways", "gateway.two_ways", "two_way"},
        Wrong{"honours_keys = true", "honours_keys = true\ntimeout = \"5ms\"", "timeout",
              "gateway.timeout", "1s to 2m"},
        Wrong{"honours_keys = true", "honours_keys = true\nin_flight = 0", "in_flight",
              "gateway.in_flight", "1 to 4096"},
        Wrong{"value = \"{key}\"", "value = \"x\"", "honours_keys", "gateway.honours_keys",
              "{key}"},
        Wrong{"kind = \"replies\"\nsignature = \"none\"\nfields = { from = \"/from\", text = "
              "\"/text\" }",
              "kind = \"keypresses\"\nsignature = \"none\"\nfields = { key = \"/k\", digits = "
              "\"/d\" }",
              "two_way", "gateway.two_way", "replies"},
        Wrong{"from = \"CLUB\"", "from = \"\"", "from =", "values.from", "fill it in"}));

INSTANTIATE_TEST_SUITE_P(
    Secrets, GatewayFileWrong,
    testing::Values(
        Wrong{"credential:two", "file:/gone", "token =", "secrets.token", "/gone: no such file"},
        Wrong{"credential:two", "file:/empty", "token =", "secrets.token", "is empty"},
        Wrong{"credential:two", "env:TOKEN", "token =", "secrets.token", "credential:name"},
        Wrong{"credential:two", "hunter2", "token =", "secrets.token", "file:/path"},
        Wrong{"credential:two", "literal:hunter2", "token =", "secrets.token", "allow_private"},
        Wrong{"file:/etc/muster/secrets/twilio-hook", "file:/etc/muster/secrets/kannel-password",
              "hook =", "secrets.hook", "16 or more"},
        Wrong{"hook = \"file:/etc/muster/secrets/twilio-hook\"\n", "", "[secrets]", "secrets.hook",
              "nobody can guess"}));

INSTANTIATE_TEST_SUITE_P(
    Send, GatewayFileWrong,
    testing::Values(
        Wrong{"https://api", "http://api", "url =", "send.url", "use https"},
        Wrong{"https://api", "ftp://api", "url =", "send.url", "https://"},
        Wrong{"https://api", "https://me:pw@api", "url =", "send.url", "basic"},
        Wrong{"https://api.example.org/v1", "https://{to}.example.org/v1", "url =", "send.url",
              "fixed host"},
        Wrong{"{value.from}/messages", "{value.form}/messages", "url =", "send.url", "value.from"},
        Wrong{"\"{text}\"", "\"{txt}\"", "\"/text\"", "send.fields[2].value", "text"},
        Wrong{"\"{text}\"", "\"{text\"", "\"/text\"", "send.fields[2].value", "brace"},
        Wrong{"\"{text}\"", "\"{text} {secret.key}\"", "\"/text\"", "send.fields[2].value",
              "secret.token"},
        Wrong{"\"{text}\"", "\"{text} {hook.dlr}\"", "\"/text\"", "send.fields[2].value",
              "hook.receipts"},
        Wrong{"\"{text}\"", "\"hello\"", "fields = [", "send.fields", "{text}"},
        Wrong{"\"{to}\"", "\"x\"", "fields = [", "send.fields", "{to}"},
        Wrong{"at = \"/text\"", "at = \"text\"", "fields = [", "send.fields", "JSON pointer"},
        Wrong{"at = \"/text\"", "at = \"/to/5\"", "fields = [", "send.fields", "in order"},
        Wrong{"at = \"/text\"", "at = \"/to/0\"", "fields = [", "send.fields", "twice"},
        Wrong{"at = \"/text\"", "at = \"/to/name\"", "fields = [", "send.fields", "contradicts"},
        Wrong{"at = \"/text\"", "at = \"/to/0/name\"", "fields = [", "send.fields", "contradicts"},
        Wrong{"at = \"/text\"", "at = \"/a~2\"", "fields = [", "send.fields", "~0"},
        Wrong{"\"true\", as = \"boolean\"", "\"yes\", as = \"boolean\"", "/urgent",
              "send.fields[4].value", "not a boolean"},
        Wrong{"\"true\", as = \"boolean\"", "\"true\", as = \"bool\"", "/urgent",
              "send.fields[4].as", "boolean"},
        Wrong{"\"true\", as = \"boolean\"", "\"true\", when = \"subjekt\"", "/urgent",
              "send.fields[4].when", "subject"},
        Wrong{"at = \"Idempotency-Key\"", "at = \"Idempotency Key\"", "headers =", "send.headers",
              "header's name"},
        Wrong{"bearer = \"{secret.token}\"", "bearer = \"{key}\"", "bearer", "send.bearer",
              "{secret.x}"},
        Wrong{"bearer = \"{secret.token}\"", "method = \"GET\"", "[send]", "send.encoding",
              "query"},
        Wrong{"bearer = \"{secret.token}\"", "bearar = \"x\"", "bearar", "send.bearar", "bearer"}));

INSTANTIATE_TEST_SUITE_P(
    Answer, GatewayFileWrong,
    testing::Values(
        Wrong{"id = \"/id\"\nkind", "id = \"id\"\nkind", "id = \"id\"", "answer.fields.id",
              "JSON pointer"},
        Wrong{"id = \"/id\"\nkind", "idd = \"/id\"\nkind", "idd =", "answer.fields.idd", "'id'"},
        Wrong{"id = \"/id\"\nkind", "id = \"header:\"\nkind", "id =", "answer.fields.id",
              "nothing"},
        Wrong{"status = \"2xx\"", "status = \"9xx\"", "status = \"9xx\"", "answer.rules[1].status",
              "no HTTP status"},
        Wrong{"status = \"400-499\"", "status = \"499-400\"", "status = \"499-400\"",
              "answer.rules[2].status", "no HTTP status"},
        Wrong{"status = \"2xx\"\n", "", "[[answer.rules]]", "answer.rules[1]", "every answer"},
        Wrong{"match = { kind", "match = { sort", "sort", "answer.rules[2].match.sort",
              "no such field"},
        Wrong{"[\"dead\"]", "[]", "match = { kind = []", "answer.rules[2].match.kind",
              "at least one"},
        Wrong{"outcome = \"rejected\"", "outcome = \"reject\"", "outcome = \"reject\"",
              "answer.rules[2].outcome", "rejected"},
        Wrong{"outcome = \"accepted\"", "outcome = \"accepted\"\nopted_out = true",
              "outcome = \"accepted\"", "answer.rules[1].outcome", "opted out"}));

INSTANTIATE_TEST_SUITE_P(
    Hooks, GatewayFileWrong,
    testing::Values(Wrong{"signature = \"twilio\"", "signature = \"twillio\"",
                          "signature = \"twillio\"", "hooks.receipts.signature", "twilio"},
                    Wrong{"signature = \"none\"\n", "", "[hooks.replies]",
                          "hooks.replies.signature", "secret path"},
                    Wrong{"secret = \"token\"", "secret = \"tokn\"", "secret = \"tokn\"",
                          "hooks.receipts.secret", "no 'tokn'"},
                    Wrong{"signature = \"twilio\"", "signature = \"standard_webhooks\"",
                          "secret = \"token\"", "hooks.receipts.secret", "whsec_"},
                    Wrong{"signature = \"twilio\"", "signature = \"sendgrid\"",
                          "secret = \"token\"", "hooks.receipts.secret", "P-256"},
                    Wrong{"id = \"/id\", state", "state", "fields = { state",
                          "hooks.receipts.fields.id", "no message"},
                    Wrong{"id = \"/id\", state", "id = \"/id\", status = \"/s\", state",
                          "fields = { id", "hooks.receipts.fields.status", "no rule matches"},
                    Wrong{"match = { state", "match = { stat", "match = { stat",
                          "hooks.receipts.rules[1].match.stat", "state"},
                    Wrong{"means = \"delivered\"", "means = \"arrived\"", "means",
                          "hooks.receipts.rules[1].means", "delivered"},
                    Wrong{"kind = \"replies\"", "kind = \"replies\"\nmethod = \"GET\"",
                          "[hooks.replies]", "hooks.replies.format", "query"},
                    Wrong{"kind = \"replies\"", "kind = \"replies\"\neach = \"list\"", "each",
                          "hooks.replies.each", "JSON pointer"},
                    Wrong{"{ from = \"/from\", text", "{ text", "fields = { text",
                          "hooks.replies.fields.from", "missing"},
                    Wrong{"kind = \"replies\"", "kind = \"replies\"\nanswer = { status = 500 }",
                          "answer =", "hooks.replies.answer.status", "200"},
                    Wrong{"kind = \"replies\"", "kind = \"replies\"\nanswer = { body = \"x\" }",
                          "answer =", "hooks.replies.answer.content_type", "missing"}));

}  // namespace
}  // namespace muster
