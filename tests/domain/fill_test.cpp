// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/fill.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "muster/base/random.hpp"

namespace muster {
namespace {

double fill_of(const std::vector<double>& chances, int needed) {
  Fill fill(needed);
  for (double chance : chances) fill.add(chance);
  return fill.probability();
}

// Every outcome by itself.
double by_hand(const std::vector<double>& chances, int needed) {
  double sum = 0;
  for (unsigned outcome = 0; outcome < (1U << chances.size()); ++outcome) {
    double chance = 1;
    int give = 0;
    for (std::size_t i = 0; i < chances.size(); ++i) {
      bool gives = (outcome >> i & 1U) != 0;
      chance *= gives ? chances[i] : 1 - chances[i];
      give += gives;
    }
    if (give >= needed) sum += chance;
  }
  return sum;
}

std::vector<double> random_chances(SeededRandom& random, std::size_t donors) {
  std::vector<double> chances;
  for (std::size_t i = 0; i < donors; ++i)
    chances.push_back(static_cast<double>(random.below(1'000'001)) / 1e6);
  return chances;
}

TEST(Fill, IsWhatEveryOutcomeByItselfSumsUpTo) {
  SeededRandom random(1);
  for (std::size_t donors = 0; donors <= 14; ++donors) {
    auto chances = random_chances(random, donors);
    for (int needed = -1; needed <= static_cast<int>(donors) + 1; ++needed)
      EXPECT_NEAR(fill_of(chances, needed), by_hand(chances, needed), 1e-12)
          << donors << " donors, " << needed << " needed";
  }
}

TEST(Fill, OneMoreNeverLowersItAndOneUnitMoreNeverRaisesIt) {
  SeededRandom random(2);
  for (int round = 0; round < 200; ++round) {
    auto chances = random_chances(random, 1 + random.below(60));
    int needed = 1 + static_cast<int>(random.below(40));
    auto before = fill_of(chances, needed);
    EXPECT_LE(fill_of(chances, needed + 1), before + 1e-12);
    chances.push_back(random_chances(random, 1).front());
    EXPECT_GE(fill_of(chances, needed), before);
    EXPECT_LE(fill_of(chances, needed), 1 + 1e-12);
  }
}

TEST(Fill, Table) {
  constexpr double gives = .92 * .92;
  const std::vector<std::tuple<int, int, double>> cases = {
      {0, 0, 1.0},     {0, 1, 0.0},     {1, 1, .8464},   {2, 1, .976407},
      {2, 2, .716393}, {3, 2, .936469}, {4, 2, .987174},
  };
  for (const auto& [donors, needed, expected] : cases)
    EXPECT_NEAR(fill_of(std::vector<double>(static_cast<std::size_t>(donors), gives), needed),
                expected, 1e-6)
        << donors << " of " << needed;
}

}  // namespace
}  // namespace muster
