// SPDX-License-Identifier: Apache-2.0
// What each kind of message may say. Group, product, deferral reason and result are no variables of
// any kind: whoever reads over a donor's shoulder learns nothing.
#include <fmt/format.h>

#include <algorithm>

#include "muster/domain/folding.hpp"
#include "muster/domain/wording.hpp"

namespace muster {
namespace {

std::vector<TextKind> make_kinds() {
  const std::vector<std::string_view> invitation = {
      "given_name", "organisation", "venue", "session_day", "session_hours", "link", "hotline"};
  return {
      {"reminder_invite", invitation, true},
      {"reminder_followup", invitation, true},
      {"session_day_before", invitation, true},
      {"reminder_yes", {"given_name", "venue", "session_day", "session_hours"}},
      {"reminder_no", {"given_name"}},
      {"reminder_later", {"given_name", "until_day"}},
      {"already_noted", {"given_name"}},
      {"question_noted", {"given_name", "hotline"}},
      {"unclear_noted", {"given_name", "hotline"}},
      {"stop_confirmed", {"organisation"}},
      {"start_confirmed", {"organisation"}},
      {"emergency_page", {"club", "place", "before", "code", "contact", "link"}, true, true},
      {"page_go", {"code", "place", "arrival_code", "contact"}},
      {"page_reserve", {"code", "until", "contact"}},
      {"page_too_late", {"code", "until", "contact"}, true},
      {"page_declined", {"code"}},
      {"page_late", {"code"}},
      {"page_changed_mind", {"code"}},
      {"page_which_code", {"codes"}},
      {"stand_down", {"code", "place"}},
      {"verify_code", {"code_digits", "organisation"}},
  };
}

struct Length {
  std::string_view variable;
  std::size_t characters;
};
// Realistic, not possible lengths: a site with longer names sees its texts refused at load or at
// the request, where somebody can shorten them.
constexpr Length kLengths[] = {{"given_name", 7},   {"organisation", 30},  {"venue", 35},
                               {"session_day", 14}, {"session_hours", 11}, {"link", 48},
                               {"hotline", 13},     {"until_day", 14},     {"club", 20},
                               {"place", 28},       {"before", 11},        {"code", 4},
                               {"contact", 11},     {"arrival_code", 4},   {"until", 11},
                               {"codes", 14},       {"code_digits", 6}};

}  // namespace

const std::vector<TextKind>& text_kinds() {
  static const std::vector<TextKind> kinds = make_kinds();
  return kinds;
}

const TextKind* find_text_kind(std::string_view kind) {
  const auto& kinds = text_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const TextKind& known) { return known.kind == kind; });
  return found == kinds.end() ? nullptr : &*found;
}

std::size_t longest_value(std::string_view variable) {
  for (const Length& length : kLengths) {
    if (length.variable == variable) return length.characters;
  }
  return 30;
}

std::string too_long_for_page(std::string_view variable, std::string_view value) {
  const std::size_t most = longest_value(variable);
  const std::size_t folded = fold_ascii(value).size();
  if (folded <= most) return {};
  return fmt::format(
      "is {} characters long without accents, and a page has room for {}: shorten it", folded,
      most);
}

}  // namespace muster
