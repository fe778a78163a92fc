// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/segments.hpp"

#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include "muster/domain/folding.hpp"

namespace muster {
namespace {

struct Limits {
  int single;  // units a lone message holds
  int part;    // units a part holds beside the 6 octets of an 8-bit concatenation header
};
constexpr Limits kGsm7{160, 153};
constexpr Limits kUcs2{70, 67};

// 3GPP TS 23.038: 1 for the basic set, 2 for the extension table (ESC + code), 0 for neither.
int ascii_septets(char16_t c) {
  switch (c) {
    case u'\n':
    case u'\r': return 1;
    case u'\f':
    case u'^':
    case u'{':
    case u'}':
    case u'\\':
    case u'[':
    case u'~':
    case u']':
    case u'|': return 2;
    case u'`': return 0;
    default: return c >= 0x20 && c <= 0x7E ? 1 : 0;
  }
}

int septets(char16_t c) {
  if (c < 0x80) return ascii_septets(c);
  switch (c) {
    case u'£':
    case u'¥':
    case u'è':
    case u'é':
    case u'ù':
    case u'ì':
    case u'ò':
    case u'Ç':
    case u'Ø':
    case u'ø':
    case u'Å':
    case u'å':
    case u'Δ':
    case u'Φ':
    case u'Γ':
    case u'Λ':
    case u'Ω':
    case u'Π':
    case u'Ψ':
    case u'Σ':
    case u'Θ':
    case u'Ξ':
    case u'Æ':
    case u'æ':
    case u'ß':
    case u'É':
    case u'¤':
    case u'¡':
    case u'Ä':
    case u'Ö':
    case u'Ñ':
    case u'Ü':
    case u'§':
    case u'¿':
    case u'ä':
    case u'ö':
    case u'ñ':
    case u'ü':
    case u'à': return 1;
    case u'€': return 2;
    default: return 0;
  }
}

// Width of the character at `at` in units of the encoding; a surrogate pair is one character.
struct Walk {
  const icu::UnicodeString& text;
  SmsEncoding encoding;
  int width(int at) const {
    if (encoding == SmsEncoding::gsm7) return septets(text[at]);
    const bool pair = U16_IS_LEAD(text[at]) && at + 1 < text.length() && U16_IS_TRAIL(text[at + 1]);
    return pair ? 2 : 1;
  }
  int next(int at) const { return encoding == SmsEncoding::gsm7 ? at + 1 : at + width(at); }
};

int count_parts(const Walk& walk, const Limits& limits) {
  int parts = 1;
  int used = 0;
  for (int at = 0; at < walk.text.length(); at = walk.next(at)) {
    const int width = walk.width(at);
    if (used + width > limits.part) {
      ++parts;
      used = 0;
    }
    used += width;
  }
  return parts;
}

}  // namespace

std::string_view name(SmsEncoding encoding) {
  return encoding == SmsEncoding::gsm7 ? "GSM-7" : "UCS-2";
}

SmsSize measure_sms(std::string_view text) {
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(to_nfc(text));
  SmsSize size;
  for (int at = 0; at < units.length(); ++at) {
    const int width = septets(units[at]);
    if (width == 0) {
      size.encoding = SmsEncoding::ucs2;
      size.units = units.length();
      break;
    }
    size.units += width;
  }
  const Limits& limits = size.encoding == SmsEncoding::gsm7 ? kGsm7 : kUcs2;
  if (size.units == 0) return size;
  size.segments = size.units <= limits.single ? 1 : count_parts(Walk{units, size.encoding}, limits);
  return size;
}

}  // namespace muster
