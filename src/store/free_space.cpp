// SPDX-License-Identifier: Apache-2.0
#include "free_space.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace muster {
namespace {

constexpr std::size_t file_header = 100;
constexpr std::size_t block_header = 4;  // next block, size

using Span = std::pair<std::size_t, std::size_t>;  // from, to

std::size_t two_bytes(const std::string& page, std::size_t at) {
  return static_cast<std::size_t>(static_cast<unsigned char>(page[at])) << 8 |
         static_cast<unsigned char>(page[at + 1]);
}

// The free blocks' insides. False: the chain does not add up.
bool add_blocks(const std::string& page, std::size_t block, std::size_t content, std::size_t usable,
                std::vector<Span>& spans) {
  std::size_t behind = content;
  while (block != 0) {
    if (block < behind || block + block_header > usable) return false;
    auto size = two_bytes(page, block + 2);
    if (size < block_header || block + size > usable) return false;
    spans.emplace_back(block + block_header, block + size);
    behind = block + size;
    block = two_bytes(page, block);
  }
  return true;
}

}  // namespace

bool clear_free_space(std::string& page, std::size_t usable, bool first) {
  const std::size_t header = first ? file_header : 0;
  if (usable > page.size() || header + 12 > usable) return false;
  const int kind = page[header];
  const bool inner = kind == 2 || kind == 5;
  if (!inner && kind != 10 && kind != 13) return false;
  const auto cells = two_bytes(page, header + 3);
  const auto pointers = header + (inner ? 12 : 8) + 2 * cells;
  auto content = two_bytes(page, header + 5);
  if (content == 0) content = 65'536;
  if (pointers > content || content > usable) return false;
  std::vector<Span> spans = {{pointers, content}};
  if (!add_blocks(page, two_bytes(page, header + 1), content, usable, spans)) return false;
  bool found = false;
  for (auto [from, to] : spans) {
    auto begin = page.begin() + static_cast<std::ptrdiff_t>(from);
    auto end = page.begin() + static_cast<std::ptrdiff_t>(to);
    found = found || std::any_of(begin, end, [](char c) { return c != 0; });
    std::fill(begin, end, '\0');
  }
  return found;
}

}  // namespace muster
