// SPDX-License-Identifier: Apache-2.0
#include "signature.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "muster/base/bytes.hpp"

namespace muster::sandbox {

Result<HookSigner> HookSigner::from(std::string_view secret) {
  constexpr std::string_view prefix = "whsec_";
  if (!secret.starts_with(prefix)) return invalid("webhook secret", "must begin with whsec_");
  auto key = from_base64(secret.substr(prefix.size()));
  if (!key || key->size() < 24 || key->size() > 64)
    return invalid("webhook secret", "must be whsec_ and the base64 of 24 to 64 bytes");
  return HookSigner(*key);
}

std::string HookSigner::sign(std::string_view id, std::string_view timestamp,
                             std::string_view body) const {
  std::string signed_text;
  signed_text.append(id).append(".").append(timestamp).append(".").append(body);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
       reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(), digest,
       &size);
  return "v1," + base64({reinterpret_cast<const char*>(digest), size});
}

}  // namespace muster::sandbox
