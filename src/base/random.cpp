// SPDX-License-Identifier: Apache-2.0
#include "muster/base/random.hpp"

#include <sodium.h>

#include <bit>
#include <cstring>
#include <vector>

#include "muster/base/assert.hpp"
#include "muster/base/bytes.hpp"

namespace muster {

std::uint64_t Random::next() {
  std::uint64_t value = 0;
  fill({reinterpret_cast<unsigned char*>(&value), sizeof value});
  return value;
}

std::uint64_t Random::below(std::uint64_t bound) {
  MUSTER_ASSERT(bound > 0);
  // Rejection keeps the result uniform (Lemire 2019 without the multiplication).
  auto limit = ~std::uint64_t{0} - ~std::uint64_t{0} % bound;
  auto value = next();
  while (value >= limit) value = next();
  return value % bound;
}

double Random::uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

std::string Random::token(std::size_t bytes) {
  std::string raw(bytes, '\0');
  fill({reinterpret_cast<unsigned char*>(raw.data()), raw.size()});
  return base64url(raw);
}

std::string Random::digits(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += static_cast<char>('0' + below(10));
  return out;
}

SystemRandom::SystemRandom() {
  // Seeded by the kernel, then made here: a nonce for each sealed value need not be a system call.
  randombytes_set_implementation(&randombytes_internal_implementation);
  MUSTER_ASSERT(sodium_init() >= 0);
}

void SystemRandom::fill(std::span<unsigned char> bytes) {
  randombytes_buf(bytes.data(), bytes.size());
}

SeededRandom::SeededRandom(std::uint64_t seed) {
  for (auto& word : state_) {
    seed += 0x9e3779b97f4a7c15;
    auto z = seed;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    word = z ^ (z >> 31);
  }
}

std::uint64_t SeededRandom::step() {
  auto result = std::rotl(state_[1] * 5, 7) * 9;
  auto t = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= t;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

void SeededRandom::fill(std::span<unsigned char> bytes) {
  while (!bytes.empty()) {
    auto word = step();
    auto count = bytes.size() < sizeof word ? bytes.size() : sizeof word;
    std::memcpy(bytes.data(), &word, count);
    bytes = bytes.subspan(count);
  }
}

}  // namespace muster
