// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/blood_group.hpp"

#include <algorithm>

#include "muster/domain/folding.hpp"

namespace muster {
namespace {

struct Replacement {
  std::string_view from;
  std::string_view to;
};

// Signs that spreadsheets and telephones put for plus and minus; folding keeps what has no ASCII
// form.
constexpr Replacement signs[] = {{"\u2212", "-"}, {"\uFF0D", "-"}, {"\uFE63", "-"},
                                 {"\uFF0B", "+"}, {"\u207A", "+"}, {"\u207B", "-"}};

// What people write around the group. Longer words first: NHOM MAU before MAU.
constexpr std::string_view labels[] = {"NHOM MAU", "NHOM", "BLOOD GROUP", "BLOOD TYPE", "GROUP"};

constexpr std::string_view unknown_words[] = {
    "",         "?",       "-",    "--",      "N/A",        "NA",        "UNKNOWN",
    "KHONG RO", "KO RO",   "K RO", "CHUA RO", "KHONG BIET", "CHUA BIET", "CHUA XAC DINH",
    "KHONG",    "CHUA CO", "KXD",  "CXD"};

constexpr std::string_view positive_words[] = {"+",     "+VE",       "POS", "POSITIVE",
                                               "DUONG", "DUONGTINH", "CONG"};
constexpr std::string_view negative_words[] = {"-",  "-VE",    "NEG", "NEGATIVE",
                                               "AM", "AMTINH", "TRU"};

template <std::size_t count>
bool is_one_of(const std::string_view (&words)[count], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string folded(std::string_view text) {
  std::string key = fold_key(text);
  for (const auto& [from, to] : signs)
    for (std::size_t at = key.find(from); at != key.npos; at = key.find(from, at))
      key.replace(at, from.size(), to);
  for (std::string_view label : labels) {
    if (!key.starts_with(label)) continue;
    key.erase(0, label.size());
    key.erase(0, std::min(key.find_first_not_of(" :"), key.size()));
  }
  return key;
}

bool take(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

// A subgroup counts as its group: A1, A2 and A2B differ for the laboratory, not for whom to ask.
Abo take_abo(std::string_view& text) {
  for (std::string_view ab : {"AB", "A1B", "A2B"})
    if (take(text, ab)) return Abo::ab;
  for (std::string_view a : {"A1", "A2", "A"})
    if (take(text, a)) return Abo::a;
  if (take(text, "B")) return Abo::b;
  if (take(text, "O") || take(text, "0")) return Abo::o;
  return Abo::unknown;
}

// "+", "Rh+", "Rh(D) dương", "(âm)", ... with the blanks and brackets already gone.
std::optional<RhD> read_rhd(std::string_view text) {
  if (text.empty()) return RhD::unknown;
  take(text, "RH");
  if (text.empty()) return std::nullopt;
  // The word first: "RHDUONG" is no D antigen and a rest.
  for (int with_d = 0; with_d < 2; ++with_d) {
    if (is_one_of(positive_words, text)) return RhD::positive;
    if (is_one_of(negative_words, text)) return RhD::negative;
    take(text, "D");
  }
  return std::nullopt;
}

}  // namespace

std::string to_string(BloodGroup group) {
  std::string text;
  switch (group.abo) {
    case Abo::o: text = "O"; break;
    case Abo::a: text = "A"; break;
    case Abo::b: text = "B"; break;
    case Abo::ab: text = "AB"; break;
    case Abo::unknown: text = group.rhd == RhD::unknown ? "?" : "Rh"; break;
  }
  if (group.rhd == RhD::positive) text += '+';
  if (group.rhd == RhD::negative) text += '-';
  return text;
}

std::optional<BloodGroup> parse_blood_group(std::string_view text) {
  std::string key = folded(text);
  if (is_one_of(unknown_words, key)) return BloodGroup{};
  std::erase_if(key,
                [](char c) { return c == ' ' || c == '(' || c == ')' || c == '.' || c == ','; });
  std::string_view rest = key;
  const Abo abo = take_abo(rest);
  // A sign alone names no group; "Rh-" does say something.
  if (abo == Abo::unknown && !rest.starts_with("RH")) return std::nullopt;
  const std::optional<RhD> rhd = read_rhd(rest);
  if (!rhd) return std::nullopt;
  return BloodGroup{abo, *rhd};
}

}  // namespace muster
