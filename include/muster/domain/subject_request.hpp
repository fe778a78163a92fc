// SPDX-License-Identifier: Apache-2.0
// What a person may ask about their own data, and by when it must be done (Law 91/2025/QH15, Decree
// 356/2025/ND-CP). Pure.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "muster/base/instant.hpp"

namespace muster {

enum class SubjectRight : std::uint8_t {
  access,
  correction,
  erasure,
  restriction,
  objection,
  withdrawal,  // of a consent
  complaint,
};
inline constexpr std::size_t subject_right_count = 7;
std::string_view name(SubjectRight right);
std::optional<SubjectRight> parse_subject_right(std::string_view text);

enum class SubjectOutcome : std::uint8_t { done, refused, withdrawn, mistaken };
std::string_view name(SubjectOutcome outcome);
std::optional<SubjectOutcome> parse_subject_outcome(std::string_view text);

// Calendar days from receipt until it must be done, and how many more one extension gives.
struct SubjectTerm {
  int days = 0;
  int extension = 0;
};
struct SubjectTerms {
  std::array<SubjectTerm, subject_right_count> of = {{
      {10, 10},  // access
      {10, 10},  // correction
      {20, 10},  // erasure
      {15, 15},  // restriction
      {15, 15},  // objection
      {15, 15},  // withdrawal
      {2, 0},  // complaint: an answer within 2 working days
  }};
  const SubjectTerm& term(SubjectRight right) const { return of[static_cast<std::size_t>(right)]; }
};

// The end of the last day, in the organisation's zone.
Instant due_at(const SubjectTerms& terms, SubjectRight right, Instant received, const Zone& zone,
               bool extended);

}  // namespace muster
