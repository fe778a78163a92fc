// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/segments.hpp"

#include <unicode/utf8.h>

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

// Calls `take` with every character of valid UTF-8.
template <class Take>
void each_character(std::string_view text, Take take) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT_UNSAFE(bytes, at, c);
    take(c);
  }
}

// A character beyond the basic plane is a surrogate pair in UCS-2 and is never divided.
int ucs2_units(UChar32 c) { return c > 0xFFFF ? 2 : 1; }

int septets_of(UChar32 c) { return c > 0xFFFF ? 0 : septets(static_cast<char16_t>(c)); }

int count_parts(std::string_view text, SmsEncoding encoding, const Limits& limits) {
  int parts = 1;
  int used = 0;
  each_character(text, [&](UChar32 c) {
    const int width = encoding == SmsEncoding::gsm7 ? septets_of(c) : ucs2_units(c);
    if (used + width > limits.part) {
      ++parts;
      used = 0;
    }
    used += width;
  });
  return parts;
}

}  // namespace

std::string_view name(SmsEncoding encoding) {
  return encoding == SmsEncoding::gsm7 ? "GSM-7" : "UCS-2";
}

SmsSize measure_sms(std::string_view text) {
  if (!is_nfc(text)) return measure_sms(to_nfc(text));
  int gsm7_units = 0;
  int units = 0;
  bool fits_gsm7 = true;
  each_character(text, [&](UChar32 c) {
    const int width = septets_of(c);
    fits_gsm7 = fits_gsm7 && width > 0;
    gsm7_units += width;
    units += ucs2_units(c);
  });
  SmsSize size;
  size.encoding = fits_gsm7 ? SmsEncoding::gsm7 : SmsEncoding::ucs2;
  size.units = fits_gsm7 ? gsm7_units : units;
  const Limits& limits = fits_gsm7 ? kGsm7 : kUcs2;
  if (size.units == 0) return size;
  size.segments = size.units <= limits.single ? 1 : count_parts(text, size.encoding, limits);
  return size;
}

}  // namespace muster
