// SPDX-License-Identifier: Apache-2.0
#include "../../src/engine/dnc_reader.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

using Numbers = std::vector<std::string>;
using Lines = std::vector<std::int64_t>;

DncNumbers read(std::string_view text) {
  static const NumberingPlans plans = [] {
    Problems problems;
    NumberingPlans made;
    auto file = TomlFile::load(MUSTER_SOURCE_DIR "/config/numbering/vn.toml", problems);
    made.plans.push_back(read_numbering_plan(file, problems));
    return made;
  }();
  return read_dnc_numbers(text, plans, "VN");
}

struct Case {
  const char* what;
  const char* text;
  Numbers numbers;
  Lines refused;
};

TEST(DncReader, FindsTheColumnOfNumbers) {
  const std::string a = "+84912345678", b = "+84912345679";
  const std::vector<Case> cases = {
      {"a number a line", "0912345678\n0912345679\n", {a, b}, {}},
      {"as people write them", "0912 345 678\n(+84) 912.345.679\n", {a, b}, {}},
      {"without the last line's end", "0912345678\r\n0912345679", {a, b}, {}},
      {"a header", "Thuê bao\n0912345678\n", {a}, {}},
      {"a table", "STT;SĐT;Ngày\n1;0912345678;01/02/2026\n2;0912345679;01/02/2026\n", {a, b}, {}},
      {"a table without a header", "1,0912345678\n2,0912345679\n", {a, b}, {}},
      {"lines without one", "0912345678\nkhông\n0912345679\n12\n", {a, b}, {2, 4}},
      {"a fixed line", "0243 825 3536\n", {"+842438253536"}, {}},
      {"nothing at all", "", {}, {}},
      {"no number at all", "a,b\nc,d\n", {}, {2}},
  };
  for (const auto& c : cases) {
    auto found = read(c.text);
    EXPECT_EQ(found.numbers, c.numbers) << c.what;
    EXPECT_EQ(found.refused, c.refused) << c.what;
    EXPECT_EQ(found.lines, static_cast<std::int64_t>(c.numbers.size() + c.refused.size()))
        << c.what;
  }
}

}  // namespace
}  // namespace muster
