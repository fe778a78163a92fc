// SPDX-License-Identifier: Apache-2.0
#include "charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>

#include "muster/domain/folding.hpp"

namespace muster {

std::string decode_text(std::string_view bytes, std::string_view charset) {
  if (charset.empty() || charset == "GSM" || charset == "UTF-8") return to_nfc(bytes);
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UConverter, Close> converter(ucnv_open(std::string(charset).c_str(), &error));
  if (U_FAILURE(error)) return to_nfc(bytes);
  icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(),
                          error);
  if (U_FAILURE(error)) return to_nfc(bytes);
  std::string decoded;
  text.toUTF8String(decoded);
  return to_nfc(decoded);
}

}  // namespace muster
