// SPDX-License-Identifier: Apache-2.0
// How many SMS parts a text takes: GSM 03.38 basic and extension set, else UCS-2. 3GPP
// TS 23.038, 23.040.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

enum class SmsEncoding : std::uint8_t { gsm7, ucs2 };
std::string_view name(SmsEncoding encoding);  // "GSM-7", "UCS-2"

struct SmsSize {
  SmsEncoding encoding = SmsEncoding::gsm7;
  int units = 0;     // septets (extension characters count 2) or UTF-16 code units
  int segments = 0;  // 0 for an empty text
};

// The text is measured as NFC. Parts never split an ESC pair or a surrogate pair, so units alone do
// not give segments.
SmsSize measure_sms(std::string_view text);

}  // namespace muster
