// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/folding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace muster {
namespace {

// The 67 lower-case Vietnamese letters with marks, by base letter.
const std::vector<std::pair<std::string, std::string>>& vietnamese_lower() {
  static const std::vector<std::pair<std::string, std::string>> letters = {
      {"a", "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ"},
      {"d", "đ"},
      {"e", "è é ẻ ẽ ẹ ê ề ế ể ễ ệ"},
      {"i", "ì í ỉ ĩ ị"},
      {"o", "ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ"},
      {"u", "ù ú ủ ũ ụ ư ừ ứ ử ữ ự"},
      {"y", "ỳ ý ỷ ỹ ỵ"}};
  return letters;
}

const std::vector<std::pair<std::string, std::string>>& vietnamese_upper() {
  static const std::vector<std::pair<std::string, std::string>> letters = {
      {"A", "À Á Ả Ã Ạ Ă Ằ Ắ Ẳ Ẵ Ặ Â Ầ Ấ Ẩ Ẫ Ậ"},
      {"D", "Đ"},
      {"E", "È É Ẻ Ẽ Ẹ Ê Ề Ế Ể Ễ Ệ"},
      {"I", "Ì Í Ỉ Ĩ Ị"},
      {"O", "Ò Ó Ỏ Õ Ọ Ô Ồ Ố Ổ Ỗ Ộ Ơ Ờ Ớ Ở Ỡ Ợ"},
      {"U", "Ù Ú Ủ Ũ Ụ Ư Ừ Ứ Ử Ữ Ự"},
      {"Y", "Ỳ Ý Ỷ Ỹ Ỵ"}};
  return letters;
}

int fold_all(const std::vector<std::pair<std::string, std::string>>& letters) {
  int count = 0;
  for (const auto& [base, list] : letters) {
    std::size_t at = 0;
    while (at < list.size()) {
      const std::size_t blank = std::min(list.find(' ', at), list.size());
      const std::string letter = list.substr(at, blank - at);
      EXPECT_EQ(fold_ascii(letter), base) << letter;
      EXPECT_EQ(to_nfc(letter), letter) << "the table itself must be NFC";
      ++count;
      at = blank + 1;
    }
  }
  return count;
}

TEST(Folding, AllOneHundredThirtyFourVietnameseLettersFold) {
  EXPECT_EQ(fold_all(vietnamese_lower()), 67);
  EXPECT_EQ(fold_all(vietnamese_upper()), 67);
}

TEST(Folding, FoldsTextAndKeepsCaseAndLines) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {"plain ASCII stays\n", "plain ASCII stays\n"},
      {"Trả lời CÓ để đăng ký", "Tra loi CO de dang ky"},
      {"hoà bình, hòa bình, huỷ, hủy", "hoa binh, hoa binh, huy, huy"},
      {"Hội Chữ thập đỏ\nĐường Trần Phú", "Hoi Chu thap do\nDuong Tran Phu"},
      {"co\xCC\x81", "co"},                    // NFD
      {"“gấp” ‘ngay’ 7h–11h — xong…", "\"gap\" 'ngay' 7h-11h - xong..."},
      {"một\u00A0hai\u202F3", "mot hai 3"},
      {"a\u200Bb\uFEFF", "ab"},
      {"`code`", "'code'"},
      {"Ü ç ß € 血 🩸", "Ü ç ß € 血 🩸"},       // no ASCII form by these rules: nothing is lost
      {"й ά", "й ά"},                          // other scripts keep their marks
      {"ñ ã", "n a"}};
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(fold_ascii(text), expected) << text;
  }
}

TEST(Folding, FoldsMarkAfterStroke) {
  // Nobody writes an accent on đ, but a broken keyboard may: it must not survive as a lone mark.
  EXPECT_EQ(fold_ascii("đ\xCC\x81i"), "di");
}

TEST(Folding, FoldKeyIsForMatching) {
  EXPECT_EQ(fold_key("  Nguyễn   Thị\tLan \r\n"), "NGUYEN THI LAN");
  EXPECT_EQ(fold_key("đồng ý"), "DONG Y");
  EXPECT_EQ(fold_key("Đồng\u00A0Ý"), "DONG Y");
  EXPECT_EQ(fold_key(""), "");
  EXPECT_EQ(fold_key(" \n "), "");
  EXPECT_EQ(fold_key("straße"), "STRASSE");
}

TEST(Folding, NfcComposesAndMendsBrokenBytes) {
  EXPECT_EQ(to_nfc("co\xCC\x81"), "có");
  EXPECT_EQ(to_nfc("kho\xCC\x82ng"), "không");
  EXPECT_EQ(to_nfc("u\xCC\x9B\xCC\x81"), "ứ");
  EXPECT_EQ(to_nfc("ok"), "ok");
  EXPECT_EQ(to_nfc("a\xFF"
                   "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(to_nfc("\xC3"), "\xEF\xBF\xBD");
}

TEST(Folding, ValidUtf8) {
  for (const char* good : {"", "a", "có", "🩸", "\xEF\xBF\xBD"}) {
    EXPECT_TRUE(valid_utf8(good)) << good;
  }
  for (const char* bad :
       {"\xFF", "\xC3", "\xC0\x80", "\xED\xA0\x80", "a\x80", "\xF5\x80\x80\x80"}) {
    EXPECT_FALSE(valid_utf8(bad));
  }
}

TEST(Folding, GivenNameIsTheLastWord) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Nguyễn Thị Lan", "Lan"},
      {"Lan", "Lan"},
      {"  Trần Văn  Đức  ", "Đức"},
      {"Nguyễn Văn Nam (B)", "Nam"},
      {"Lê\u00A0Thị\u00A0Hoa", "Hoa"},
      {"", ""},
      {"   ", ""},
      {"(không rõ)", ""},
      {"Pha\xCC\xA3m Hu\xCC\x80ng", "Hùng"}};
  for (const auto& [full, expected] : cases) EXPECT_EQ(given_name(full), expected) << full;
}

}  // namespace
}  // namespace muster
