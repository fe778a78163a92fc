// SPDX-License-Identifier: Apache-2.0
#include "muster/http/cookies.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

TEST(Cookies, AreReadFromEveryHeader) {
  const Headers headers = {
      {"cookie", "a=1; b=\"two\";c"}, {"Other", "x=9"}, {"Cookie", " d=4=5 ;=6"}};
  const Pairs expected = {{"a", "1"}, {"b", "two"}, {"d", "4=5"}};
  EXPECT_EQ(cookies_of(headers), expected);
}

TEST(Cookies, AreSetForUsAlone) {
  Cookie cookie;
  cookie.name = "__Host-session";
  cookie.value = "abc";
  EXPECT_EQ(set_cookie(cookie), "__Host-session=abc; Path=/; HttpOnly; Secure; SameSite=Lax");
  cookie.max_age = Seconds(0);
  cookie.strict = true;
  cookie.secure = false;
  EXPECT_EQ(set_cookie(cookie), "__Host-session=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST(Cookies, ABrokenValueIsABug) {
  Cookie cookie;
  cookie.name = "x";
  cookie.value = "a; Domain=evil";
  EXPECT_DEATH(set_cookie(cookie), "");
}

}  // namespace
}  // namespace muster
