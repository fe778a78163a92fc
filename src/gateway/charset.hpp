// SPDX-License-Identifier: Apache-2.0
// Replies in another encoding than UTF-8. Pure.
#pragma once
#include <string>
#include <string_view>

namespace muster {

// `charset` as the gateway names it: "UTF-16BE", "WINDOWS-1252", ...; empty, "GSM" (Kannel's word
// for a text it has already decoded) and unknown names mean UTF-8. The result is valid UTF-8 in
// NFC; what cannot be read becomes U+FFFD, so that a person still sees that something came.
std::string decode_text(std::string_view bytes, std::string_view charset);

}  // namespace muster
