// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/product.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

TEST(Product, NamesReadBack) {
  for (Product product : all_products) EXPECT_EQ(parse_product(name(product)), product);
  for (Sex sex : {Sex::female, Sex::male, Sex::unknown}) EXPECT_EQ(parse_sex(name(sex)), sex);
}

TEST(Product, ReadsWhatTablesSay) {
  EXPECT_EQ(parse_product("Máu toàn phần"), Product::whole_blood);
  EXPECT_EQ(parse_product("whole blood"), Product::whole_blood);
  EXPECT_EQ(parse_product("Whole-Blood"), Product::whole_blood);
  EXPECT_EQ(parse_product(" khối hồng cầu "), Product::red_cells);
  EXPECT_EQ(parse_product("TIỂU CẦU"), Product::platelets);
  EXPECT_EQ(parse_product("huyết tương"), Product::plasma);
  EXPECT_EQ(parse_product("bạch cầu hạt"), Product::granulocytes);
  for (const char* text : {"", "blood", "máu", "plasma2", "red_cell"})
    EXPECT_FALSE(parse_product(text)) << text;
}

TEST(Product, ReadsSex) {
  EXPECT_EQ(parse_sex("Nam"), Sex::male);
  EXPECT_EQ(parse_sex("NỮ"), Sex::female);
  EXPECT_EQ(parse_sex("nu"), Sex::female);
  EXPECT_EQ(parse_sex("f"), Sex::female);
  EXPECT_EQ(parse_sex("M"), Sex::male);
  EXPECT_EQ(parse_sex(""), Sex::unknown);
  EXPECT_EQ(parse_sex("không rõ"), Sex::unknown);
  for (const char* text : {"x", "1", "nam nữ"}) EXPECT_FALSE(parse_sex(text)) << text;
}

}  // namespace
}  // namespace muster
