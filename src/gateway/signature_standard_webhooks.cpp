// SPDX-License-Identifier: Apache-2.0
// https://www.standardwebhooks.com, version 1.0; what Svix and Resend send too, under svix-* names.
#include "muster/base/bytes.hpp"
#include "signature.hpp"

namespace muster {
namespace {

std::string_view either(const Headers& headers, std::string_view name, std::string_view alias) {
  return has_header(headers, name) ? header(headers, name) : header(headers, alias);
}

}  // namespace

Result<Verifier> standard_webhooks_verifier(std::string_view secret, Millis tolerance) {
  std::string_view encoded = secret;
  if (encoded.starts_with("whsec_")) encoded.remove_prefix(6);
  std::optional<std::string> key = from_base64(encoded);
  if (!key || key->size() < 24 || key->size() > 64)
    return invalid({}, "must be whsec_ and the base64 of 24 to 64 bytes");
  return Verifier([key = std::string(*key), tolerance](const SignedRequest& got) -> Result<void> {
    const Headers& headers = got.request.headers;
    std::string_view id = either(headers, "webhook-id", "svix-id");
    std::string_view time = either(headers, "webhook-timestamp", "svix-timestamp");
    std::string_view signatures = either(headers, "webhook-signature", "svix-signature");
    if (id.empty()) return forged("webhook-id is missing");
    Result<void> timely = check_time(time, got.now, tolerance);
    if (!timely) return timely;
    std::string message;
    message.reserve(id.size() + time.size() + got.request.body.size() + 2);
    message.append(id).append(".").append(time).append(".").append(got.request.body);
    std::string expected = "v1," + base64(hmac_sha256(key, message));
    while (!signatures.empty()) {
      auto blank = signatures.find(' ');
      if (equal_secret(signatures.substr(0, blank), expected)) return {};
      signatures =
          blank == std::string_view::npos ? std::string_view() : signatures.substr(blank + 1);
    }
    return forged("webhook-signature does not fit");
  });
}

}  // namespace muster
