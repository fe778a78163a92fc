// SPDX-License-Identifier: Apache-2.0
// Idempotency keys seen, and what was delivered under each. Bounded: the oldest are forgotten. Loop
// thread.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace muster::sandbox {

class Keys {
 public:
  explicit Keys(std::size_t most) : most_(most) {}

  struct Seen {
    std::uint64_t id = 0;  // of the first message under it
    std::size_t digest = 0;
    std::uint32_t deliveries = 0;
  };
  // nullptr when new.
  Seen* find(std::string_view key);
  void add(std::string_view key, std::uint64_t id, std::size_t digest);
  std::size_t size() const { return seen_.size(); }
  std::vector<std::string> delivered_twice(std::size_t limit) const;
  void clear();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  std::size_t most_;
  std::unordered_map<std::string, Seen, Hash, std::equal_to<>> seen_;
  std::deque<std::string_view> order_;  // views of the map's keys
};

}  // namespace muster::sandbox
