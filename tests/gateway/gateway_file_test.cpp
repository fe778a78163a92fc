// SPDX-License-Identifier: Apache-2.0
// What a whole gateway file compiles to, and what it refuses to send.
#include <gtest/gtest.h>

#include "gateway_fixture.hpp"

namespace muster {
namespace {

TEST(GatewayFile, GoodOneCompilesAndTellsItsNature) {
  Problems problems;
  std::optional<Gateway> gateway = compile_text(std::string(good_gateway), problems);
  ASSERT_TRUE(gateway) << joined(problems);
  EXPECT_EQ(gateway->name(), "post-office");
  EXPECT_EQ(gateway->channel(), Channel::sms);
  EXPECT_TRUE(gateway->two_way());
  EXPECT_TRUE(gateway->honours_keys());
  EXPECT_TRUE(gateway->sends_receipts());
  EXPECT_FALSE(gateway->allow_private());
  EXPECT_EQ(gateway->in_flight(), 8);
  EXPECT_EQ(gateway->per_second(), 0);
  EXPECT_EQ(gateway->timeout(), Seconds(10));
  EXPECT_EQ(gateway->hook_secret(), "twilio-hook-0123456789");

  // A Gateway moves, and what it compiled moves with it.
  std::vector<Gateway> all;
  all.push_back(std::move(*gateway));
  OutgoingText text;
  text.key = "k";
  text.to = "+84912345678";
  text.text = "Chào";
  text.validity = Seconds(61);
  Result<HttpRequest> request = all.front().build(text);
  ASSERT_TRUE(request) << request.error().text();
  EXPECT_EQ(request->target, "https://api.example.org/v1/CLUB/messages");
  EXPECT_EQ(request->body, R"({"to":["+84912345678"],"text":"Chào","ttl":2,"urgent":true})");
  EXPECT_EQ(header(request->headers, "Authorization"), "Bearer first-token");
  EXPECT_EQ(header(request->headers, "Idempotency-Key"), "k");
}

TEST(GatewayFile, AllProblemsComeAtOnce) {
  std::string text = edited_gateway("channel = \"sms\"", "channel = \"sms\"\ncolour = \"red\"");
  text.replace(text.find("{text}"), 6, "{texd}");
  text.replace(text.find("2xx"), 3, "2yy");
  text.replace(text.find("credential:two"), 14, "file:/gone");
  Problems problems;
  EXPECT_FALSE(compile_text(text, problems));
  EXPECT_EQ(problems.size(), 4u) << joined(problems);
}

TEST(GatewayFile, EmptyAndBrokenFilesAreProblems) {
  Problems problems;
  EXPECT_FALSE(compile_text("", problems));
  EXPECT_GE(problems.size(), 3u) << joined(problems);
  problems.clear();
  EXPECT_FALSE(compile_text("[gateway\nname = 1", problems));
  EXPECT_EQ(problems.size(), 1u) << joined(problems);
}

// Promise 14: a file torn anywhere is refused or is a smaller valid file, never a crash.
TEST(GatewayFile, TornAnywhereNeverCrashes) {
  for (std::size_t length = 0; length < good_gateway.size(); ++length) {
    Problems problems;
    std::optional<Gateway> gateway =
        compile_text(std::string(good_gateway.substr(0, length)), problems);
    EXPECT_EQ(gateway.has_value(), problems.empty()) << length;
  }
}

TEST(GatewayFile, HooksNeedAPublicAddress) {
  Problems problems;
  TomlFile file = TomlFile::parse("test.toml", good_gateway, problems);
  EXPECT_FALSE(Gateway::compile(file, test_secret, "", problems));
  ASSERT_EQ(problems.size(), 1u) << joined(problems);
  EXPECT_NE(problems[0].message.find("public_url"), std::string::npos);
}

TEST(GatewayFile, TextsAreFoldedOnlyWhereTheFileSaysSo) {
  OutgoingText text;
  text.key = "k";
  text.to = "+84912345678";
  text.text = "Đủ “máu” – cảm ơn";
  Problems problems;
  std::optional<Gateway> plain = compile_text(std::string(good_gateway), problems);
  std::optional<Gateway> folding =
      compile_text(edited_gateway("two_way = true", "two_way = true\ntext = \"fold\""), problems);
  ASSERT_TRUE(plain && folding) << joined(problems);
  EXPECT_NE(plain->build(text)->body.find(text.text), std::string::npos);
  EXPECT_NE(folding->build(text)->body.find(R"(Du \"mau\" - cam on)"), std::string::npos)
      << folding->build(text)->body;
}

TEST(GatewayFile, WhatCannotBeSentIsInvalid) {
  Problems problems;
  std::optional<Gateway> gateway = compile_text(std::string(good_gateway), problems);
  ASSERT_TRUE(gateway) << joined(problems);
  struct Case {
    std::string key, to, text, field;
  };
  for (const Case& c :
       {Case{"k", "0912345678", "x", "to"}, Case{"k", "+", "x", "to"}, Case{"k", "", "x", "to"},
        Case{"k", "+84 912345678", "x", "to"}, Case{"k", "+12345678901234567", "x", "to"},
        Case{"k", "lan@example.org", "x", "to"}, Case{"", "+84912345678", "x", "key"},
        Case{std::string(37, 'k'), "+84912345678", "x", "key"},
        Case{"k", "+84912345678", "", "text"}, Case{"k", "+84912345678", "\xc3", "text"}}) {
    OutgoingText text;
    text.key = c.key;
    text.to = c.to;
    text.text = c.text;
    Result<HttpRequest> built = gateway->build(text);
    ASSERT_FALSE(built) << c.to << c.text;
    EXPECT_EQ(built.error().kind(), ErrorKind::invalid);
    EXPECT_EQ(built.error().field(), c.field);
  }
}

}  // namespace
}  // namespace muster
