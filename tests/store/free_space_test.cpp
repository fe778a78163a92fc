// SPDX-License-Identifier: Apache-2.0
// What is cleared of a page, and what is never touched.
#include <gtest/gtest.h>

#include "../../src/store/free_space.hpp"

namespace muster {
namespace {

constexpr std::size_t size = 512;

void put(std::string& page, std::size_t at, std::size_t value) {
  page[at] = static_cast<char>(value >> 8);
  page[at + 1] = static_cast<char>(value & 0xFF);
}

// A leaf of a table with two cells, [400, 440) and [460, 500), a free block between them, and the
// rest full of what was there before.
std::string leaf(std::size_t header = 0) {
  std::string page(size, 'x');
  page[header] = 13;
  put(page, header + 1, 440);  // first free block
  put(page, header + 3, 2);    // cells
  put(page, header + 5, 400);  // their content
  page[header + 7] = 0;
  put(page, header + 8, 400);
  put(page, header + 10, 460);
  put(page, 440, 0);
  put(page, 442, 20);
  return page;
}

TEST(FreeSpace, the_gap_and_the_free_blocks_are_cleared_and_nothing_else) {
  for (std::size_t header : {std::size_t{0}, std::size_t{100}}) {
    auto page = leaf(header);
    auto before = page;
    EXPECT_TRUE(clear_free_space(page, size, header != 0));
    for (std::size_t i = 0; i < size; ++i) {
      bool free = (i >= header + 12 && i < 400) || (i >= 444 && i < 460);
      EXPECT_EQ(page[i], free ? '\0' : before[i]) << i;
    }
    EXPECT_FALSE(clear_free_space(page, size, header != 0)) << "it is clear";
  }
}

TEST(FreeSpace, an_inner_page_keeps_its_right_child) {
  auto page = leaf();
  page[0] = 5;
  put(page, 12, 400);
  put(page, 14, 460);
  EXPECT_TRUE(clear_free_space(page, size, false));
  EXPECT_EQ(page[13], static_cast<char>(400 & 0xFF));
  EXPECT_EQ(page[16], '\0');
  EXPECT_EQ(page[400], 'x');
}

TEST(FreeSpace, what_does_not_add_up_is_left_alone) {
  struct Wrong {
    std::size_t at;
    std::size_t value;
  };
  for (auto wrong : {Wrong{5, 8}, Wrong{5, 513}, Wrong{3, 300}, Wrong{1, 300}, Wrong{1, 510},
                     Wrong{442, 3}, Wrong{442, 100}, Wrong{440, 440}}) {
    auto page = leaf();
    put(page, wrong.at, wrong.value);
    auto before = page;
    EXPECT_FALSE(clear_free_space(page, size, false)) << wrong.at;
    EXPECT_EQ(page, before) << wrong.at;
  }
  for (int kind : {0, 1, 3, 4, 12, 14, 100}) {
    auto page = leaf();
    page[0] = static_cast<char>(kind);
    auto before = page;
    EXPECT_FALSE(clear_free_space(page, size, false)) << kind;
    EXPECT_EQ(page, before) << kind;
  }
  std::string small(10, '\r');
  EXPECT_FALSE(clear_free_space(small, 10, false));
}

}  // namespace
}  // namespace muster
