// SPDX-License-Identifier: Apache-2.0
// Standard Webhooks signatures (www.standardwebhooks.com): "v1," and the base64 of HMAC-SHA256 over
// "id.timestamp.body". Any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/result.hpp"

namespace muster::sandbox {

class HookSigner {
 public:
  // "whsec_" and the base64 of 24 to 64 bytes. Error: invalid.
  static Result<HookSigner> from(std::string_view secret);
  std::string sign(std::string_view id, std::string_view timestamp, std::string_view body) const;

 private:
  explicit HookSigner(std::string_view key) : key_(key.begin(), key.end()) {}
  std::vector<unsigned char> key_;
};

}  // namespace muster::sandbox
