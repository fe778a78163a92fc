// SPDX-License-Identifier: Apache-2.0
#include "muster/base/xlsx_writer.hpp"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>

#include "support/folder.hpp"

namespace muster {
namespace {

std::string whole(XlsxWriter& writer) {
  EXPECT_TRUE(writer.close());
  std::string file;
  std::array<char, 1000> piece;
  while (true) {
    const auto got = writer.read(piece);
    EXPECT_TRUE(got);
    if (!got || *got == 0) return file;
    file.append(piece.data(), *got);
  }
}

TEST(XlsxWriter, writes_a_zip_archive_and_leaves_no_file_behind) {
  const TestFolder own;
  const auto& folder = own.path();
  ASSERT_EQ(::setenv("TMPDIR", folder.c_str(), 1), 0);
  {
    auto writer = XlsxWriter::create("donors", {"Họ tên", "Ngày"});
    ASSERT_TRUE(writer) << writer.error().text();
    for (int i = 0; i < 2'000; ++i)
      writer->text("=cmd|'/c calc'!A1").day(*parse_day("2026-11-22")).number(i).end_row();
    const auto file = whole(*writer);
    EXPECT_TRUE(file.starts_with("PK\x03\x04"));
    EXPECT_NE(file.find("PK\x05\x06"), std::string::npos);
    EXPECT_FALSE(std::filesystem::is_empty(folder));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  { auto dropped = XlsxWriter::create("donors", {"x"}); }
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  ::unsetenv("TMPDIR");
}

TEST(XlsxWriter, a_folder_that_is_not_there_is_an_error) {
  ASSERT_EQ(::setenv("TMPDIR", "/dev/null", 1), 0);
  const auto writer = XlsxWriter::create("donors", {"x"});
  ::unsetenv("TMPDIR");
  // Where TMPDIR is no folder the system's own is taken.
  EXPECT_TRUE(writer);
}

}  // namespace
}  // namespace muster
