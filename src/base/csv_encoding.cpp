// SPDX-License-Identifier: Apache-2.0
#include "muster/base/csv_encoding.hpp"

#include <algorithm>

#include "csv_text.hpp"

namespace muster {
namespace {

constexpr std::size_t utf16_sample = 64u << 10;  // bytes

constexpr CsvEncoding all_encodings[] = {CsvEncoding::utf8, CsvEncoding::utf16_little,
                                         CsvEncoding::utf16_big, CsvEncoding::windows_1258};

// Latin text has a zero in the high byte of most units, and next to never one in the low byte.
std::optional<CsvEncoding> utf16_of(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, utf16_sample);
  std::size_t zeros[2] = {0, 0};
  for (std::size_t at = 0; at < sample.size(); ++at)
    if (sample[at] == '\0') ++zeros[at % 2];
  const std::size_t units = sample.size() / 2;
  if (zeros[0] + zeros[1] < 2) return std::nullopt;
  if (zeros[1] * 4 >= units && zeros[0] * 16 <= zeros[1]) return CsvEncoding::utf16_little;
  if (zeros[0] * 4 >= units && zeros[1] * 16 <= zeros[0]) return CsvEncoding::utf16_big;
  return std::nullopt;
}

struct Utf8Count {
  std::size_t sequences = 0;  // good ones of two bytes and more
  std::size_t bad = 0;        // bytes that belong to none
};

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count count;
  while (!bytes.empty()) {
    const auto bad = not_utf8(bytes);
    const std::string_view good = bytes.substr(0, bad.value_or(bytes.size()));
    count.sequences += static_cast<std::size_t>(std::count_if(
        good.begin(), good.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
    if (!bad) break;
    ++count.bad;
    bytes.remove_prefix(*bad + 1);
  }
  return count;
}

// Combining grave, hook above, tilde, acute, dot below.
bool is_tone_mark(unsigned char c) {
  return c == 0xCC || c == 0xD2 || c == 0xDE || c == 0xEC || c == 0xF2;
}

// a â ă e ê i o ô ơ u ư y, small and capital.
bool takes_tone_mark(unsigned char c) {
  static constexpr std::string_view vowels =
      "aeiouyAEIOUY\xC2\xC3\xCA\xD4\xD5\xDD\xE2\xE3\xEA\xF4\xF5\xFD";
  return vowels.find(static_cast<char>(c)) != std::string_view::npos;
}

bool reads_as_windows_1258(std::string_view bytes) {
  std::size_t high = 0, letters = 0, marks = 0, stray = 0;
  unsigned char before = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      ++high;
      letters += byte >= 0xC0 && byte != 0xD7 && byte != 0xF7 ? 1 : 0;
    }
    if (is_tone_mark(byte)) {
      ++marks;
      stray += takes_tone_mark(before) ? 0 : 1;
    }
    before = byte;
  }
  return letters * 10 >= high * 9 && stray * 10 <= marks;
}

}  // namespace

std::string_view name(CsvEncoding encoding) {
  switch (encoding) {
    case CsvEncoding::utf8: return "utf-8";
    case CsvEncoding::utf16_little: return "utf-16le";
    case CsvEncoding::utf16_big: return "utf-16be";
    case CsvEncoding::windows_1258: return "windows-1258";
  }
  return "unknown";
}

std::optional<CsvEncoding> parse_csv_encoding(std::string_view text) {
  for (const auto encoding : all_encodings)
    if (text == name(encoding)) return encoding;
  return std::nullopt;
}

CsvEncoding detect_csv_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return CsvEncoding::utf8;
  if (bytes.starts_with("\xFF\xFE")) return CsvEncoding::utf16_little;
  if (bytes.starts_with("\xFE\xFF")) return CsvEncoding::utf16_big;
  if (!not_utf8(bytes)) return CsvEncoding::utf8;
  if (const auto utf16 = utf16_of(bytes)) return *utf16;
  const Utf8Count count = count_utf8(bytes);
  // A few broken lines in a table of good ones stay what they are.
  if (count.bad > count.sequences && reads_as_windows_1258(bytes)) return CsvEncoding::windows_1258;
  return CsvEncoding::utf8;
}

}  // namespace muster
