// SPDX-License-Identifier: Apache-2.0
#include "signature.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <charconv>

#include "muster/base/assert.hpp"

namespace muster {
namespace {

std::string hmac(const EVP_MD* digest, std::string_view key, std::string_view message) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  const auto* made =
      ::HMAC(digest, key.data(), static_cast<int>(key.size()), bytes, message.size(), out, &size);
  MUSTER_ASSERT(made != nullptr);
  return {reinterpret_cast<const char*>(out), size};
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    auto end = text.find_first_of(" \t\r\n");
    if (end != 0) found.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return found;
}

Result<Verifier> make_one(std::string_view scheme, std::string_view secret, Millis tolerance) {
  if (scheme == "standard_webhooks") return standard_webhooks_verifier(secret, tolerance);
  if (scheme == "twilio") return twilio_verifier(secret);
  if (scheme == "sendgrid") return sendgrid_verifier(secret, tolerance);
  return invalid({}, fmt::format("there is no signature scheme '{}'", scheme));
}

}  // namespace

const std::vector<std::string_view>& signature_schemes() {
  static const std::vector<std::string_view> schemes = {"none", "standard_webhooks", "twilio",
                                                        "sendgrid"};
  return schemes;
}

Result<Verifier> make_verifier(std::string_view scheme, std::string_view secrets,
                               Millis tolerance) {
  if (scheme == "none") return Verifier([](const SignedRequest&) -> Result<void> { return {}; });
  std::vector<Verifier> any;
  for (std::string_view secret : words(secrets)) {
    Result<Verifier> one = make_one(scheme, secret, tolerance);
    if (!one) return one.error();
    any.push_back(std::move(*one));
  }
  if (any.empty()) return invalid({}, "the secret is empty");
  if (any.size() == 1) return std::move(any.front());
  return Verifier([any = std::move(any)](const SignedRequest& received) -> Result<void> {
    Result<void> last;
    for (const Verifier& verifier : any) {
      last = verifier(received);
      if (last) return last;
    }
    return last;
  });
}

std::string hmac_sha1(std::string_view key, std::string_view message) {
  return hmac(EVP_sha1(), key, message);
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  return hmac(EVP_sha256(), key, message);
}

Error forged(std::string what) { return Error(ErrorKind::unauthorised, std::move(what)); }

Result<void> check_time(std::string_view seconds, Instant now, Millis tolerance) {
  std::int64_t value = 0;
  auto [end, error] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), value);
  constexpr std::int64_t year_9999 = 253402300800;
  if (error != std::errc() || end != seconds.data() + seconds.size() || value < 0 ||
      value > year_9999)
    return forged("the signed time is missing or unreadable");
  Millis apart = now - Instant(Seconds(value));
  if (apart > tolerance || apart < -tolerance)
    return forged("the signed time is too far from now; is a clock wrong, or is this a replay?");
  return {};
}

}  // namespace muster
