// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/places.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

Places some() {
  Places places;
  places.add({"11266", "Phường An Lưu", "Thị xã Kinh Môn", "Hải Dương", {1, 1}});
  places.add({"", "Minh Tân", "Kinh Môn", "Hải Dương", {2, 2}});
  places.add({"", "Xã Minh Tân", "Vụ Bản", "Nam Định", {3, 3}});
  places.add({"", "Hiệp An", "", "", {4, 4}});
  return places;
}

TEST(Places, ACommuneIsFoundHoweverItIsWritten) {
  const auto places = some();
  for (auto text : {"An Lưu", "an luu", "P. An Lưu", "P.An Lưu", "phường  An Lưu", "11266",
                    "An Lưu, Kinh Môn", "An Lưu, TX Kinh Môn, tỉnh Hải Dương", "An Luu, Hai Duong"})
    EXPECT_EQ((Place{1, 1}), places.find(text)) << text;
  EXPECT_EQ((Place{4, 4}), places.find("Hiệp An"));
}

TEST(Places, ANameThatFitsTwoFitsNone) {
  const auto places = some();
  EXPECT_FALSE(places.find("Minh Tân"));
  EXPECT_EQ((Place{2, 2}), places.find("Minh Tân, Kinh Môn"));
  EXPECT_EQ((Place{3, 3}), places.find("xã Minh Tân, huyện Vụ Bản, Nam Định"));
}

TEST(Places, WhatIsSaidMustFit) {
  const auto places = some();
  for (auto text :
       {"", " , ", "Thái Thịnh", "An Lưu, Nam Định", "Minh Tân, Hà Giang", "Hiệp An, Kinh Môn"})
    EXPECT_FALSE(places.find(text)) << text;
}

TEST(Places, RanksAreNotPartOfAName) {
  EXPECT_EQ("AN LUU", place_key("Phường An Lưu"));
  EXPECT_EQ("PHUC THANH", place_key("Phúc Thành")) << "begins like a rank and is none";
  EXPECT_EQ("XA LINH", place_key("P. Xa Linh")) << "only the first is one";
  EXPECT_EQ("1", place_key("Phường 1"));
}

}  // namespace
}  // namespace muster
