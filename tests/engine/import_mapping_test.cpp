// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/import_mapping.hpp"

#include "importer_fixture.hpp"

namespace muster {
namespace {

ImportMapping mapping_of(std::string_view text, Problems& problems) {
  const auto file = TomlFile::parse("lists.toml", text, problems);
  return read_import_mapping(file, problems);
}

TEST_F(ImporterTest, a_mapping_reads_odd_headers_and_month_first_dates) {
  Problems problems;
  options_.mapping = mapping_of(R"(
dates = "mdy"
[columns]
"Ten BN" = "name"
"Tên BN" = "name"
"Dien thoai nguoi than" = "ignore"
"Lien he" = "phone"
"Lần cuối" = "last_donation"
[values]
product = "platelets"
commune = "An Lưu"
)",
                                problems);
  ASSERT_TRUE(problems.empty()) << problems[0].text();
  const auto result = import(
      "Tên BN,Điện thoại người thân,Liên hệ,Lần cuối\nAn,0987654321,0912345678,10/25/2026\n");
  EXPECT_EQ(result.added, 1) << (result.problems.empty() ? "" : result.problems[0].text());
  EXPECT_TRUE(result.unused_columns.empty());
  ASSERT_EQ(points().size(), 1u);
  EXPECT_EQ(points()[0].address, "+84912345678");
  ASSERT_EQ(donations().size(), 1u);
  EXPECT_EQ(donations()[0].on, *parse_day("2026-10-25"));
  EXPECT_EQ(donations()[0].product, Product::platelets);
  EXPECT_EQ(donor().commune, "An Lưu");
}

struct BadMapping {
  const char* text;
  const char* problem;
};

TEST(ImportMapping, errors_name_file_line_key_and_cure) {
  const BadMapping table[] = {
      {"dates = \"dym\"", "lists.toml:1: dates: must be one of dmy, mdy, ymd"},
      {"[columns]\n\"Ten\" = \"nmae\"", "lists.toml:2: columns.Ten: 'nmae' is no field"},
      {"[columns]\n\"Ten\" = \"nmae\"", "did you mean 'name'?"},
      {"[columns]\n\"Ten\" = \"name\"\n\"TÊN\" = \"phone\"",
       "lists.toml:3: columns.TÊN: reads the same as another"},
      {"[values]\nphone = \"0912\"", "lists.toml:2: values.phone: is each line's own"},
      {"[values]\nprodukt = \"plasma\"", "did you mean 'product'?"},
      {"[values]\nproduct = 3", "lists.toml:2: values.product: must be text"},
      {"[colums]\n", "lists.toml:1: colums:"},
      {"x = ", "lists.toml:1: not TOML"},
  };
  for (const auto& row : table) {
    Problems problems;
    mapping_of(row.text, problems);
    std::string all;
    for (const auto& problem : problems) all += problem.text() + "\n";
    EXPECT_NE(all.find(row.problem), std::string::npos) << row.text << "\n" << all;
  }
}

TEST_F(ImporterTest, a_mapping_that_does_not_fit_the_file_is_refused) {
  const std::pair<const char*, const char*> table[] = {
      {"[columns]\n\"Ten BN\" = \"name\"", "no such header"},
      {"[columns]\n\"Họ tên\" = \"outcome\"", "does not have"},
      {"[values]\nreason = \"tattoo\"", "has no such field"}};
  for (const auto& [text, why] : table) {
    Problems problems;
    options_.mapping = mapping_of(text, problems);
    ASSERT_TRUE(problems.empty());
    const auto result = try_import("Họ tên,SĐT\nAn,0912345678\n");
    ASSERT_FALSE(result) << text;
    EXPECT_NE(result.error().message().find(why), std::string::npos) << result.error().text();
  }
}

TEST_F(ImporterTest, one_value_for_all_lines_stands_in_for_a_needed_column) {
  import("Mã,Họ tên,SĐT\n7,An,0912345678\n8,Bình,0987654321\n");
  Problems problems;
  options_.kind = ImportKind::consents;
  options_.mapping = mapping_of(
      "[values]\npurposes = \"reminders\"\nproof = \"folder 3\"\non = \"01/08/2026\"", problems);
  ASSERT_TRUE(problems.empty());
  EXPECT_EQ(import("Mã\n7\n8\n").consents, 2);
}

}  // namespace
}  // namespace muster
