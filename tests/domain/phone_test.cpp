// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/phone.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace muster {
namespace {

NumberingPlans shipped() {
  Problems problems;
  NumberingPlans plans;
  const TomlFile file = TomlFile::load(MUSTER_SOURCE_DIR "/config/numbering/vn.toml", problems);
  plans.plans.push_back(read_numbering_plan(file, problems));
  for (const Problem& problem : problems) ADD_FAILURE() << problem.text();
  return plans;
}

struct Good {
  const char* raw;
  const char* e164;
  LineType type = LineType::mobile;
};

TEST(Phone, ReadsWhatPeopleAndSpreadsheetsWrite) {
  const NumberingPlans plans = shipped();
  const std::vector<Good> cases = {
      {"0912345678", "+84912345678"},
      {" 0912 345 678 ", "+84912345678"},
      {"0912.345.678", "+84912345678"},
      {"8.4912345678E+10", "+84912345678"},
      {"8,4912345678e10", "+84912345678"},
      {"9.12345678E+08", "+84912345678"},
      {"0912-345-678", "+84912345678"},
      {"(0912) 345678", "+84912345678"},
      {"+84912345678", "+84912345678"},
      {"+84 912 345 678", "+84912345678"},
      {"+84 (0) 912 345 678", "+84912345678"},
      {"(+84)0912345678", "+84912345678"},
      {"(+84) 912345678", "+84912345678"},
      {"+840912345678", "+84912345678"},
      {"84912345678", "+84912345678"},
      {"840912345678", "+84912345678"},
      {"0084912345678", "+84912345678"},
      {"00 84 0912345678", "+84912345678"},
      {"912345678", "+84912345678"},    // a spreadsheet lost the 0
      {"841234567", "+84841234567"},    // 084 1234567 without its 0, not +84 1234567
      {"912345678.0", "+84912345678"},  // exported as a float
      {"'0912345678", "+84912345678"},  // a text cell
      {"0912\u00A0345\u00A0678", "+84912345678"},
      {"0912\u2011345\u2013678", "+84912345678"},
      {"\uFEFF0912345678", "+84912345678"},
      {"0328889999", "+84328889999"},
      {"0522345678", "+84522345678"},
      {"0559123456", "+84559123456"},
      {"0592345678", "+84592345678"},
      {"0703456789", "+84703456789"},
      {"0869123456", "+84869123456"},
      {"0879123456", "+84879123456"},
      {"0899123456", "+84899123456"},
      {"0993123456", "+84993123456"},
      {"02438223344", "+842438223344", LineType::fixed},
      {"+84 24 3822 3344", "+842438223344", LineType::fixed},
      {"(028) 3822 3344", "+842838223344", LineType::fixed},
      {"0220 3822 334", "+842203822334", LineType::fixed},
      {"2438223344", "+842438223344", LineType::fixed},
  };
  for (const Good& c : cases) {
    const auto phone = normalise_phone(plans, "VN", c.raw);
    ASSERT_TRUE(phone) << c.raw << ": " << phone.error().text();
    EXPECT_EQ(phone->e164, c.e164) << c.raw;
    EXPECT_EQ(phone->type, c.type) << c.raw;
  }
}

TEST(Phone, DirectionMarksOfAddressBooksAreDropped) {
  const auto phone = normalise_phone(shipped(), "VN", "\u202A+84912345678\u202C");
  ASSERT_TRUE(phone) << phone.error().text();
  EXPECT_EQ(phone->e164, "+84912345678");
}

TEST(Phone, RenumberingOf2018) {
  const NumberingPlans plans = shipped();
  const std::vector<std::pair<const char*, const char*>> table = {
      {"162", "32"}, {"163", "33"}, {"164", "34"}, {"165", "35"}, {"166", "36"}, {"167", "37"},
      {"168", "38"}, {"169", "39"}, {"120", "70"}, {"121", "79"}, {"122", "77"}, {"126", "76"},
      {"128", "78"}, {"123", "83"}, {"124", "84"}, {"125", "85"}, {"127", "81"}, {"129", "82"},
      {"186", "56"}, {"188", "58"}, {"199", "59"}};
  for (const auto& [from, to] : table) {
    const std::string expected = std::string("+84") + to + "1234567";
    const std::string old = std::string(from) + "1234567";
    for (const std::string& raw : {"0" + old, "84" + old, "+84 " + old, "0084" + old, old}) {
      const auto phone = normalise_phone(plans, "VN", raw);
      ASSERT_TRUE(phone) << raw << ": " << phone.error().text();
      EXPECT_EQ(phone->e164, expected) << raw;
    }
  }
}

TEST(Phone, RefusalsSayWhy) {
  const NumberingPlans plans = shipped();
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"", "empty"},
      {"   ", "empty"},
      {"abc", "not_a_number"},
      {"không có", "not_a_number"},
      {"0912345678/0987654321", "not_a_number"},
      {"0912345678 (vợ)", "not_a_number"},
      {"O912345678", "not_a_number"},
      {"+", "not_a_number"},
      {"++84912345678", "not_a_number"},
      {"09123+45678", "not_a_number"},
      {"8.49E+10", "precision_lost"},
      {"8,49E+10", "precision_lost"},
      {"9.12E+08", "precision_lost"},
      {"9.12e8", "precision_lost"},
      {"8.491234567E+10", "precision_lost"},
      {"8.49123456789E+10", "precision_lost"},
      {"84.912345678E+9", "precision_lost"},
      {"113", "too_short"},
      {"8041", "too_short"},
      {"+84", "too_short"},
      {"091234567", "too_short"},
      {"8491234567", "too_short"},
      {"09123456789", "too_long"},
      {"0912345678 0987654321", "too_long"},
      {"849123456789", "too_long"},
      {"19001234", "unknown_prefix"},
      {"1900123456", "unknown_prefix"},
      {"18001234", "unknown_prefix"},
      {"0412345678", "unknown_prefix"},
      {"0712345678", "unknown_prefix"},
      {"0111234567", "unknown_prefix"},
      {"01791234567", "unknown_prefix"},
      {"+14155552671", "no_plan"},
      {"0014155552671", "no_plan"},
      {"+447911123456", "no_plan"},
  };
  for (const auto& [raw, reason] : cases) {
    const auto phone = normalise_phone(plans, "VN", raw);
    ASSERT_FALSE(phone) << raw << " became " << phone->e164;
    EXPECT_EQ(phone.error().kind(), ErrorKind::invalid);
    EXPECT_EQ(phone.error().field(), reason) << raw;
    EXPECT_FALSE(phone.error().message().empty());
  }
}

TEST(Phone, ForeignNumbersOnlyWhereAllowed) {
  NumberingPlans plans = shipped();
  plans.allow_unplanned = true;
  const auto phone = normalise_phone(plans, "VN", "+1 (415) 555-2671");
  ASSERT_TRUE(phone);
  EXPECT_EQ(phone->e164, "+14155552671");
  EXPECT_EQ(phone->type, LineType::other);
  EXPECT_EQ(normalise_phone(plans, "VN", "+1415").error().field(), "too_short");
  EXPECT_EQ(normalise_phone(plans, "VN", "+1415555267100000").error().field(), "too_long");
  // A planned country is still held to its plan.
  EXPECT_EQ(normalise_phone(plans, "VN", "+84 19001234").error().field(), "unknown_prefix");
  EXPECT_EQ(normalise_phone(plans, "LA", "0912345678").error().field(), "no_plan");
}

TEST(Phone, NormalisingTwiceChangesNothing) {
  const NumberingPlans plans = shipped();
  for (const char* raw : {"0912345678", "01291234567", "(024) 3822 3344"}) {
    const std::string once = normalise_phone(plans, "VN", raw)->e164;
    EXPECT_EQ(normalise_phone(plans, "VN", once)->e164, once);
  }
}

TEST(NumberingPlan, TellsEveryProblemOfAFile) {
  Problems problems;
  const TomlFile file = TomlFile::parse("xx.toml", R"(
country = "XX"
calling_code = "+99"
[[pattern]]
prefixes = ["9a"]
digits = 9
[[pattern]]
type = "satellite"
prefixes = ["7"]
digits = 99
[[renumbering]]
from = "1"
to = "5"
digits = 9
colour = "red"
)",
                                        problems);
  read_numbering_plan(file, problems);
  std::string all;
  for (const Problem& problem : problems) all += problem.text() + "\n";
  for (const char* part : {"calling_code", "9a", "type", "digits", "no pattern takes", "colour"}) {
    EXPECT_NE(all.find(part), std::string::npos) << part << " missing in:\n" << all;
  }
}

}  // namespace
}  // namespace muster
