// SPDX-License-Identifier: Apache-2.0
#include "single_bytes.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>

#include "muster/base/assert.hpp"

namespace muster {

SingleBytes::SingleBytes(std::string_view charset) {
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, Close> converter(
      ucnv_open(std::string(charset).c_str(), &error));
  MUSTER_ASSERT(U_SUCCESS(error));
  for (std::size_t i = 0; i < utf8_.size(); ++i) {
    const char byte = static_cast<char>(i);
    error = U_ZERO_ERROR;
    const icu::UnicodeString text(&byte, 1, converter.get(), error);
    // ICU reads what is not assigned as a control character of ISO 8859.
    const bool control = text.length() == 1 && text[0] >= 0x80 && text[0] < 0xA0;
    const bool known = U_SUCCESS(error) && text.length() == 1 && text[0] != 0xFFFD && !control;
    if (known)
      text.toUTF8String(utf8_[i]);
    else
      utf8_[i].push_back('\xFF');
  }
}

void SingleBytes::append(std::string_view bytes, std::string& to) const {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      to += c;
    else
      to += utf8_[byte];
  }
}

}  // namespace muster
