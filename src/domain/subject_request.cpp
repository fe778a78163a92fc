// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/subject_request.hpp"

#include <utility>

namespace muster {
namespace {

constexpr std::array<std::string_view, subject_right_count> rights = {
    "access", "correction", "erasure", "restriction", "objection", "withdrawal", "complaint"};
constexpr std::array<std::string_view, 4> outcomes = {"done", "refused", "withdrawn", "mistaken"};

template <class Enum, std::size_t count>
std::optional<Enum> parse(const std::array<std::string_view, count>& words, std::string_view text) {
  for (std::size_t i = 0; i < count; ++i)
    if (words[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name(SubjectRight right) { return rights[static_cast<std::size_t>(right)]; }
std::optional<SubjectRight> parse_subject_right(std::string_view text) {
  return parse<SubjectRight>(rights, text);
}

std::string_view name(SubjectOutcome outcome) {
  return outcomes[static_cast<std::size_t>(outcome)];
}
std::optional<SubjectOutcome> parse_subject_outcome(std::string_view text) {
  return parse<SubjectOutcome>(outcomes, text);
}

Instant due_at(const SubjectTerms& terms, SubjectRight right, Instant received, const Zone& zone,
               bool extended) {
  const auto& term = terms.term(right);
  int days = term.days + (extended ? term.extension : 0);
  return zone.at(zone.day_of(received) + Days(days + 1), MinuteOfDay(0));
}

}  // namespace muster
