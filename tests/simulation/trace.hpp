// SPDX-License-Identifier: Apache-2.0
// The course of a run as one number (FNV-1a): two runs of one seed must agree to the last text.
#pragma once
#include <cstdint>
#include <string_view>

#include "muster/base/instant.hpp"

namespace muster::simulation {

class Trace {
 public:
  void add(Instant at, std::string_view what, std::string_view detail) {
    auto millis = to_millis(at);
    for (int i = 0; i < 8; ++i) byte(static_cast<unsigned char>(millis >> (8 * i)));
    text(what);
    text(detail);
  }
  std::uint64_t hash() const { return hash_; }

 private:
  void text(std::string_view text) {
    for (char c : text) byte(static_cast<unsigned char>(c));
    byte(0);
  }
  void byte(unsigned char value) {
    hash_ ^= value;
    hash_ *= 0x100000001b3ULL;
  }
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

}  // namespace muster::simulation
