// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/segments.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace muster {
namespace {

std::string times(std::string_view piece, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += piece;
  return out;
}

struct Case {
  std::string text;
  SmsEncoding encoding;
  int units;
  int segments;
};

constexpr auto g = SmsEncoding::gsm7;
constexpr auto u = SmsEncoding::ucs2;

TEST(Segments, CountsUnitsAndParts) {
  const std::vector<Case> cases = {
      {"", g, 0, 0},
      {"a", g, 1, 1},
      {times("a", 160), g, 160, 1},
      {times("a", 161), g, 161, 2},
      {times("a", 306), g, 306, 2},
      {times("a", 307), g, 307, 3},
      {times("a", 459), g, 459, 3},
      {times("a", 460), g, 460, 4},
      {"có", u, 2, 1},
      {times("ă", 70), u, 70, 1},
      {times("ă", 71), u, 71, 2},
      {times("ă", 134), u, 134, 2},
      {times("ă", 135), u, 135, 3},
      {times("ă", 201), u, 201, 3},
      {times("ă", 202), u, 202, 4},
      {times("a", 159) + "đ", u, 160, 3},
      {"🩸", u, 2, 1},
      {times("🩸", 35), u, 70, 1},
      {times("🩸", 36), u, 72, 2},
  };
  for (const Case& c : cases) {
    const SmsSize size = measure_sms(c.text);
    EXPECT_EQ(size.encoding, c.encoding) << c.text;
    EXPECT_EQ(size.units, c.units) << c.text;
    EXPECT_EQ(size.segments, c.segments) << c.text;
  }
}

TEST(Segments, ExtensionCharactersCostTwo) {
  for (const char* c : {"^", "{", "}", "\\", "[", "~", "]", "|", "€", "\f"}) {
    const SmsSize size = measure_sms(c);
    EXPECT_EQ(size.encoding, g) << c;
    EXPECT_EQ(size.units, 2) << c;
  }
  EXPECT_EQ(measure_sms(times("€", 80)).segments, 1);
  EXPECT_EQ(measure_sms(times("€", 81)).segments, 2);
}

TEST(Segments, NeverSplitAnEscapePair) {
  // 153 is odd: the pair at 153/154 moves whole into the next part, so parts hold 152 and 306 = 3.
  EXPECT_EQ(measure_sms(times("€", 153)).units, 306);
  EXPECT_EQ(measure_sms(times("€", 153)).segments, 3);
  EXPECT_EQ(measure_sms(times("€", 152)).segments, 2);
  EXPECT_EQ(measure_sms(times("a", 152) + "€" + times("a", 152)).units, 306);
  EXPECT_EQ(measure_sms(times("a", 152) + "€" + times("a", 152)).segments, 3);
  EXPECT_EQ(measure_sms(times("a", 151) + "€" + times("a", 153)).segments, 2);
}

TEST(Segments, NeverSplitASurrogatePair) {
  // 67 is odd: a part holds 33 emoji, 66 units.
  EXPECT_EQ(measure_sms(times("🩸", 66)).segments, 2);
  EXPECT_EQ(measure_sms(times("🩸", 67)).units, 134);
  EXPECT_EQ(measure_sms(times("🩸", 67)).segments, 3);
  EXPECT_EQ(measure_sms(times("ă", 66) + "🩸" + times("ă", 66)).segments, 3);
  EXPECT_EQ(measure_sms(times("ă", 65) + "🩸" + times("ă", 67)).segments, 2);
}

TEST(Segments, WholeBasicSetIsOneSeptetEach) {
  const std::string basic =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  const SmsSize size = measure_sms(basic);
  EXPECT_EQ(size.encoding, g);
  EXPECT_EQ(size.units, 127);  // 128 codes less ESC
}

TEST(Segments, OutsideTheAlphabetMeansUcs2) {
  // ç and the backtick look harmless and are not in the set; nor is a tab.
  for (const char* c : {"ç", "`", "\t", "á", "ả", "–", "’", "Đ", "ê", "\u00A0"}) {
    EXPECT_EQ(measure_sms(c).encoding, u) << c;
  }
  // The only accented Vietnamese letters that are in it.
  EXPECT_EQ(measure_sms("àèéìòùÉ").encoding, g);
}

TEST(Segments, MeasuredAsNfc) {
  EXPECT_EQ(measure_sms("co\xCC\x81").units, 2);
  EXPECT_EQ(measure_sms("a\xCC\x80").encoding, g);  // composes to à
  EXPECT_EQ(measure_sms("\xE2\x84\xA6").encoding, g);  // the ohm sign is Ω
}

TEST(Segments, Names) {
  EXPECT_EQ(name(g), "GSM-7");
  EXPECT_EQ(name(u), "UCS-2");
}

}  // namespace
}  // namespace muster
