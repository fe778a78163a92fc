// SPDX-License-Identifier: Apache-2.0
// Telex: aa ee oo = â ê ô, aw ow uw = ă ơ ư, dd = đ; s f r x j = the five tones.
#include <array>

#include "muster/domain/folding.hpp"
#include "reply_words.hpp"

namespace muster {
namespace {

bool vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

// The combining mark of a tone letter, or "".
std::string_view tone_mark(char c) {
  switch (c) {
    case 's': return "\xCC\x81";
    case 'f': return "\xCC\x80";
    case 'r': return "\xCC\x89";
    case 'x': return "\xCC\x83";
    case 'j': return "\xCC\xA3";
    default: return "";
  }
}

struct Letter {
  std::string text;     // base and shape mark
  bool is_vowel = false;
  bool shaped = false;  // â ê ô ă ơ ư: carries the tone
};

// Takes the tone letter out: after the first vowel Vietnamese has no s, f, r, x, j of its own.
std::string take_tone(std::string_view word, std::string_view& tone) {
  std::string rest;
  bool seen_vowel = false;
  for (const char c : word) {
    if (seen_vowel && tone.empty() && !tone_mark(c).empty()) {
      tone = tone_mark(c);
      continue;
    }
    seen_vowel = seen_vowel || vowel(c);
    rest.push_back(c);
  }
  return rest;
}

// A w typed after the end of the syllable: "dduocw".
bool shape_late(std::vector<Letter>& letters) {
  bool shaped = false;
  for (Letter& letter : letters) {
    if (letter.shaped || (letter.text != "u" && letter.text != "o")) continue;
    letter.text += "\xCC\x9B";
    letter.shaped = shaped = true;
  }
  return shaped;
}

std::vector<Letter> read_letters(std::string_view rest) {
  std::vector<Letter> letters;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const char c = rest[i];
    const char next = i + 1 < rest.size() ? rest[i + 1] : '\0';
    Letter letter{std::string(1, c), vowel(c), false};
    if (c == 'd' && next == 'd') {
      letter.text = "đ";
      ++i;
    } else if ((c == 'a' || c == 'e' || c == 'o') && next == c) {
      letter.text += "\xCC\x82";
      letter.shaped = true;
      ++i;
    } else if ((c == 'a' || c == 'o' || c == 'u') && next == 'w') {
      letter.text += c == 'a' ? "\xCC\x86" : "\xCC\x9B";
      letter.shaped = true;
      ++i;
    } else if (c == 'u' && next == 'o' && i + 2 < rest.size() && rest[i + 2] == 'w') {
      letter.text += "\xCC\x9B";  // "duowc": one w shapes both
      letter.shaped = true;
    }
    if (c == 'w' && shape_late(letters)) continue;
    letters.push_back(std::move(letter));
  }
  return letters;
}

}  // namespace

std::string decode_telex(std::string_view word) {
  std::string_view tone;
  const std::string rest = take_tone(word, tone);
  std::vector<Letter> letters = read_letters(rest);
  Letter* carrier = nullptr;
  for (Letter& letter : letters) {
    if (letter.is_vowel && (carrier == nullptr || letter.shaped)) carrier = &letter;
  }
  if (carrier != nullptr) carrier->text += tone;
  std::string out;
  for (const Letter& letter : letters) out += letter.text;
  return to_nfc(out);
}

}  // namespace muster
