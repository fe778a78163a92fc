// SPDX-License-Identifier: Apache-2.0
// Randomness comes through constructors: the system's in the daemon, a seeded one in tests and
// simulation.
#pragma once
#include <cstdint>
#include <span>
#include <string>

namespace muster {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<unsigned char> bytes) = 0;
  std::uint64_t next();
  // 0 <= result < bound; bound > 0.
  std::uint64_t below(std::uint64_t bound);
  double uniform();  // [0, 1)
  // `bytes` random bytes as URL-safe base64 without padding; 16 bytes make a secret.
  std::string token(std::size_t bytes);
  std::string digits(int count);
};

class SystemRandom final : public Random {
 public:
  SystemRandom();
  void fill(std::span<unsigned char> bytes) override;
};

// xoshiro256** (Blackman, Vigna 2018), seeded by splitmix64. Not for secrets.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  void fill(std::span<unsigned char> bytes) override;

 private:
  std::uint64_t step();
  std::uint64_t state_[4];
};

}  // namespace muster
