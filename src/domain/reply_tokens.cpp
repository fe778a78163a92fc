// SPDX-License-Identifier: Apache-2.0
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "muster/domain/folding.hpp"
#include "reply_words.hpp"

namespace muster {
namespace {

using Kind = ReplyToken::Kind;

bool ascii_letters(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// "cooo" -> "co" when most is 1; "khoonggg" -> "khoong" keeps doubles, which Telex needs.
std::string without_repeats(std::string_view word, std::size_t most) {
  std::string out;
  std::size_t run = 0;
  for (std::size_t i = 0; i < word.size(); i += run) {
    run = 1;
    while (i + run < word.size() && word[i + run] == word[i]) ++run;
    out.append(run > most ? 1 : run, word[i]);
  }
  return out;
}

class Tokeniser {
 public:
  explicit Tokeniser(const ReplyLexicon& lexicon) : lexicon_(lexicon) {}

  std::vector<ReplyToken> read(std::string_view text) {
    text_ = icu::UnicodeString::fromUTF8(to_nfc(text)).toLower(icu::Locale::getRoot());
    while (at_ < text_.length()) {
      const UChar32 c = text_.char32At(at_);
      if (u_isalpha(c) || u_isdigit(c)) {
        read_run();
      } else {
        read_mark(c);
        at_ = text_.moveIndex32(at_, 1);
      }
    }
    return std::move(tokens_);
  }

 private:
  UChar32 next_char() const {
    const int next = text_.moveIndex32(at_, 1);
    return next < text_.length() ? text_.char32At(next) : 0;
  }
  bool after_digit() const { return at_ > 0 && u_isdigit(text_[at_ - 1]); }
  bool before_digit() const { return u_isdigit(next_char()); }
  bool between_letters() const {
    return at_ > 0 && u_isalpha(text_[at_ - 1]) && u_isalpha(next_char());
  }

  void mark(std::string_view key) {
    if (key == "." && (tokens_.empty() || tokens_.back().key == ".")) return;
    tokens_.push_back({Kind::mark, std::string(key), std::string(key), 0});
  }

  void read_mark(UChar32 c) {
    switch (c) {
      case '?':
      case 0xFF1F: return mark("?");
      case '\'':
      case 0x2019:
      case 0x2032:
      case 0x00B4:
      case '`':
        if (after_digit()) mark("'");
        return;
      case '-':
      case 0x2013: return mark(after_digit() && before_digit() ? "-" : ".");
      case ':': return mark(after_digit() && before_digit() ? ":" : ".");
      case '/':
        if (!between_letters()) mark(after_digit() && before_digit() ? "/" : ".");
        return;
      case 0x1F44D:
      case 0x1F44C:
      case 0x2705:
      case 0x1F197: return word("ok");
      case 0x1F44E:
      case 0x274C:
      case 0x2716: return word("không");
      case '.':
      case ',':
      case ';':
      case '!':
      case '\n':
      case '(':
      case ')':
      case 0x2026:
      case 0x2014:
      case 0x3002:
      case 0xFF0C: return mark(".");
      default: return;  // blanks, quotes, other emoji
    }
  }

  // A run of letters and digits: "k7", "15p", "khoong", "kho6ng", "can't".
  void read_run() {
    icu::UnicodeString run;
    for (; at_ < text_.length(); at_ = text_.moveIndex32(at_, 1)) {
      const UChar32 c = text_.char32At(at_);
      if ((c == '\'' || c == 0x2019) && between_letters()) {
        apostrophe(run);
        continue;
      }
      if (u_isdigit(c)) {
        run.append(static_cast<UChar32>('0' + u_charDigitValue(c)));
      } else if (u_isalpha(c)) {
        run.append(c);
      } else {
        break;
      }
    }
    split_run(utf8(run));
  }

  // "i'll come" must not become "ill": the rest is a word of its own. "can't" is "cant".
  void apostrophe(icu::UnicodeString& run) {
    if (text_.char32At(at_ + 1) == 't') return;
    split_run(utf8(run));
    run.remove();
  }

  void split_run(const std::string& run) {
    if (run.empty()) return;
    if (!lexicon_.full_word(run).empty()) return word(run);  // "k0" is "không", no code
    if (request_code(run)) return;
    const std::string letters = without_digits(run);
    if (letters.size() < run.size() && !starts_or_ends_with_digit(run) &&
        lexicon_.knows(fold_key(letters))) {
      return word(letters);  // VNI: "kho6ng", "d9i"
    }
    for (std::size_t at = 0; at < run.size();) {
      const bool digits = is_digit(run[at]);
      std::size_t end = at;
      while (end < run.size() && is_digit(run[end]) == digits) ++end;
      const std::string piece = run.substr(at, end - at);
      digits ? number(piece) : word(piece);
      at = end;
    }
  }

  // "k7"; at the start of a text also "k7co20".
  bool request_code(const std::string& run) {
    if (run.size() < 2 || run[0] != 'k' || !is_digit(run[1])) return false;
    std::size_t end = 1;
    while (end < run.size() && is_digit(run[end])) ++end;
    if (end > 6) return false;
    const std::string rest = run.substr(end);
    if (!rest.empty()) {
      const std::string first = rest.substr(0, rest.find_first_of("0123456789"));
      static constexpr std::string_view kAnswers[] = {"co", "có",  "ko", "khong", "không",
                                                      "k",  "yes", "no", "ok"};
      const bool glued =
          std::find(std::begin(kAnswers), std::end(kAnswers), first) != std::end(kAnswers);
      if (!tokens_.empty() || !glued) return false;
    }
    if (!tokens_.empty() && (tokens_.back().key == "MA" || tokens_.back().key == "CODE")) {
      tokens_.pop_back();  // "mã K7": unaccented, "ma" would be "but"
    }
    std::string key = run.substr(0, end);
    key[0] = 'K';
    tokens_.push_back({Kind::code, run.substr(0, end), std::move(key), 0});
    split_run(rest);
    return true;
  }

  void number(const std::string& digits) {
    const int value = digits.size() > 6 ? kLargestNumber : std::stoi(digits);
    tokens_.push_back({Kind::number, digits, digits, value});
  }

  void word(std::string_view typed) {
    const std::string meant = mend(typed);
    // A chat spelling may stand for two words: "dk" is "đăng ký".
    for (std::size_t at = 0; at <= meant.size();) {
      const std::size_t end = std::min(meant.find(' ', at), meant.size());
      const std::string one = meant.substr(at, end - at);
      tokens_.push_back({Kind::word, one, fold_key(one), 0});
      at = end + 1;
    }
  }

  std::string mend(std::string_view typed) const {
    if (const auto full = lexicon_.full_word(typed); !full.empty()) return std::string(full);
    if (lexicon_.knows(fold_key(typed))) return std::string(typed);
    const std::string shorter = without_repeats(typed, 2);
    if (ascii_letters(shorter)) {
      const std::string telex = decode_telex(shorter);
      if (const auto full = lexicon_.full_word(telex); !full.empty()) return std::string(full);
      if (lexicon_.knows(fold_key(telex))) return telex;
    }
    const std::string single = without_repeats(typed, 1);
    if (const auto full = lexicon_.full_word(single); !full.empty()) return std::string(full);
    return lexicon_.knows(fold_key(single)) ? single : std::string(typed);
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool starts_or_ends_with_digit(const std::string& run) {
    return is_digit(run.front()) || is_digit(run.back());
  }
  static std::string without_digits(const std::string& run) {
    std::string out;
    for (const char c : run) {
      if (!is_digit(c)) out.push_back(c);
    }
    return out;
  }

  const ReplyLexicon& lexicon_;
  icu::UnicodeString text_;
  int at_ = 0;
  std::vector<ReplyToken> tokens_;
};

}  // namespace

std::vector<ReplyToken> read_tokens(std::string_view text, const ReplyLexicon& lexicon) {
  return Tokeniser(lexicon).read(text);
}

}  // namespace muster
