// SPDX-License-Identifier: Apache-2.0
// Telephone numbers, e-mail addresses and request bodies at rest: XChaCha20-Poly1305 (RFC 8439,
// extended nonce) and a keyed blind index (BLAKE2b, RFC 7693) to find an address without opening
// it. Any thread.
#pragma once
#include <string>
#include <string_view>

#include "muster/base/random.hpp"
#include "muster/base/result.hpp"

namespace muster {

class Sealer {
 public:
  static constexpr std::size_t key_size = 32;
  // Error: invalid, when the key is not 32 bytes.
  static Result<Sealer> with_key(std::string key);

  // `context` binds the sealed value to its place ("contact_point.address"): moved elsewhere it
  // does not open.
  std::string seal(std::string_view plain, std::string_view context, Random& random) const;
  // Error: io, when the bytes were changed, the key is another, or the context differs.
  Result<std::string> open(std::string_view sealed, std::string_view context) const;
  // 16 bytes, the same for the same address for ever.
  std::string blind_index(std::string_view address) const;

 private:
  explicit Sealer(std::string sealing_key, std::string index_key)
      : sealing_key_(std::move(sealing_key)), index_key_(std::move(index_key)) {}
  std::string sealing_key_;
  std::string index_key_;
};

}  // namespace muster
