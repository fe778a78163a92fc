// SPDX-License-Identifier: Apache-2.0
// Which line of a file was the first about a person, for up to millions of lines: 16 bytes a key in
// one block, no text kept. Keys are told apart by 64 bits of their hash; with a million of them two
// are taken for one in 1 of 37 million files, which costs a note too many. One thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "muster/base/instant.hpp"

namespace muster {

class SeenLines {
 public:
  struct Line {
    std::int64_t line = 0;
    std::optional<Day> birth;
  };
  // The line that was seen first with this key, after this one is known too.
  Line first(std::string_view key, std::int64_t line, const std::optional<Day>& birth);

 private:
  struct Slot {
    std::uint64_t hash = 0;  // 0: free
    std::uint32_t line = 0;
    std::int32_t birth = no_birth;  // days since 1970
  };
  static constexpr std::int32_t no_birth = INT32_MIN;
  Slot& slot(std::uint64_t hash);
  void grow();

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace muster
