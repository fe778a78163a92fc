// SPDX-License-Identifier: Apache-2.0
// https://www.twilio.com/docs/usage/security: the URL is the one Twilio was given, so it is built
// from public_url, never from what a proxy says; Twilio signs it with or without the default port.
#include <algorithm>

#include "muster/base/bytes.hpp"
#include "signature.hpp"

namespace muster {
namespace {

// "https://host:443/x" for "https://host/x", and the other way round; any port may be left out.
std::string with_other_port(std::string_view url) {
  auto host = url.find("://");
  if (host == std::string_view::npos) return std::string(url);
  host += 3;
  auto end = std::min(url.find_first_of("/?", host), url.size());
  std::string_view authority = url.substr(host, end - host);
  auto colon = authority.rfind(':');
  bool in_brackets =
      colon != std::string_view::npos && authority.find(']', colon) != std::string_view::npos;
  std::string made(url.substr(0, host));
  if (colon != std::string_view::npos && !in_brackets) {
    made += authority.substr(0, colon);
  } else {
    made += authority;
    made += url.starts_with("https") ? ":443" : ":80";
  }
  return made.append(url.substr(end));
}

// Each name with its values, sorted; a value that comes twice under a name counts once.
std::string sorted_form(std::string_view body) {
  Pairs pairs = parse_form(body);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::string joined;
  for (const auto& [name, value] : pairs) joined.append(name).append(value);
  return joined;
}

}  // namespace

Result<Verifier> twilio_verifier(std::string_view auth_token) {
  return Verifier([token = std::string(auth_token)](const SignedRequest& got) -> Result<void> {
    std::string_view signature = header(got.request.headers, "X-Twilio-Signature");
    if (signature.empty()) return forged("X-Twilio-Signature is missing");
    Pairs query = parse_form(got.request.query());
    std::string_view digest = find(query, "bodySHA256");
    if (!digest.empty() && !equal_secret(digest, hex(sha256(got.request.body))))
      return forged("bodySHA256 does not fit the body");
    std::string form = digest.empty() ? sorted_form(got.request.body) : std::string();
    for (const std::string& url : {std::string(got.url), with_other_port(got.url)})
      if (equal_secret(signature, base64(hmac_sha1(token, url + form)))) return {};
    return forged("X-Twilio-Signature does not fit; is public_url the address Twilio calls?");
  });
}

}  // namespace muster
