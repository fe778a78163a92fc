// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/named_person.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

const std::vector<std::string> family = {"Trần Thị Lan", "Trần Văn Minh", "Nguyễn Thị Mai"};

struct Case {
  const char* text;
  int who;  // -1: nobody can tell
  const char* rest;
};

TEST(NamedPerson, TheAnswerNamesOne) {
  const Case cases[] = {
      {"Lan có", 0, "có"},
      {"có, lan", 0, "có,"},
      {"LAN co 20p", 0, "co 20p"},
      {"chị Lan đến được", 0, "đến được"},
      {"Cô Lan không đến được", 0, "không đến được"},
      {"Trần Thị Lan: có", 0, "có"},
      {"Minh", 1, ""},
      {"Anh Minh bận rồi", 1, "bận rồi"},
      {"thi mai co", 2, "co"},
      {"em Mai co", 2, "co"},
  };
  for (const auto& c : cases) {
    auto named = named_person(c.text, family);
    ASSERT_TRUE(named) << c.text;
    EXPECT_EQ(static_cast<std::size_t>(c.who), named->index) << c.text;
    EXPECT_STREQ(c.rest, named->rest.c_str()) << c.text;
  }
}

TEST(NamedPerson, NobodyIsGuessed) {
  for (auto text :
       {"có", "", "mai tôi đến", "có, mai", "co mai", "Lan và Minh đều có", "Hoa có", "lang thang"})
    EXPECT_FALSE(named_person(text, family)) << text;
  // Mother and daughter of one name.
  const std::vector<std::string> two = {"Trần Thị Lan", "Nguyễn Ngọc Lan"};
  EXPECT_FALSE(named_person("Lan có", two));
  EXPECT_EQ(1u, named_person("Ngọc Lan có", two)->index);
  EXPECT_EQ(0u, named_person("Thị Lan có", two)->index);
}

}  // namespace
}  // namespace muster
