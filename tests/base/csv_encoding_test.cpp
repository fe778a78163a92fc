// SPDX-License-Identifier: Apache-2.0
#include "muster/base/csv_encoding.hpp"

#include <gtest/gtest.h>

#include "muster/base/csv.hpp"

namespace muster {
namespace {

// Windows-1258: base letters with combining tone marks, as spreadsheets in Viet Nam wrote them.
const std::string list_1258 =
    "Ho\xF2 t\xEAn;Ghi ch\xFA\r\n"
    "Nguy\xEA\xDEn Thi\xF2 Lan;\xF0i\xEA\xF2n tho\xE1i ho\xF2\r\n"
    "Tr\xE2\xCCn V\xE3n An;\xFD\r\n";

std::string utf16(std::u16string_view text, bool little) {
  std::string bytes;
  for (char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

struct Case {
  const char* what;
  std::string bytes;
  CsvEncoding encoding;
};

TEST(CsvEncoding, is_found_out) {
  using enum CsvEncoding;
  const std::u16string list = u"Họ tên;Ghi chú\r\nNguyễn Thị Lan;điện thoại hỏng\r\n";
  const Case table[] = {
      {"nothing", "", utf8},
      {"ASCII", "name,phone\nAn,0912345678\n", utf8},
      {"UTF-8", "Họ tên,Ghi chú\nNguyễn Thị Lan,x\n", utf8},
      {"its mark", "\xEF\xBB\xBFname\nAn\n", utf8},
      {"UTF-16 with its mark", "\xFF\xFE" + utf16(list, true), utf16_little},
      {"UTF-16 big with its mark", "\xFE\xFF" + utf16(list, false), utf16_big},
      {"UTF-16 without", utf16(list, true), utf16_little},
      {"UTF-16 big without", utf16(list, false), utf16_big},
      {"Windows-1258", list_1258, windows_1258},
      {"one broken line among good ones", "Họ tên,Ghi chú\nNguyễn Thị Lan,\xC3(\nLê,x\n", utf8},
      {"TCVN3, a font's encoding",
       "H\xE4 t\xAAn;Ghi ch\xF3\nNguy\xD4n Th\xDE Lan;\xAE\xD6u\n"
       "L\xAA \xD0\xB7;Tr\xC7n \xB5\xB8\xB6\xB7\xB9\n",
       utf8},
      {"no text", std::string("\x80\x81\x90\x9D\xA0\xFF\x00", 7), utf8},
  };
  for (const auto& row : table) EXPECT_EQ(detect_csv_encoding(row.bytes), row.encoding) << row.what;
}

TEST(CsvEncoding, names_are_read_back) {
  for (const auto encoding : {CsvEncoding::utf8, CsvEncoding::utf16_little, CsvEncoding::utf16_big,
                              CsvEncoding::windows_1258})
    EXPECT_EQ(parse_csv_encoding(name(encoding)), encoding);
  EXPECT_FALSE(parse_csv_encoding("latin1"));
}

TEST(CsvEncoding, windows_1258_reads_with_its_tone_marks) {
  auto reader = CsvReader::over(list_1258, CsvEncoding::windows_1258);
  ASSERT_EQ(reader.next(), CsvStep::row);
  EXPECT_EQ(reader.row().cells[0], "Ho\u0323 t\u00EAn");
  ASSERT_EQ(reader.next(), CsvStep::row);
  EXPECT_EQ(reader.row().cells[0], "Nguy\u00EA\u0303n Thi\u0323 Lan");
  EXPECT_EQ(reader.row().cells[1], "\u0111i\u00EA\u0323n tho\u00E1i ho\u0323");
}

TEST(CsvEncoding, a_byte_that_means_nothing_there_costs_its_line) {
  auto reader = CsvReader::over("a;b\nx;y\x8Az\nc;d\n", CsvEncoding::windows_1258);
  EXPECT_EQ(reader.next(), CsvStep::row);
  ASSERT_EQ(reader.next(), CsvStep::rejected);
  EXPECT_EQ(reader.rejection().line, 2);
  EXPECT_EQ(reader.rejection().column, 4);
  EXPECT_EQ(reader.next(), CsvStep::row);
}

TEST(CsvEncoding, utf16_without_a_mark_reads_when_it_is_named) {
  for (const bool little : {true, false}) {
    const std::string bytes = utf16(u"họ tên,x\nĐỗ,1\n", little);
    auto reader =
        CsvReader::over(bytes, little ? CsvEncoding::utf16_little : CsvEncoding::utf16_big);
    ASSERT_EQ(reader.next(), CsvStep::row);
    EXPECT_EQ(reader.row().cells[0], "họ tên");
    ASSERT_EQ(reader.next(), CsvStep::row);
    EXPECT_EQ(reader.row().cells[0], "Đỗ");
  }
}

}  // namespace
}  // namespace muster
