// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/named_person.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "muster/domain/folding.hpp"

namespace muster {
namespace {

constexpr std::array<std::string_view, 9> titles = {"ANH", "CHI",  "EM",  "CHU", "BAC",
                                                    "ONG", "CHAU", "CAU", "THIM"};
// Without their accents they are "yes", "go" and "three".
constexpr std::array<std::string_view, 6> accented_titles = {"cô", "Cô", "dì", "Dì", "bà", "Bà"};
// Given names that are words of answers as well, folded: numbers, times, yes, no and stop.
constexpr std::array<std::string_view, 24> words = {
    "MAI", "NAM", "DUNG", "HAI", "BA",  "TU",  "BAY",  "TAM", "CHIN", "MUOI", "SAU",  "CO",
    "HEN", "DI",  "DEN",  "VE",  "TOI", "ROI", "SANG", "BAN", "THOI", "HUY",  "TRUA", "GIO"};

struct Word {
  std::string key;   // folded, without the marks around it
  std::string text;  // as written
};

std::string bare(std::string key) {
  auto mark = [](char c) { return std::string_view(".,;:!?()'\"").find(c) != std::string::npos; };
  while (!key.empty() && mark(key.back())) key.pop_back();
  while (!key.empty() && mark(key.front())) key.erase(key.begin());
  return key;
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> found;
  while (!text.empty()) {
    auto end = std::min(text.find_first_of(" \t\r\n"), text.size());
    if (end > 0)
      found.push_back({bare(fold_key(text.substr(0, end))), std::string(text.substr(0, end))});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

template <class List>
bool has(const List& list, const std::string& key) {
  return std::find(list.begin(), list.end(), key) != list.end();
}

bool is_title(const Word& word) {
  return has(titles, word.key) || has(accented_titles, to_nfc(word.text));
}

struct Span {
  std::size_t begin = 0;
  std::size_t size = 0;
};

bool within(const Span& inner, const Span& outer) {
  return inner.begin >= outer.begin && inner.begin + inner.size <= outer.begin + outer.size;
}

// The longest end of the full name ("Lan", "Thị Lan", ...) that stands in the text.
Span find_name(const std::vector<Word>& text, const std::vector<Word>& name) {
  Span best;
  for (std::size_t last = 0; last < text.size(); ++last) {
    std::size_t size = 0;
    while (size < name.size() && size <= last &&
           text[last - size].key == name[name.size() - 1 - size].key)
      ++size;
    bool addressed = size > 0 && last >= size && is_title(text[last - size]);
    if (size == 1 && has(words, name.back().key) && !addressed) continue;
    if (size > best.size) best = {last + 1 - size, size};
  }
  return best;
}

}  // namespace

std::optional<NamedPerson> named_person(std::string_view text,
                                        const std::vector<std::string>& full_names) {
  auto said = words_of(text);
  Span best;
  std::optional<std::size_t> who;
  for (std::size_t i = 0; i < full_names.size(); ++i) {
    auto span = find_name(said, words_of(full_names[i]));
    if (span.size == 0) continue;
    if (who && span.size == best.size) return std::nullopt;
    // Two people are named, unless the shorter name lies in the longer one ("Lan", "Thị Lan").
    if (who && !within(span, best) && !within(best, span)) return std::nullopt;
    if (who && span.size < best.size) continue;
    best = span;
    who = i;
  }
  if (!who) return std::nullopt;
  // The word of address goes with the name.
  if (best.begin > 0 && is_title(said[best.begin - 1])) {
    --best.begin;
    ++best.size;
  }
  NamedPerson named{*who, {}};
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (i >= best.begin && i < best.begin + best.size) continue;
    if (!named.rest.empty()) named.rest += ' ';
    named.rest += said[i].text;
  }
  return named;
}

}  // namespace muster
