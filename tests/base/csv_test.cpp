// SPDX-License-Identifier: Apache-2.0
#include "muster/base/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "support/folder.hpp"

namespace muster {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Lines = std::vector<std::string>;

// "3: a|b" for a row, "4:7#2 reason" for a rejection, one string each.
Lines read_all(CsvReader reader) {
  Lines found;
  while (true) {
    const CsvStep step = reader.next();
    if (step == CsvStep::end) break;
    if (step == CsvStep::rejected) {
      const CsvRejection& bad = reader.rejection();
      found.push_back(std::to_string(bad.line) + ":" + std::to_string(bad.column) + "#" +
                      std::to_string(bad.cell) + " " + bad.reason);
      continue;
    }
    std::string text = std::to_string(reader.row().line) + ":";
    for (const std::string& cell : reader.row().cells)
      text += (&cell == &reader.row().cells.front() ? " " : "|") + cell;
    found.push_back(text);
  }
  EXPECT_EQ(reader.next(), CsvStep::end);
  return found;
}

// The same bytes, at most `size` a read: every boundary falls everywhere.
CsvReader drip(std::string_view bytes, std::size_t size) {
  return CsvReader([bytes, size](std::span<char> into) mutable -> Result<std::size_t> {
    const std::size_t count = std::min({size, bytes.size(), into.size()});
    std::copy_n(bytes.data(), count, into.data());
    bytes.remove_prefix(count);
    return count;
  });
}

Lines read(std::string_view bytes) {
  const Lines whole = read_all(CsvReader::over(bytes));
  for (std::size_t size : {1, 2, 3, 7}) EXPECT_EQ(read_all(drip(bytes, size)), whole) << size;
  return whole;
}

std::string utf16(std::u16string_view text, bool little) {
  std::string bytes = little ? "\xFF\xFE" : "\xFE\xFF";
  for (char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

struct Case {
  const char* name;
  std::string_view bytes;
  Lines rows;
};

TEST(Csv, ReadsTablesAsSpreadsheetsWriteThem) {
  const Case cases[] = {
      {"empty", "", {}},
      {"only blank lines", "\n \n\t\n\r\n", {}},
      {"only a byte order mark", "\xEF\xBB\xBF", {}},
      {"no line end at the end", "a,b\n1,2", {"1: a|b", "2: 1|2"}},
      {"CRLF", "a,b\r\n1,2\r\n", {"1: a|b", "2: 1|2"}},
      {"CR", "a,b\r1,2\r", {"1: a|b", "2: 1|2"}},
      {"mixed line ends", "a,b\r1,2\n\r\n3,4", {"1: a|b", "2: 1|2", "4: 3|4"}},
      {"byte order mark", "\xEF\xBB\xBFhọ tên;sđt\nLan;09\n", {"1: họ tên|sđt", "2: Lan|09"}},
      {"semicolons, commas in text", "a;b;c\n1,5;2;3\n", {"1: a|b|c", "2: 1,5|2|3"}},
      {"tabs, empty cells", "a\tb\tc\n\t\tx\n", {"1: a|b|c", "2: ||x"}},
      {"separator inside a quoted header", "\"a;b;c\",d\n1,2\n", {"1: a;b;c|d", "2: 1|2"}},
      {"sep= names it", "sep=;\na,b,c;d\n1;2\n", {"2: a,b,c|d", "3: 1|2"}},
      {"one column", "phone\n0912\n", {"1: phone", "2: 0912"}},
      {"quotes", "a,b\n\"x, \"\"y\"\"\",\"\"\n", {"1: a|b", "2: x, \"y\"|"}},
      {"blanks around", "a,b\n  x y  ,  \" z \"  \n", {"1: a|b", "2: x y| z "}},
      {"cell over lines", "a,b\n\"1\n2\n\n3\",x\ny,z\n", {"1: a|b", "2: 1\n2\n\n3|x", "6: y|z"}},
      {"cell over lines, CRLF", "a,b\r\n\"1\r\n2\",x\r\n", {"1: a|b", "2: 1\n2|x"}},
      {"five lines are allowed", "a,b\n\"1\n2\n3\n4\n5\",x\n", {"1: a|b", "2: 1\n2\n3\n4\n5|x"}},
      {"two long cells",
       "a,b\n\"1\n2\n3\n4\",\"5\n6\n7\n8\n9\"\nc,d\n",
       {"1: a|b", "2: 1\n2\n3\n4|5\n6\n7\n8\n9", "10: c|d"}},
      {"header over lines", "\"a\nb\",c\n1,2\n", {"1: a\nb|c", "3: 1|2"}},
      {"other number of cells", "a,b\n1\n1,2,3\n,\n", {"1: a|b", "2: 1", "3: 1|2|3", "4: |"}},
      {"blank lines count", "a,b\n\n\n1,2\n", {"1: a|b", "4: 1|2"}},
  };
  for (const Case& c : cases) EXPECT_EQ(read(c.bytes), c.rows) << c.name;
}

TEST(Csv, AStrayQuoteCostsOnlyItsOwnLine) {
  const std::string open = "the quote that opens here ";
  const Case cases[] = {
      {"never closed", "a,b\n1,\"x\n3,4\n", {"1: a|b", "2:3#2 ~is never closed", "3: 3|4"}},
      {"past five lines",
       "a,b\n1,\"x\n2,2\n3,3\n4,4\n5,5\n6,6\n",
       {"1: a|b", "2:3#2 ~is not closed within 5 lines", "3: 2|2", "4: 3|3", "5: 4|4", "6: 5|5",
        "7: 6|6"}},
      {"then a quoted cell",
       "a,b\n1,\"x\n2,\"y\"\n3,z\n",
       {"1: a|b", "2:3#2 ~ends in the middle of text", "3: 2|y", "4: 3|z"}},
      {"then a row that closes it by chance",
       "a,b,c\n1,\"x,y\n2,\",\",2\n3,3,3\n",
       {"1: a|b|c", "2:3#2 ~is never closed", "3: 2|,|2", "4: 3|3|3"}},
      {"closed by the next stray one",
       "a,b,c\n1,2,\"x\n1,2,y\"\n3,3,3\n",
       {"1: a|b|c", "2: 1|2|x\n1,2,y", "4: 3|3|3"}},
      {"joined to a wrong row",
       "a,b,c\n\"x,1,2\ny\",1\nz,3,3\n",
       {"1: a|b|c", "2:1#1 ~joins lines to a row that does not fit the header",
        "3:2#1 a quote in the middle", "4: z|3|3"}},
      {"in the middle of text",
       "a,b\n1,5\" pipe\n3,4\n",
       {"1: a|b", "2:4#2 a quote in the middle", "3: 3|4"}},
      {"text after the closing quote",
       "a,b\n\"Lê \"Tí\" An\",1\n3,4\n",
       {"1: a|b", "2:6#1 a quote in the middle", "3: 3|4"}},
      {"two in a row of lines",
       "a,b\n1,\"x\n2,\"y\n3,4\n5,6\n7,8\n9,9\n",
       {"1: a|b", "2:3#2 ~ends in the middle of text", "3:3#2 ~is not closed within", "4: 3|4",
        "5: 5|6", "6: 7|8", "7: 9|9"}},
      {"after a good long cell",
       "a,b\n\"x\ny\",\"z\n1,2\n3,4\n5,6\n7,8\n9,9\n",
       {"1: a|b", "3:4#2 ~is not closed within 5 lines", "4: 1|2", "5: 3|4", "6: 5|6", "7: 7|8",
        "8: 9|9"}},
      {"opened on the line that ends a good long cell",
       "a,b,c\n\"x\n\",1,\"\n4,5,6\n",
       {"1: a|b|c", "3:5#3 ~is never closed", "4: 4|5|6"}},
      {"in the header", "\"a,b\n1,2\n", {"1:1#1 ~is never closed", "2: 1|2"}},
  };
  for (const Case& c : cases) {
    const Lines found = read(c.bytes);
    ASSERT_EQ(found.size(), c.rows.size()) << c.name << testing::PrintToString(found);
    for (std::size_t i = 0; i < found.size(); ++i) {
      std::string wanted = c.rows[i];
      if (auto tilde = wanted.find('~'); tilde != wanted.npos) wanted.replace(tilde, 1, open);
      EXPECT_TRUE(found[i].starts_with(wanted))
          << c.name << ": " << found[i] << " is not " << wanted;
    }
  }
}

TEST(Csv, ReadsUtf16WithAByteOrderMark) {
  for (bool little : {true, false})
    EXPECT_THAT(read(utf16(u"họ tên\tnhóm\r\nĐỗ\tO\U0001F9B8\r\n", little)),
                ElementsAre("1: họ tên|nhóm", "2: Đỗ|O\U0001F9B8"));
}

TEST(Csv, ALineThatIsNoUtf8IsRejectedAtItsColumn) {
  EXPECT_THAT(read("a,b\nLê,\xC3(\nx,y\n"),
              ElementsAre("1: a|b", testing::StartsWith("2:4#0 not UTF-8"), "3: x|y"));
  EXPECT_THAT(read(std::string_view("a,b\nx\0y,1\nx,y\n", 14)),
              ElementsAre("1: a|b", testing::StartsWith("2:2#0 not UTF-8"), "3: x|y"));
  for (const char* bad :
       {"\xED\xA0\x80", "\xC0\x80", "\xE0\x80\x80", "\xF5\x80\x80\x80", "\xF0\x9F\x98", "\x80"})
    EXPECT_THAT(read(std::string("a,b\nabcdefgh") + bad + "\n")[1], testing::StartsWith("2:9#0"))
        << bad;
  // A surrogate without its partner, and a file cut in the middle of a unit.
  EXPECT_THAT(read(utf16(u"a,b\nx\xD800y,1\nx,y\n", true)),
              ElementsAre("1: a|b", testing::StartsWith("2:2#0 not UTF-8"), "3: x|y"));
  std::string cut = utf16(u"a,b\nx,yz", true);
  cut.pop_back();
  EXPECT_THAT(read(cut), ElementsAre("1: a|b", testing::StartsWith("2:4#0 not UTF-8")));
  // Inside a quoted cell: both lines are refused, no other.
  EXPECT_THAT(read("a,b\n\"x\n\xFF\",1\nx,y\n"),
              ElementsAre("1: a|b", testing::StartsWith("2:1#1 the quote"),
                          testing::StartsWith("3:1#0 not UTF-8"), "4: x|y"));
}

TEST(Csv, FilesThatAreNoTextAreRefusedOnce) {
  EXPECT_THAT(read("PK\x03\x04zzzz\nfoo\n"), ElementsAre(HasSubstr("save it as 'CSV UTF-8'")));
  EXPECT_THAT(read("\xD0\xCF\x11\xE0zzzz\n"), ElementsAre(HasSubstr("workbook")));
  EXPECT_THAT(read(std::string_view("a\0,\0b\0\n\0", 8)),
              ElementsAre(HasSubstr("byte order mark")));
}

TEST(Csv, LongLinesAndWideRowsAreRejectedAndPassedOver) {
  for (std::size_t size : {csv_longest_line, csv_longest_line + 1, 3 * csv_longest_line})
    for (const char* end : {"\n", "\r\n", "\r"}) {
      const std::string bytes = "a,b\n" + std::string(size, 'x') + end + "1,2\n";
      const Lines found = read_all(CsvReader::over(bytes));
      ASSERT_EQ(found.size(), 3u);
      if (size > csv_longest_line) {
        EXPECT_THAT(found[1], testing::StartsWith("2:1#0 longer than"));
      }
      EXPECT_EQ(found[2], "3: 1|2");
    }
  std::string wide = "a,b\n" + std::string(csv_most_cells - 1, ',') + "\n" +
                     std::string(csv_most_cells, ',') + "\n1,2";
  const Lines found = read_all(CsvReader::over(wide));
  ASSERT_EQ(found.size(), 4u);
  EXPECT_THAT(found[2], testing::StartsWith("3:1#0 more than"));
  EXPECT_EQ(found[3], "4: 1|2");
}

TEST(Csv, AnyBytesGiveOneAccountOfEachLineInOrder) {
  std::mt19937 random(7);
  const std::string_view alphabet = "ab\"\",;\t \n\n\r\xE1\xBB\x8D";
  for (int round = 0; round < 500; ++round) {
    std::string bytes = "a,b\n";
    for (int i = 0; i < 60; ++i) bytes += alphabet[random() % alphabet.size()];
    const Lines found = read_all(CsvReader::over(bytes));
    EXPECT_EQ(read_all(drip(bytes, 1 + random() % 5)), found) << testing::PrintToString(bytes);
    int last = 0;
    for (const std::string& step : found) {
      const int line = std::stoi(step);
      EXPECT_GT(line, last) << testing::PrintToString(bytes) << testing::PrintToString(found);
      last = line;
    }
  }
}

TEST(Csv, AReadErrorIsARejectionAndNeverTheEndOfATable) {
  int calls = 0;
  CsvReader reader([&calls](std::span<char> into) -> Result<std::size_t> {
    if (++calls > 1) return Error(ErrorKind::io, "disk on fire");
    std::string_view start = "a,b\n1,2\n3,";
    std::copy(start.begin(), start.end(), into.data());
    return start.size();
  });
  EXPECT_THAT(read_all(std::move(reader)),
              ElementsAre("1: a|b", "2: 1|2", "3:1#0 the rest cannot be read: disk on fire"));
}

TEST(Csv, ReadsAFile) {
  const TestFolder folder;
  const auto path = folder.write("donors.csv", "a;b\n1;2\n");
  Result<CsvReader> reader = CsvReader::file(path);
  ASSERT_TRUE(reader);
  EXPECT_THAT(read_all(std::move(*reader)), ElementsAre("1: a|b", "2: 1|2"));
  folder.clear();
  EXPECT_EQ(CsvReader::file(path).error().kind(), ErrorKind::io);
  EXPECT_EQ(CsvReader::file(folder.path().string()).error().kind(), ErrorKind::io);
}

TEST(Csv, AMillionRowsComeOneByOne) {
  int row = 0;
  std::string pending = "name,phone\n";
  CsvReader reader([&](std::span<char> into) -> Result<std::size_t> {
    while (pending.size() < into.size() && row < 1'000'000)
      pending += "An," + std::to_string(row++) + "\n";
    const std::size_t count = std::min(pending.size(), into.size());
    std::copy_n(pending.data(), count, into.data());
    pending.erase(0, count);
    return count;
  });
  std::int64_t rows = 0;
  while (reader.next() == CsvStep::row) ++rows;
  EXPECT_EQ(rows, 1'000'001);
  EXPECT_THAT(reader.row().cells, ElementsAre("An", "999999"));
}

}  // namespace
}  // namespace muster
