// SPDX-License-Identifier: Apache-2.0
// Lists in and out by the command: refused lines come back in a file that can be mended.
#include <gtest/gtest.h>

#include "people.hpp"

namespace muster::e2e {
namespace {

struct Lists : testing::Test {
  Site site;
  void SetUp() override {
    site.start_sandbox();
    site.start();
  }
  std::filesystem::path file(const std::string& name) { return site.folder() / name; }
};

TEST_F(Lists, RefusedLinesComeBackMendedAndAllGoOutAgain) {
  const std::string list =
      "Mã;Họ tên;Điện thoại;Ghi chú\n"
      "1;Nguyễn Thị Lan;0912345678;\"hai\ndòng\"\n"
      "2;Trần Văn Bình;12345;\"hai\ndòng\"\n";
  auto first = import_donors(site, list);
  EXPECT_EQ(first.status, 3) << first.err << first.out;
  const auto rejected = file("donors.csv.rejected.csv");
  auto mended = read_file(rejected);
  EXPECT_NE(mended.find("Cách sửa (cure)"), std::string::npos) << mended;
  EXPECT_NE(mended.find("as it is dialled"), std::string::npos) << mended;
  EXPECT_EQ(mended.find("Lan"), std::string::npos) << "only what was refused";
  EXPECT_EQ(std::filesystem::status(rejected).permissions() & std::filesystem::perms::mask,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  mended.replace(mended.find("12345"), 5, "0912345679");
  write_file(rejected, mended);
  auto second = site.muster({"import", "donors", rejected.string()});
  EXPECT_EQ(second.status, 0) << second.err << second.out;
  EXPECT_EQ(site.get("/v1/donors").at("items").as_array().size(), 2u);

  const auto out = file("out.csv");
  auto exported = site.muster({"export", "donors", "--out", out.string()});
  EXPECT_EQ(exported.status, 0) << exported.err;
  auto again = site.muster({"--json", "import", "donors", out.string()});
  EXPECT_EQ(again.status, 0) << again.err << again.out;
  EXPECT_EQ(json::parse(again.out).at("unchanged").as_int64(), 2) << again.out;
  const auto book = file("out.xlsx");
  EXPECT_EQ(site.muster({"export", "donors", "--format", "xlsx", "--out", book.string()}).status,
            0);
  EXPECT_TRUE(read_file(book).starts_with("PK"));
  EXPECT_EQ(site.muster({"export", "donors", "--out", "/dev/null/x"}).status, 1);
}

TEST_F(Lists, AMappingFileThatIsWrongIsNamedWithLineAndKey) {
  write_file(file("odd.csv"), "Ten BN,Lien he\nAn,0912345678\n");
  write_file(file("odd.toml"), "[columns]\n\"Ten BN\" = \"nmae\"\n");
  std::vector<std::string> command = {"import", "donors", file("odd.csv").string(), "--mapping",
                                      file("odd.toml").string()};
  auto wrong = site.muster(command);
  EXPECT_EQ(wrong.status, 1);
  EXPECT_NE(wrong.err.find("odd.toml:2: columns.Ten BN: 'nmae' is no field"), std::string::npos)
      << wrong.err;
  write_file(file("odd.toml"), "[columns]\n\"Ten BN\" = \"name\"\n\"Lien he\" = \"phone\"\n");
  auto right = site.muster(command);
  EXPECT_EQ(right.status, 0) << right.err << right.out;
}

}  // namespace
}  // namespace muster::e2e
