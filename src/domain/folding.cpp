// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/folding.hpp"

#include <unicode/bytestream.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "muster/base/assert.hpp"

namespace muster {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
  MUSTER_ASSERT(U_SUCCESS(status));  // ICU's data is linked in: only a broken installation lacks it
  return *found;
}

icu::UnicodeString decomposed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  MUSTER_ASSERT(U_SUCCESS(status));
  const auto size = static_cast<std::int32_t>(text.size());
  icu::UnicodeString out =
      nfd->normalize(icu::UnicodeString::fromUTF8({text.data(), size}), status);
  MUSTER_ASSERT(U_SUCCESS(status));
  return out;
}

bool vietnamese_mark(UChar32 c) {
  switch (c) {
    case 0x0300:
    case 0x0301:
    case 0x0303:
    case 0x0309:
    case 0x0323:  // the five tones
    case 0x0302:
    case 0x0306:
    case 0x031B: return true;  // circumflex, breve, horn
    default: return false;
  }
}

// nullptr: the character stays. "" drops it (zero-width and direction marks, which only cost).
const char* ascii_form(UChar32 c) {
  switch (c) {
    case 0x0110: return "D";
    case 0x0111: return "d";
    case 0x00A0:
    case 0x1680:
    case 0x202F:
    case 0x205F:
    case 0x3000: return " ";
    case 0x00AD:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x200E:
    case 0x200F:
    case 0x202A:
    case 0x202B:
    case 0x202C:
    case 0x202D:
    case 0x202E:
    case 0x2060:
    case 0x2066:
    case 0x2067:
    case 0x2068:
    case 0x2069:
    case 0xFEFF: return "";
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x02BC:
    case 0x00B4:
    case 0x0060: return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x00AB:
    case 0x00BB: return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return "-";
    case 0x2026: return "...";
    default: return c >= 0x2000 && c <= 0x200A ? " " : nullptr;
  }
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// The backtick is ASCII but has no GSM 03.38 code, so even ASCII text may need the long way.
bool folds_to_itself(std::string_view text) {
  return is_ascii(text) && text.find('`') == std::string_view::npos;
}

void trim_and_join_blanks(std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (!blank) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  text = std::move(out);
}

}  // namespace

bool valid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (c < 0) return false;
  }
  return true;
}

bool is_nfc(std::string_view text) {
  if (is_ascii(text)) return true;
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  return valid_utf8(text) && nfc().isNormalizedUTF8(piece, status);
}

std::string to_nfc(std::string_view text) {
  // Almost every text we meet is NFC already; the check costs a fraction of the conversion.
  if (is_nfc(text)) return std::string(text);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString out = nfc().normalize(icu::UnicodeString::fromUTF8(piece), status);
  MUSTER_ASSERT(U_SUCCESS(status));
  return to_utf8(out);
}

std::string fold_ascii(std::string_view text) {
  if (folds_to_itself(text)) return std::string(text);
  const icu::UnicodeString apart = decomposed(text);
  icu::UnicodeString out;
  bool after_latin = false;  // Cyrillic й and Greek ά keep their marks: only Latin bases fold
  for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
    const UChar32 c = apart.char32At(at);
    if (after_latin && vietnamese_mark(c)) continue;
    if (u_getCombiningClass(c) == 0) after_latin = c < 0x80;
    if (const char* ascii = ascii_form(c)) {
      out.append(icu::UnicodeString::fromUTF8(ascii));
      after_latin = true;
    } else {
      out.append(c);
    }
  }
  return to_nfc(to_utf8(out));
}

std::string fold_key(std::string_view text) {
  std::string out = fold_ascii(text);
  if (is_ascii(out)) {
    for (char& c : out) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
  } else {
    out = to_utf8(icu::UnicodeString::fromUTF8(out).toUpper(icu::Locale::getRoot()));
  }
  trim_and_join_blanks(out);
  return out;
}

std::string given_name(std::string_view full_name) {
  const std::string folded_blanks = [&] {
    std::string out;
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(
        {full_name.data(), static_cast<std::int32_t>(full_name.size())});
    for (std::int32_t at = 0; at < text.length(); ++at) {
      if (u_isUWhiteSpace(text[at])) text.setCharAt(at, u' ');
    }
    return to_nfc(text.toUTF8String(out));
  }();
  std::string_view rest = folded_blanks;
  std::string_view last;
  while (!rest.empty()) {
    const std::size_t blank = rest.find(' ');
    const std::string_view word = rest.substr(0, blank);
    rest = blank == std::string_view::npos ? std::string_view{} : rest.substr(blank + 1);
    // Lists tell two of one name apart by a note: "Nguyễn Văn Nam (B)".
    if (!word.empty() && word.front() == '(') break;
    if (!word.empty()) last = word;
  }
  return std::string(last);
}

}  // namespace muster
