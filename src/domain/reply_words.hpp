// SPDX-License-Identifier: Apache-2.0
// The words of replies, as reply.cpp reads them: tokens, what a phrase stands for, and the word
// lists of a language. Immutable after construction, any thread.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

// One word, number or mark of a reply. Marks: "?" question, "." break, "'" minutes, "-" range,
// ":" clock, "/" fraction or date; the last four only next to digits.
struct ReplyToken {
  enum class Kind : std::uint8_t { word, number, mark, code };
  Kind kind = Kind::word;
  std::string spelled;  // lower case, NFC
  std::string key;      // folded, upper case
  int value = 0;        // of a number, at most kLargestNumber
  bool accented() const { return spelled.find_first_of("\xC3\xC4\xC5\xC6\xE1") != spelled.npos; }
};
constexpr int kLargestNumber = 1'000'000;

// What a phrase stands for. Only yes, assent, go and able can make a yes.
enum class Atom : std::uint8_t {
  stop,
  lone_stop,  // only as the whole text ("END")
  start,
  cancel,
  bare_cancel,  // "huy" without accents is a man's name too
  wrong_number,
  deceased,
  lost,  // "mất rồi": deceased, unless it is a telephone that is lost
  already,
  defer,        // "để mai", "hẹn lại"
  tomorrow,     // "mai", a woman's name too
  another_day,  // "tuần sau"
  question,
  tail_question,  // "đâu", "gì": a question, but emphasis after a no
  yes,
  lone_yes,  // "y", "nhận": only as the whole text
  lone_no,
  assent,   // "vâng", "ok": a yes that also opens a polite no
  go,       // "đi", "đến", "tham gia"
  able,     // "được", "kịp"
  act,      // "hiến", "rảnh": says nothing alone, refuses after a negation
  negation,
  not_yet,  // "chưa": refuses only with what follows
  excuse,   // "bận", "ở xa"
  unsure,   // "có thể", "không biết": a person decides
  reserved,  // "xin lỗi", "thôi", "vợ": forbids a yes, leaves the rest as it is
  contrast,  // "nhưng": what follows may take back what was said
  because,   // ends a clause
  filler,
};

// `phrases` separated by "|". Words are spelled in full; a reply's word without accents matches any
// spelling, one with accents must be the same word where a homograph would change the meaning.
// "!" before a word: it must be typed with its accents.
struct PhraseGroup {
  Atom atom;
  std::string_view phrases;
};

// Chat spellings: `typed` stands for `word`.
struct ChatSpelling {
  std::string_view typed;
  std::string_view word;
};

std::span<const PhraseGroup> vietnamese_phrases();
std::span<const ChatSpelling> vietnamese_chat();
std::span<const PhraseGroup> plain_english_phrases();  // understood in every language
std::span<const PhraseGroup> english_phrases();

class ReplyLexicon {
 public:
  // "en", anything else is Vietnamese.
  static const ReplyLexicon& of(std::string_view language);

  struct Match {
    Atom atom = Atom::filler;
    std::size_t words = 0;
  };
  // The longest phrase that begins at `at`.
  std::optional<Match> match(std::span<const ReplyToken> tokens, std::size_t at) const;
  // "Đi được không?": in Vietnamese a negation at the end of a clause makes it a question.
  bool final_negation_asks() const { return final_negation_asks_; }
  // Is this folded word part of any phrase?
  bool knows(std::string_view key) const;
  // The full word a chat spelling stands for, or "".
  std::string_view full_word(std::string_view spelled) const;

 private:
  struct Word {
    std::string spelled;
    std::string key;
    bool exact = false;
  };
  struct Phrase {
    std::vector<Word> words;
    Atom atom;
  };
  ReplyLexicon() = default;
  void add(std::span<const PhraseGroup> groups);
  void sort();
  static bool same(const ReplyToken& token, const Word& word);

  bool final_negation_asks_ = true;
  std::map<std::string, std::vector<Phrase>, std::less<>> by_first_;
  std::map<std::string, bool, std::less<>> known_;
  std::map<std::string, std::string, std::less<>> chat_;
};

// Splits a text and mends what fingers and input methods left: chat spellings, raw Telex
// ("khoong"), VNI ("kho6ng"), stretched letters ("cooo").
std::vector<ReplyToken> read_tokens(std::string_view text, const ReplyLexicon& lexicon);

// A word typed in Telex without its input method, as it was meant: "baanj" -> "bận". Takes ASCII
// lower case.
std::string decode_telex(std::string_view word);

}  // namespace muster
