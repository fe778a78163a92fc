// SPDX-License-Identifier: Apache-2.0
// In which encoding a table without a byte order mark is written. Pure; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace muster {

enum class CsvEncoding : std::uint8_t {
  utf8,
  utf16_little,
  utf16_big,
  windows_1258,  // Vietnamese, with combining tone marks
};
// "utf-8", "utf-16le", "utf-16be", "windows-1258".
std::string_view name(CsvEncoding encoding);
std::optional<CsvEncoding> parse_csv_encoding(std::string_view text);

// From the whole file. What a byte order mark says; UTF-16 by its zero bytes; else UTF-8, unless
// most of what is not ASCII is no UTF-8 and reads as Vietnamese in Windows-1258: tone marks stand
// behind vowels, and letters are what there is most of. So the fonts' encodings of before Unicode
// (TCVN3, VNI) are not mistaken for it: their lines are refused as not UTF-8.
CsvEncoding detect_csv_encoding(std::string_view bytes);

}  // namespace muster
