// SPDX-License-Identifier: Apache-2.0
// SendGrid's signed event webhook. The body ends in CRLF and is signed as it came, byte for byte.
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "muster/base/bytes.hpp"
#include "signature.hpp"

namespace muster {
namespace {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::shared_ptr<EVP_PKEY> read_key(std::string_view encoded) {
  std::optional<std::string> der = from_base64(encoded);
  if (!der) return nullptr;
  const unsigned char* at = bytes(*der);
  std::shared_ptr<EVP_PKEY> key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der->size())),
                                FreeKey());
  char group[32] = {};
  bool p256 = key && EVP_PKEY_get_group_name(key.get(), group, sizeof group, nullptr) == 1 &&
              std::string_view(group) == "prime256v1";
  return p256 ? key : nullptr;
}

bool verify(EVP_PKEY* key, std::string_view signature, std::string_view time,
            std::string_view body) {
  std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  return context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
         EVP_DigestVerifyUpdate(context.get(), time.data(), time.size()) == 1 &&
         EVP_DigestVerifyUpdate(context.get(), body.data(), body.size()) == 1 &&
         EVP_DigestVerifyFinal(context.get(), bytes(signature), signature.size()) == 1;
}

}  // namespace

Result<Verifier> sendgrid_verifier(std::string_view public_key, Millis tolerance) {
  std::shared_ptr<EVP_PKEY> key = read_key(public_key);
  if (!key) return invalid({}, "must be a P-256 public key as base64, as SendGrid shows it");
  return Verifier([key, tolerance](const SignedRequest& got) -> Result<void> {
    const Headers& headers = got.request.headers;
    std::string_view time = header(headers, "X-Twilio-Email-Event-Webhook-Timestamp");
    std::string_view encoded = header(headers, "X-Twilio-Email-Event-Webhook-Signature");
    Result<void> timely = check_time(time, got.now, tolerance);
    if (!timely) return timely;
    std::optional<std::string> signature = from_base64(encoded);
    if (!signature || !verify(key.get(), *signature, time, got.request.body))
      return forged("X-Twilio-Email-Event-Webhook-Signature does not fit");
    return {};
  });
}

}  // namespace muster
