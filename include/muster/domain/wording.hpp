// SPDX-License-Identifier: Apache-2.0
// The texts donors read. A template is compiled once; every variable name is checked at load, over
// both branches of each section; fields that must never reach a donor's screen (group, deferral
// reason, result) are refused. Rendering changes nothing: any thread.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/result.hpp"
#include "muster/base/toml.hpp"

namespace muster {

enum class TextTarget : std::uint8_t { sms, subject, plain, html, voice };

// name -> value; a flag is "1" or "".
using TextValues = std::map<std::string, std::string, std::less<>>;

// What each kind of message may say: "reminder_invite" -> {given_name, organisation, venue, ...}.
struct TextKind {
  std::string_view kind;
  std::vector<std::string_view> variables;
  bool asks_reply = false;  // as SMS it has a two-way and a one-way variant
  bool one_part = false;    // as SMS folded to ASCII, one part even at the longest values
};
const std::vector<TextKind>& text_kinds();
const TextKind* find_text_kind(std::string_view kind);

// Characters of the longest value of a variable that templates are checked with. Whoever takes a
// club's name or a place for a page holds it to this.
std::size_t longest_value(std::string_view variable);
// What is wrong with a value for it in a page, which is folded to ASCII; empty: it fits.
std::string too_long_for_page(std::string_view variable, std::string_view value);

class WordingTemplate {
 public:
  // Problems (file and line): unknown variable with the nearest known one, forbidden field, `{{{`,
  // `{{&`, partials, other delimiters, unbalanced sections, text not in NFC; a text of one part
  // that is longer or not in GSM-7.
  static WordingTemplate compile(std::string file, std::string_view source, const TextKind& kind,
                                 TextTarget target, Problems& problems);
  WordingTemplate();
  ~WordingTemplate();
  WordingTemplate(WordingTemplate&&) noexcept;
  WordingTemplate& operator=(WordingTemplate&&) noexcept;

  // Escapes by target: none for SMS and plain text, CR LF stripped for subjects, XML for voice,
  // HTML for pages. Control characters in values become blanks. NFC; the ends are trimmed.
  std::string render(const TextValues& values) const;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

// All texts of all languages, from templates/messages/<language>/<kind>.<variant>.<target>.txt with
// variant two_way, one_way or any. Lookups fall back to `fallback_language`.
class Wording {
 public:
  struct Source {
    std::string path;  // for problems
    std::string language;  // "vi"
    std::string kind;  // "reminder_invite"
    std::string variant;  // "two_way", "one_way", or "" for both
    TextTarget target = TextTarget::sms;
    std::string text;
  };
  // What a path says about its text. Error: invalid, with the form a name must have.
  static Result<Source> source(std::string path, std::string text);
  // Problems: also a kind that asks for a reply without its two variants, a one-way variant that
  // offers neither link nor number.
  static Wording compile(std::vector<Source> sources, std::string fallback_language,
                         Problems& problems);
  // A problem for each kind the fallback language has no SMS for: call it on a whole set.
  void require_all(Problems& problems) const;
  Wording();
  ~Wording();
  Wording(Wording&&) noexcept;
  Wording& operator=(Wording&&) noexcept;

  // Error: not_found when no language has that text.
  Result<std::string> render(std::string_view language, std::string_view kind, bool two_way,
                             TextTarget target, const TextValues& values) const;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace muster
