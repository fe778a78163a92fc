// SPDX-License-Identifier: Apache-2.0
// What stays of an erased donor, when a data subject's request is due, when the daily run comes.
#include <gtest/gtest.h>

#include "muster/domain/erasure.hpp"
#include "muster/domain/retention.hpp"
#include "muster/domain/subject_request.hpp"

namespace muster {
namespace {

Day day(std::string_view text) { return parse_day(text).value(); }
Instant at(std::string_view text) { return parse_instant(text).value(); }

TEST(Erasure, keeps_five_years_of_birth_and_no_rare_group) {
  struct Case {
    const char* born;
    const char* kept;
  };
  for (auto [born, kept] : {Case{"1990-01-01", "1990-01-01"}, Case{"1994-12-31", "1990-01-01"},
                            Case{"1995-01-01", "1995-01-01"}, Case{"2000-02-29", "2000-01-01"}}) {
    LedgerTraits exact;
    exact.birth = day(born);
    EXPECT_EQ(anonymous(exact).birth, day(kept)) << born;
  }
  EXPECT_FALSE(anonymous({}).birth);
  for (auto group : all_groups) {
    LedgerTraits exact;
    exact.group = group;
    EXPECT_EQ(anonymous(exact).group, group.rhd == RhD::negative ? BloodGroup{} : group);
  }
  for (auto word : {"requested", "consent_withdrawn", "inactive", "deceased", "mistake"})
    EXPECT_EQ(name(parse_erasure_reason(word).value()), word);
  EXPECT_FALSE(parse_erasure_reason("because"));
}

TEST(SubjectRequest, is_due_at_the_end_of_its_last_day_there) {
  SubjectTerms terms;
  terms.of[static_cast<std::size_t>(SubjectRight::erasure)] = {20, 10};
  auto zone = Zone::named("Asia/Ho_Chi_Minh").value();
  // 23:30 in Viet Nam: still the 1st.
  auto received = at("2026-12-01T16:30:00.000Z");
  EXPECT_EQ(due_at(terms, SubjectRight::erasure, received, zone, false),
            at("2026-12-21T17:00:00.000Z"));
  EXPECT_EQ(due_at(terms, SubjectRight::erasure, received, zone, true),
            at("2026-12-31T17:00:00.000Z"));
  for (std::size_t i = 0; i < subject_right_count; ++i) {
    auto right = static_cast<SubjectRight>(i);
    EXPECT_EQ(parse_subject_right(name(right)), right);
  }
  EXPECT_FALSE(parse_subject_right("cake"));
  EXPECT_EQ(parse_subject_outcome("refused"), SubjectOutcome::refused);
}

TEST(Retention, runs_once_a_day_and_makes_up_for_a_missed_one) {
  RetentionPolicy policy;
  policy.zone = Zone::named("Asia/Ho_Chi_Minh").value();
  auto now = at("2026-12-02T01:00:00.000Z");    // 08:00
  auto today = at("2026-12-01T20:00:00.000Z");  // 03:00
  EXPECT_EQ(next_run(policy, std::nullopt, now), today);
  EXPECT_EQ(next_run(policy, today - Hours(24), now), today) << "missed: now";
  EXPECT_EQ(next_run(policy, today, now), today + Hours(24));
  EXPECT_EQ(next_run(policy, now, now), today + Hours(24));
  auto early = at("2026-12-01T19:59:00.000Z");
  EXPECT_EQ(next_run(policy, today - Hours(24), early), today);
}

TEST(Retention, counts_months_by_the_calendar) {
  RetentionPolicy policy;
  policy.inactive_months = 12;
  EXPECT_EQ(inactive_before(policy, at("2028-02-29T12:00:00.000Z")), day("2027-02-28"));
  policy.inactive_months = 36;
  EXPECT_EQ(inactive_before(policy, at("2026-11-26T12:00:00.000Z")), day("2023-11-26"));
}

}  // namespace
}  // namespace muster
