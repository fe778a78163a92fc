// SPDX-License-Identifier: Apache-2.0
#include "reply_words.hpp"

#include <algorithm>

#include "muster/domain/folding.hpp"

namespace muster {
namespace {

// Words whose accents decide the meaning: cô (aunt) is not có (yes), vắng (absent) is not vâng
// (yes), bạn (friend) is not bận (busy). For all others a wrong accent is a slip of the thumb.
bool accents_decide(std::string_view key) {
  static constexpr std::string_view kWords[] = {
      "A",    "AI",   "BAN",  "BENH", "BO",   "CAM",  "CHAC", "CHET", "CHO", "CHUA", "CO",
      "CON",  "DA",   "DAU",  "DE",   "DEN",  "DI",   "DO",   "DUNG", "GI",  "GO",   "HAY",
      "HEN",  "HIEN", "HOI",  "KET",  "KIP",  "LAN",  "MA",   "MAI",  "MAT", "MET",  "MOI",
      "MOT",  "MUON", "NAO",  "NEN",  "NHAN", "NHAM", "NO",   "NUA",  "OM",  "ONG",  "QUA",
      "RANH", "SAI",  "SANG", "SAO",  "SO",   "SOT",  "TAI",  "THE",  "TOI", "U",    "VANG",
      "VE",   "VI",   "VUA",  "XA",   "Y",    "YEU",  "XE",   "TRA"};
  return std::find(std::begin(kWords), std::end(kWords), key) != std::end(kWords);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// Units, numerals and clock words of reply_eta.cpp: not to be taken for Telex.
constexpr std::string_view kTimeWords =
    "P PH PHUT MIN MINS MINUTE MINUTES H G GIO TIENG HOUR HOURS HR HRS RUOI NUA SAU HALF KHOANG "
    "TAM TRONG CHUNG LUC VAO TRUOC AM PM SANG CHIEU MOT HAI BA BON NAM BAY CHIN MUOI LAM";

}  // namespace

const ReplyLexicon& ReplyLexicon::of(std::string_view language) {
  static const ReplyLexicon vietnamese = [] {
    ReplyLexicon lexicon;
    lexicon.add(vietnamese_phrases());
    lexicon.add(plain_english_phrases());
    for (const ChatSpelling& chat : vietnamese_chat()) lexicon.chat_.emplace(chat.typed, chat.word);
    lexicon.sort();
    return lexicon;
  }();
  // Phrases added first win among equals: an English donor's "no" and "me" are English.
  static const ReplyLexicon english = [] {
    ReplyLexicon lexicon;
    lexicon.final_negation_asks_ = false;
    lexicon.add(english_phrases());
    lexicon.add(plain_english_phrases());
    lexicon.add(vietnamese_phrases());
    lexicon.sort();
    return lexicon;
  }();
  return language == "en" ? english : vietnamese;
}

void ReplyLexicon::add(std::span<const PhraseGroup> groups) {
  for (const PhraseGroup& group : groups) {
    for (const std::string_view text : split(group.phrases, '|')) {
      Phrase phrase{{}, group.atom};
      for (std::string_view word : split(text, ' ')) {
        const bool exact = word.starts_with('!');
        if (exact) word.remove_prefix(1);
        phrase.words.push_back({std::string(word), fold_key(word), exact});
        known_[phrase.words.back().key] = true;
      }
      by_first_[phrase.words.front().key].push_back(std::move(phrase));
    }
  }
  for (const std::string_view word : split(kTimeWords, ' ')) known_[std::string(word)] = true;
}

void ReplyLexicon::sort() {
  const auto exact_words = [](const Phrase& phrase) {
    return std::count_if(phrase.words.begin(), phrase.words.end(),
                         [](const Word& word) { return word.exact; });
  };
  for (auto& [first, phrases] : by_first_) {
    std::stable_sort(phrases.begin(), phrases.end(), [&](const Phrase& a, const Phrase& b) {
      if (a.words.size() != b.words.size()) return a.words.size() > b.words.size();
      return exact_words(a) > exact_words(b);
    });
  }
}

bool ReplyLexicon::same(const ReplyToken& token, const Word& word) {
  if (token.kind != ReplyToken::Kind::word || token.key != word.key) return false;
  if (token.spelled == word.spelled) return true;
  if (word.exact) return false;
  return !token.accented() || !accents_decide(word.key);
}

std::optional<ReplyLexicon::Match> ReplyLexicon::match(std::span<const ReplyToken> tokens,
                                                       std::size_t at) const {
  const auto found = by_first_.find(tokens[at].key);
  if (found == by_first_.end()) return std::nullopt;
  for (const Phrase& phrase : found->second) {
    if (at + phrase.words.size() > tokens.size()) continue;
    bool all = true;
    for (std::size_t i = 0; all && i < phrase.words.size(); ++i) {
      all = same(tokens[at + i], phrase.words[i]);
    }
    if (all) return Match{phrase.atom, phrase.words.size()};
  }
  return std::nullopt;
}

bool ReplyLexicon::knows(std::string_view key) const { return known_.contains(key); }

std::string_view ReplyLexicon::full_word(std::string_view spelled) const {
  const auto found = chat_.find(spelled);
  return found == chat_.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace muster
