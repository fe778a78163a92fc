// SPDX-License-Identifier: Apache-2.0
#include "muster/base/http_message.hpp"

#include <gtest/gtest.h>

#include "muster/base/log.hpp"

namespace muster {
namespace {

TEST(HttpMessage, FindsHeadersWithoutCase) {
  Headers headers = {{"Content-Type", "text/plain"}, {"X-A", "1"}, {"x-a", "2"}};
  EXPECT_EQ(header(headers, "content-TYPE"), "text/plain");
  EXPECT_EQ(header(headers, "X-A"), "1");
  EXPECT_EQ(header(headers, "none"), "");
  EXPECT_FALSE(has_header(headers, "none"));
}

TEST(HttpMessage, DecodesForms) {
  auto pairs = parse_form("a=1&b=%C3%A0+x&a=2&empty=&bare&&bad=%zz%4");
  ASSERT_EQ(pairs.size(), 6u);
  EXPECT_EQ(find(pairs, "a"), "1");
  EXPECT_EQ(find(pairs, "b"), "à x");
  EXPECT_EQ(pairs[4].first, "bare");
  EXPECT_EQ(find(pairs, "bad"), "%zz%4");
  EXPECT_EQ(encode_form({{"text", "CÓ 20'"}, {"a&b", "="}}), "text=C%C3%93%2020%27&a%26b=%3D");
  EXPECT_EQ(parse_form(encode_form({{"k", "%+ &"}})).front().second, "%+ &");
}

TEST(HttpMessage, SplitsTheTarget) {
  HttpRequest request;
  request.target = "/v1/donors?limit=10?x";
  EXPECT_EQ(request.path(), "/v1/donors");
  EXPECT_EQ(request.query(), "limit=10?x");
  request.target = "/v1/donors";
  EXPECT_EQ(request.query(), "");
}

TEST(Log, MasksAddressesAndKeepsOneLineALog) {
  EXPECT_EQ(mask("+84912345678"), "+849****678");
  EXPECT_EQ(mask("lan@example.org"), "l**@example.org");
  EXPECT_EQ(mask("123"), "****");
  EXPECT_EQ(quoted("plain"), "plain");
  EXPECT_EQ(quoted("two words"), "\"two words\"");
  EXPECT_EQ(quoted("a\nlevel=error \"x\""), "\"a\\x0alevel=error \\\"x\\\"\"");
  EXPECT_EQ(quoted(""), "\"\"");
}

}  // namespace
}  // namespace muster
