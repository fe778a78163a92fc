// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "muster/engine/import_row.hpp"

namespace muster {
namespace {

CsvRow cells(std::string_view line, std::int64_t number) {
  CsvRow row;
  row.line = number;
  for (std::string_view rest = line;;) {
    const auto end = rest.find('|');
    row.cells.emplace_back(rest.substr(0, end));
    if (end == rest.npos) return row;
    rest.remove_prefix(end + 1);
  }
}

struct Heading {
  const char* header;
  std::optional<ImportField> field;
};

TEST(ImportColumns, knows_headers_by_their_folded_form) {
  using enum ImportField;
  const Heading table[] = {
      {"HỌ TÊN", name},
      {"ho va ten", name},
      {"  Họ   và tên *", name},
      {"Họ và tên (ghi rõ)", name},
      {"name", name},
      {"SĐT", phone},
      {"Số điện thoại:", phone},
      {"sdt_2", phone},
      {"Phone (mobile)", phone},
      {"e-mail", email},
      {"NHÓM MÁU", group},
      {"Rh(D)", rhd},
      {"RhD", rhd},
      {"Năm sinh", birth},
      {"date_of_birth", birth},
      {"Giới tính", sex},
      {"Nam/Nữ", sex},
      {"Ngày hiến máu gần nhất", last_donation},
      {"last_donation", last_donation},
      {"Loại", product},
      {"Mã người hiến máu", external_id},
      {"external id", external_id},
      {"Xã, phường", commune},
      {"Ngôn ngữ", language},
      {"STT", std::nullopt},
      {"CCCD", std::nullopt},
      {"Ghi chú", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& row : table) {
    const bool is_name = row.field == name;
    const std::string line = is_name ? row.header : std::string("Họ tên|") + row.header;
    const auto columns = ImportColumns::read(cells(line, 1));
    ASSERT_TRUE(columns) << row.header;
    const int expected = is_name ? 0 : 1;
    for (std::size_t i = 0; i < import_field_count; ++i) {
      const auto field = static_cast<ImportField>(i);
      const auto& found = columns->of(field);
      const bool wanted = field == row.field || field == name;
      EXPECT_EQ(found.size(), wanted ? 1u : 0u) << row.header << ", " << muster::name(field);
      if (field == row.field) {
        EXPECT_EQ(found, std::vector{expected}) << row.header;
      }
    }
    const bool listed = !row.field && *row.header;
    EXPECT_EQ(columns->unused().size(), listed ? 1u : 0u) << row.header;
  }
}

TEST(ImportColumns, refuses_headers_that_name_no_one_or_one_thing_twice) {
  const auto none = ImportColumns::read(cells("STT|Điện thoại", 1));
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message().find("họ tên"), std::string::npos);
  const auto twice = ImportColumns::read(cells("Họ tên|Nhóm máu|Ngày sinh|ABO", 1));
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().field(), "line 1, column 4");
  EXPECT_NE(twice.error().message().find("\"Nhóm máu\" and \"ABO\""), std::string::npos);
  EXPECT_TRUE(ImportColumns::read(cells("Họ tên|SĐT 1|SĐT 2", 1)));
}

}  // namespace
}  // namespace muster
