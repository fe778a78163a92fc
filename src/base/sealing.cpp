// SPDX-License-Identifier: Apache-2.0
#include "muster/base/sealing.hpp"

#include <sodium.h>

namespace muster {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t index_size = 16;

unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string keyed_hash(std::string_view key, std::string_view text, std::size_t size) {
  std::string out(size, '\0');
  crypto_generichash(raw(out), out.size(), raw(text), text.size(), raw(key), key.size());
  return out;
}

}  // namespace

Result<Sealer> Sealer::with_key(std::string key) {
  if (key.size() != key_size)
    return invalid("keys.file",
                   "the key must be 32 bytes; make one with: head -c 32 /dev/urandom > FILE");
  // Two keys from one: the index must not be computable by who holds only the other.
  return Sealer(keyed_hash(key, "muster sealing v1", 32),
                keyed_hash(key, "muster blind index v1", 32));
}

std::string Sealer::seal(std::string_view plain, std::string_view context, Random& random) const {
  std::string out(nonce_size + plain.size() + tag_size, '\0');
  random.fill({raw(out), nonce_size});
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out) + nonce_size, nullptr, raw(plain),
                                             plain.size(), raw(context), context.size(), nullptr,
                                             raw(out), raw(sealing_key_));
  return out;
}

Result<std::string> Sealer::open(std::string_view sealed, std::string_view context) const {
  if (sealed.size() < nonce_size + tag_size)
    return Error(ErrorKind::io, "a sealed value is too short");
  std::string out(sealed.size() - nonce_size - tag_size, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          raw(out), nullptr, nullptr, raw(sealed) + nonce_size, sealed.size() - nonce_size,
          raw(context), context.size(), raw(sealed), raw(sealing_key_)) != 0)
    return Error(ErrorKind::io,
                 "a sealed value does not open: it was changed, or the key is another");
  return out;
}

std::string Sealer::blind_index(std::string_view address) const {
  return keyed_hash(index_key_, address, index_size);
}

}  // namespace muster
