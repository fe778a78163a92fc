// SPDX-License-Identifier: Apache-2.0
#include "muster/http/cookies.hpp"

#include <algorithm>

#include "muster/base/assert.hpp"
#include "names.hpp"

namespace muster {
namespace {

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

bool cookie_octet(char c) {
  return c > ' ' && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
}

}  // namespace

Pairs cookies_of(const Headers& headers) {
  Pairs cookies;
  for (const auto& [name, value] : headers) {
    if (!same_name(name, "Cookie")) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      auto end = rest.find(';');
      auto part = trim(rest.substr(0, end));
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
      auto equals = part.find('=');
      if (equals == std::string_view::npos || equals == 0) continue;
      auto text = part.substr(equals + 1);
      if (text.size() >= 2 && text.starts_with('"') && text.ends_with('"'))
        text = text.substr(1, text.size() - 2);
      cookies.emplace_back(part.substr(0, equals), text);
    }
  }
  return cookies;
}

std::string set_cookie(const Cookie& cookie) {
  MUSTER_ASSERT(std::ranges::all_of(cookie.value, cookie_octet));
  std::string out = cookie.name + "=" + cookie.value + "; Path=/; HttpOnly";
  if (cookie.secure) out += "; Secure";
  out += cookie.strict ? "; SameSite=Strict" : "; SameSite=Lax";
  if (cookie.max_age) out += fmt::format("; Max-Age={}", cookie.max_age->count());
  return out;
}

}  // namespace muster
