// SPDX-License-Identifier: Apache-2.0
#include "../../src/engine/place_files.hpp"

#include <gtest/gtest.h>

#include "support/folder.hpp"

namespace muster {
namespace {

Places read(const std::string& text, Problems& problems) {
  TestFolder folder;
  auto path = folder.write("places.csv", text);
  Places places;
  read_places(path, places, problems);
  return places;
}

TEST(PlaceFiles, TheShippedExampleIsReadWhole) {
  Places places;
  Problems problems;
  read_places(MUSTER_SOURCE_DIR "/config/places/kinh-mon.csv", places, problems);
  for (const auto& problem : problems) ADD_FAILURE() << problem.text();
  EXPECT_EQ(14u, places.size());
  EXPECT_EQ((Place{20'990'000, 106'540'000}), places.find("P. An Lưu, Kinh Môn, Hải Dương"));
}

TEST(PlaceFiles, EveryBadLineIsToldWithItsNumber) {
  Problems problems;
  auto places = read(
      "name,latitude,longitude\nAn Lưu,20.99,106.54\nHiệp An,\"20,98\",106.52\n,20.9,106.5\n"
      "Xa Quá,95,106\n",
      problems);
  EXPECT_EQ(1u, places.size());
  ASSERT_EQ(3u, problems.size());
  EXPECT_EQ(3, problems[0].line);
  EXPECT_EQ(4, problems[1].line);
  EXPECT_EQ(5, problems[2].line);
}

TEST(PlaceFiles, AHeaderWithoutItsColumnsIsRefused) {
  for (auto text : {"", "name,latitude\nx,1\n", "latitude,longitude\n1,2\n"}) {
    Problems problems;
    EXPECT_EQ(0u, read(text, problems).size());
    EXPECT_EQ(1u, problems.size()) << text;
  }
  Places places;
  Problems problems;
  read_places("/nowhere/places.csv", places, problems);
  EXPECT_EQ(1u, problems.size());
}

}  // namespace
}  // namespace muster
