// SPDX-License-Identifier: Apache-2.0
#include "muster/base/csv_writer.hpp"

#include <gtest/gtest.h>

#include "muster/base/csv.hpp"

namespace muster {
namespace {

TEST(CsvWriter, QuotesAndDisarmsFormulas) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", ""},
      {"Lan", "Lan"},
      {"a,b", "\"a,b\""},
      {"a;b", "\"a;b\""},
      {"say \"hi\"", "\"say \"\"hi\"\"\""},
      {"two\nlines", "\"two\nlines\""},
      {" x", "\" x\""},
      {"=1+1", "'=1+1"},
      {"+84912", "'+84912"},
      {"-1", "'-1"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\t=1", "\"'\t=1\""},
      {"\r=1", "\"'\r=1\""},
      {std::string_view("\0=1", 3), std::string_view("'\0=1", 4)},
      {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
      {"a=1", "a=1"},
      {"'=1", "''=1"},
      {"''@x", "'''@x"},
      {"'twas", "'twas"},
      {"'", "'"},
  };
  for (const auto& [value, wanted] : cases) {
    CsvWriter writer;
    EXPECT_EQ(writer.text(value).take(), wanted);
  }
}

TEST(CsvWriter, TakingTheApostropheAwayGivesBackEveryText) {
  const std::string_view alphabet = "'=+-@\ta1 \"";
  for (char a : alphabet)
    for (char b : alphabet)
      for (char c : alphabet) {
        const std::string text{a, b, c};
        const std::string written = needs_apostrophe(text) ? "'" + text : text;
        EXPECT_EQ(without_apostrophe(written), text);
        EXPECT_EQ(std::string_view("=+-@\t").find(written[0]), std::string_view::npos) << text;
      }
}

TEST(CsvWriter, WhatItWritesReadsBackTheSame) {
  CsvWriter writer(';', CsvMark::utf8);
  writer.text("họ tên").text("ghi chú").text("n").end_row();
  writer.text("Đỗ \"Tí\" Lan").text("dòng 1\ndòng 2; x").number(-5).end_row();
  writer.text("").text("  ").number(0).end_row();
  const std::string bytes = writer.take();
  EXPECT_TRUE(bytes.starts_with("\xEF\xBB\xBFhọ"));
  EXPECT_EQ(writer.take(), "");
  CsvReader reader = CsvReader::over(bytes);
  const std::vector<std::vector<std::string>> wanted = {
      {"họ tên", "ghi chú", "n"}, {"Đỗ \"Tí\" Lan", "dòng 1\ndòng 2; x", "-5"}, {"", "  ", "0"}};
  for (const auto& cells : wanted) {
    ASSERT_EQ(reader.next(), CsvStep::row);
    EXPECT_EQ(reader.row().cells, cells);
  }
  EXPECT_EQ(reader.next(), CsvStep::end);
}

}  // namespace
}  // namespace muster
