// SPDX-License-Identifier: Apache-2.0
// Seeded random days. MUSTER_SEEDS=n runs seeds 1 to n (200; 20 when sanitized), MUSTER_SEED=n that
// one alone; a failure prints its seed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <string>

#include "random_day.hpp"

namespace muster::simulation {
namespace {

// A sanitized day takes ten times as long.
#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t usual_seeds = 20;
#else
constexpr std::uint64_t usual_seeds = 200;
#endif

std::uint64_t number(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

class RandomDays : public ::testing::Test {
 protected:
  static std::uint64_t run(std::uint64_t seed) {
    static const auto keyed = shipped_settings({.keyed = true});
    static const auto unkeyed = shipped_settings({.keyed = false});
    // Every fifth has a gateway of two places: what is leased waits, and minds change meanwhile.
    static const auto narrow = shipped_settings({.keyed = true, .in_flight = 2});
    static const auto narrow_unkeyed = shipped_settings({.keyed = false, .in_flight = 2});
    bool waits = seed % 5 == 0;
    RandomDay day(seed, waits ? narrow : keyed, waits ? narrow_unkeyed : unkeyed);
    auto hash = day.run();
    for (const auto& [kind, count] : day.texts()) texts[kind] += count;
    requests += day.requests();
    kills += day.kills();
    for (const auto& [what, count] : day.desk()) desk[what] += count;
    return hash;
  }
  static inline std::map<std::string, int> texts;  // by kind
  static inline int requests = 0;
  static inline int kills = 0;
  static inline std::map<std::string, int> desk;  // what was entered there
};

TEST_F(RandomDays, KeepEveryPromise) {
  auto only = number("MUSTER_SEED", 0);
  auto first = only ? only : 1;
  auto last = only ? only : number("MUSTER_SEEDS", usual_seeds);
  for (auto seed = first; seed <= last; ++seed) {
    SCOPED_TRACE(testing::Message() << "MUSTER_SEED=" << seed);
    run(seed);
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
  for (const auto& [kind, count] : texts) std::cout << kind << " " << count << ", ";
  for (const auto& [what, count] : desk) std::cout << what << " " << count << ", ";
  std::cout << requests << " requests, " << kills << " kills\n";
  if (last - first < 199) return;
  // The days are not empty ones: whatever can be said was said.
  for (const auto* kind :
       {"reminder_invite", "reminder_yes", "reminder_no", "reminder_later", "already_noted",
        "session_day_before", "stop_confirmed", "start_confirmed", "emergency_page", "page_go",
        "page_reserve", "page_declined", "page_changed_mind", "page_late", "stand_down",
        "unclear_noted", "question_noted"})
    EXPECT_GT(texts[kind], 0) << kind;
  EXPECT_GT(requests, 200);
  EXPECT_GT(kills, 50);
  for (const auto* what :
       {"campaign", "stop", "stop_in_part", "start", "withdraw", "give", "snooze", "wake",
        "register", "hours", "blackout", "bypass", "bypass_ended", "page_by_bypass"})
    EXPECT_GT(desk[what], 0) << what;
}

TEST_F(RandomDays, OneSeedIsOneCourse) {
  for (std::uint64_t seed : {3U, 4U, 7U, 12U}) EXPECT_EQ(run(seed), run(seed)) << "seed " << seed;
  EXPECT_NE(run(3), run(4));
}

}  // namespace
}  // namespace muster::simulation
