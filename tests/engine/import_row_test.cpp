// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/import_row.hpp"

#include <gtest/gtest.h>

#include "muster/base/toml.hpp"

namespace muster {
namespace {

class ImportRowTest : public testing::Test {
 protected:
  ImportRowTest() {
    Problems problems;
    const auto file = TomlFile::load(MUSTER_SOURCE_DIR "/config/numbering/vn.toml", problems);
    plans_.plans.push_back(read_numbering_plan(file, problems));
    EXPECT_TRUE(problems.empty());
  }

  static CsvRow cells(std::string_view line, std::int64_t number = 2) {
    CsvRow row;
    row.line = number;
    for (std::string_view rest = line;;) {
      const auto end = rest.find('|');
      row.cells.emplace_back(rest.substr(0, end));
      if (end == rest.npos) return row;
      rest.remove_prefix(end + 1);
    }
  }

  std::optional<ImportRow> parse(std::string_view header, std::string_view line) {
    problems_.clear();
    notes_.clear();
    const auto columns = ImportColumns::read(cells(header, 1));
    if (!columns) {
      ADD_FAILURE() << columns.error().text();
      return std::nullopt;
    }
    const ImportRules rules{plans_, "VN", *parse_day("2026-11-22")};
    return parse_import_row(cells(line), *columns, rules, problems_, notes_);
  }

  NumberingPlans plans_;
  ImportProblems problems_;
  ImportProblems notes_;
};

TEST_F(ImportRowTest, reads_a_whole_row_with_vietnamese_headers) {
  const auto row = parse(
      "STT|Mã|Họ và tên|Ngày sinh|Giới tính|Điện thoại|Email|Nhóm máu|Rh|Ngày hiến gần nhất|Loại|"
      "Thể tích (ml)|Xã/Phường|Ngôn ngữ|CCCD",
      "1|KM-7|Nguyễn Thị Lan|05/02/1990|Nữ|0912 345 678|Lan@Example.org|AB|-|25/12/2025|"
      "tiểu cầu|250 ml|An Lưu|Tiếng Việt|030190001234");
  ASSERT_TRUE(row) << (problems_.empty() ? "" : problems_[0].text());
  EXPECT_EQ(row->line, 2);
  EXPECT_EQ(row->external_id, "KM-7");
  EXPECT_EQ(row->name, "Nguyễn Thị Lan");
  EXPECT_EQ(row->name_key, "NGUYEN THI LAN");
  EXPECT_EQ(row->birth, *parse_day("1990-02-05"));
  EXPECT_EQ(row->sex, Sex::female);
  ASSERT_EQ(row->addresses.size(), 2u);
  EXPECT_EQ(row->addresses[0], (ImportAddress{Channel::sms, "+84912345678"}));
  EXPECT_EQ(row->addresses[1], (ImportAddress{Channel::email, "lan@example.org"}));
  EXPECT_EQ(row->group, (BloodGroup{Abo::ab, RhD::negative}));
  EXPECT_EQ(row->last_donation, *parse_day("2025-12-25"));
  EXPECT_EQ(row->product, Product::platelets);
  EXPECT_EQ(row->volume_ml, 250);
  EXPECT_EQ(row->commune, "An Lưu");
  EXPECT_EQ(row->language, "vi");
  EXPECT_TRUE(notes_.empty());
}

TEST_F(ImportRowTest, reads_english_headers_and_leaves_blanks_unsaid) {
  const auto row = parse("name,ignored|Full name|Phone|Blood group|Date of birth|Last donation",
                         "x|An|912345678|O+|-|chưa hiến");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->group, (BloodGroup{Abo::o, RhD::positive}));
  EXPECT_FALSE(row->birth);
  EXPECT_FALSE(row->last_donation);
  EXPECT_FALSE(row->sex);
  EXPECT_FALSE(row->product);
}

struct DayCase {
  const char* text;
  const char* day;     // nullptr: refused
  const char* reason;  // part of it
};

TEST_F(ImportRowTest, reads_dates_day_first_or_iso) {
  const DayCase table[] = {
      {"25/12/2025", "2025-12-25", ""},
      {"5/1/2026", "2026-01-05", ""},
      {"05-01-2026", "2026-01-05", ""},
      {"05.01.2026", "2026-01-05", ""},
      {"2026-01-05", "2026-01-05", ""},
      {"2026/1/5", "2026-01-05", ""},
      {"05/01/2026 00:00:00", "2026-01-05", ""},
      {"2026-01-05T00:00:00Z", "2026-01-05", ""},
      {" 05 / 01 / 2026 ", "2026-01-05", ""},
      {"05/01/2026 12:00:00 AM", "2026-01-05", ""},
      {"29/02/2024", "2024-02-29", ""},
      {"22/11/2026", "2026-11-22", ""},
      {"29/02/2025", nullptr, "does not exist"},
      {"31/04/2025", nullptr, "does not exist"},
      {"12/25/2025", nullptr, "no month 25"},
      {"00/01/2025", nullptr, "does not exist"},
      {"5/1/26", nullptr, "four digits"},
      {"45658", "2025-01-01", ""},
      {"45658.0", "2025-01-01", ""},
      {"45658.5", nullptr, "not a date"},
      {"9999", nullptr, "not a date"},
      {"99999", nullptr, "not a date"},
      {"05/01/2026 10:30", nullptr, "not a date"},
      {"1/2/3/2026", nullptr, "not a date"},
      {"05/01", nullptr, "not a date"},
      {"05-01/2026", nullptr, "not a date"},
      {"hôm qua", nullptr, "not a date"},
      {"2026-13-01", nullptr, "no month 13"},
      {"23/11/2026", nullptr, "future"},
      {"01/01/1899", nullptr, "too long ago"},
      {"99999999999999999999/1/2025", nullptr, "not a date"},
  };
  for (const auto& row : table) {
    const auto parsed =
        parse("Họ tên|SĐT|Ngày hiến gần nhất", std::string("An|0912345678|") + row.text);
    ASSERT_EQ(parsed.has_value(), row.day != nullptr) << row.text;
    if (row.day) {
      EXPECT_EQ(to_string(parsed->last_donation.value()), row.day) << row.text;
      continue;
    }
    ASSERT_EQ(problems_.size(), 1u) << row.text;
    EXPECT_NE(problems_[0].reason.find(row.reason), std::string::npos) << problems_[0].text();
    EXPECT_EQ(problems_[0].column, 3);
    EXPECT_FALSE(problems_[0].cure.empty());
  }
}

TEST_F(ImportRowTest, reads_birth_with_the_sense_of_a_donor_list) {
  const auto birth = [&](const char* text) {
    return parse("Họ tên|SĐT|Ngày sinh", std::string("An|0912345678|") + text);
  };
  EXPECT_EQ(birth("05/02/1990")->birth, *parse_day("1990-02-05"));
  EXPECT_FALSE(birth("22/11/2026"));
  EXPECT_FALSE(birth("01/01/1850"));
  const auto year = birth("1985");
  ASSERT_TRUE(year) << "a year alone is no reason to lose the donor";
  EXPECT_FALSE(year->birth);
  ASSERT_EQ(notes_.size(), 1u);
  EXPECT_EQ(notes_[0].value, "1985");
  EXPECT_FALSE(parse("Họ tên|SĐT|Ngày sinh|Ngày hiến", "An|0912345678|05/02/1990|05/02/1990"));
}

struct GroupCase {
  const char* abo;
  const char* rh;
  std::optional<BloodGroup> group;
  bool refused;
};

TEST_F(ImportRowTest, reads_group_and_rh_from_one_or_two_columns) {
  const GroupCase table[] = {
      {"O", "+", BloodGroup{Abo::o, RhD::positive}, false},
      {"O", "-", BloodGroup{Abo::o, RhD::negative}, false},
      {"A", "Rh-", BloodGroup{Abo::a, RhD::negative}, false},
      {"A", "âm", BloodGroup{Abo::a, RhD::negative}, false},
      {"B", "dương", BloodGroup{Abo::b, RhD::positive}, false},
      {"B", "", BloodGroup{Abo::b, RhD::unknown}, false},
      {"AB+", "", BloodGroup{Abo::ab, RhD::positive}, false},
      {"AB+", "+", BloodGroup{Abo::ab, RhD::positive}, false},
      {"", "-", BloodGroup{Abo::unknown, RhD::negative}, false},
      {"không rõ", "", std::nullopt, false},
      {"", "", std::nullopt, false},
      {"-", "", std::nullopt, false},
      {"AB+", "-", std::nullopt, true},
      {"C", "+", std::nullopt, true},
      {"O", "có", std::nullopt, true},
  };
  for (const auto& row : table) {
    const auto parsed =
        parse("Họ tên|SĐT|Nhóm máu|Rh", std::string("An|0912345678|") + row.abo + "|" + row.rh);
    ASSERT_EQ(parsed.has_value(), !row.refused) << row.abo << " " << row.rh;
    EXPECT_EQ(parsed ? parsed->group : std::nullopt, row.group) << row.abo << " " << row.rh;
  }
}

TEST_F(ImportRowTest, reads_telephones_in_all_their_spellings) {
  const auto phones = [&](std::string text) {
    std::string found;
    const auto row = parse("Họ tên|SĐT|Ngày sinh", "An|" + text + "|05/02/1990");
    if (!row) return std::string("refused");
    for (const auto& address : row->addresses)
      found += std::string(name(address.channel)) + address.address + " ";
    return found;
  };
  EXPECT_EQ(phones("0912345678"), "sms+84912345678 ");
  EXPECT_EQ(phones("912345678"), "sms+84912345678 ") << "the spreadsheet's lost zero";
  EXPECT_EQ(phones("'+84912345678"), "sms+84912345678 ") << "as our own export writes it";
  EXPECT_EQ(phones("0912.345.678 / 0987 654 321"), "sms+84912345678 sms+84987654321 ");
  EXPECT_EQ(phones("0912345678; 84912345678"), "sms+84912345678 ") << "once";
  EXPECT_EQ(phones("0220 3822 222"), "voice+842203822222 ") << "a fixed line takes no text";
  EXPECT_EQ(phones("không có"), "");
  EXPECT_EQ(phones("9.12E+08"), "refused");
  EXPECT_NE(problems_.at(0).cure.find("format the column as text"), std::string::npos);
  EXPECT_EQ(phones("0912"), "refused");
  EXPECT_EQ(problems_.at(0).column, 2);
  EXPECT_EQ(problems_.at(0).header, "SĐT");
  EXPECT_EQ(problems_.at(0).value, "0912");
}

struct Bad {
  const char* what;
  const char* line;
  int column;
};

TEST_F(ImportRowTest, refuses_what_it_cannot_read_and_says_where) {
  const char* header = "Họ tên|SĐT|Email|Giới tính|Loại|Thể tích|Ngôn ngữ|Mã";
  const Bad table[] = {
      {"no name", "|0912345678||||||", 1},
      {"a shifted column", "0912345678|An||||||", 1},
      {"bytes that are no text", "An \xFF|0912345678||||||", 1},
      {"an e-mail without domain", "An|0912345678|lan@|||||", 3},
      {"two e-mails in one", "An|0912345678|a@b.vn, c@d.vn|||||", 3},
      {"an unknown sex", "An|0912345678||xyz||||", 4},
      {"an unknown product", "An|0912345678|||máu||||", 5},
      {"a volume in litres", "An|0912345678||||0.35||", 6},
      {"a huge volume", "An|0912345678||||3500||", 6},
      {"an unknown language", "An|0912345678|||||Klingon|", 7},
      {"nothing to know them by", "An|||||||", 0},
      {"too few cells", "An|0912345678", 0},
      {"too many cells", "An|0912345678|||||||x", 0},
  };
  for (const auto& row : table) {
    EXPECT_FALSE(parse(header, row.line)) << row.what;
    ASSERT_FALSE(problems_.empty()) << row.what;
    EXPECT_EQ(problems_[0].column, row.column) << row.what << ": " << problems_[0].text();
    EXPECT_EQ(problems_[0].line, 2) << row.what;
    EXPECT_FALSE(problems_[0].cure.empty()) << row.what;
  }
  EXPECT_TRUE(parse(header, "An|0912345678||||||||")) << "spreadsheets pad with empty cells";
}

TEST_F(ImportRowTest, tells_all_problems_of_a_row_at_once) {
  EXPECT_FALSE(parse("Họ tên|SĐT|Nhóm máu|Ngày sinh", "An|12|Q|99/99/9999"));
  ASSERT_EQ(problems_.size(), 3u);
  EXPECT_NE(problems_[1].text().find("line 2, column 3 (Nhóm máu), \"Q\": is not a blood group"),
            std::string::npos)
      << problems_[1].text();
}

TEST_F(ImportRowTest, keeps_hostile_cells_as_plain_text) {
  const auto row = parse("Họ tên|SĐT|Xã", "'=cmd|0912345678|{{secret}}");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->name, "=cmd") << "what our export put before it is gone";
  EXPECT_EQ(row->commune, "{{secret}}");
  const auto lines = parse("Họ tên|SĐT|Xã", "Nguyễn\r\nAn|0912345678|");
  ASSERT_TRUE(lines);
  EXPECT_EQ(lines->name.find_first_of("\r\n"), std::string::npos);
  EXPECT_EQ(lines->name_key, "NGUYEN AN");
}

}  // namespace
}  // namespace muster
