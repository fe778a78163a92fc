// SPDX-License-Identifier: Apache-2.0
// Cookies as values (RFC 6265). Any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/http_message.hpp"
#include "muster/base/instant.hpp"

namespace muster {

// Every name and value of every Cookie header, in order.
Pairs cookies_of(const Headers& headers);

struct Cookie {
  std::string name;   // "__Host-session": Secure, path "/", no Domain
  std::string value;  // tokens only: no blank, quote, comma, semicolon or backslash
  std::optional<Seconds> max_age;  // none: until the browser closes; 0: forget it
  bool secure = true;
  bool strict = false;  // SameSite=Strict, else Lax
};

// The value of a Set-Cookie header. Always HttpOnly: no script of ours reads a cookie.
std::string set_cookie(const Cookie& cookie);

}  // namespace muster
