// SPDX-License-Identifier: Apache-2.0
// Unicode forms: NFC for what is sent and stored, the unaccented fold for cheap SMS and for
// matching.
#pragma once
#include <string>
#include <string_view>

namespace muster {

bool valid_utf8(std::string_view text);
// Valid, and in normalisation form C.
bool is_nfc(std::string_view text);
// Normalisation form C. Invalid sequences become U+FFFD.
std::string to_nfc(std::string_view text);
// NFD, drop the Vietnamese combining marks, đ -> d, typographic quotes and dashes to
// ASCII. Letter case and line breaks stay; what has no ASCII form stays too, so that nothing is
// lost in silence.
std::string fold_ascii(std::string_view text);
// For search and reply matching: fold_ascii, upper case, runs of blanks to one, ends trimmed.
std::string fold_key(std::string_view text);
// The word a Vietnamese donor is addressed by: the last one of the full name ("Nguyễn Thị Lan" ->
// "Lan").
std::string given_name(std::string_view full_name);

}  // namespace muster
