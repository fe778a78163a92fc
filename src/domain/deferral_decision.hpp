// SPDX-License-Identifier: Apache-2.0
// What sets a donor's date, as pointers into the rules and the ledger: nothing is put into words
// before it is told, as this runs for every donor of a list. Pure.
#pragma once
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "muster/domain/deferral.hpp"

namespace muster {

// Why somebody is too old for it.
enum class AgeBound : std::uint8_t { none, highest, first_time, not_recent };

struct Decision {
  std::optional<Day> on;  // nullopt = never
  Day wait_ends{};        // by the waits and the least age alone
  EligibilityRule rule = EligibilityRule::none;
  const Donation* donation = nullptr;  // of an interval
  const IntervalRule* interval = nullptr;
  const WindowRule* window = nullptr;
  const Deferral* deferral = nullptr;
  std::optional<Day> before;
  AgeBound bound = AgeBound::none;
  int bound_age = 0;  // completed years, the last in which they may give
};

// All products at once: what they share is looked at once. Rules and ledger must outlive it.
class DecisionMaker {
 public:
  DecisionMaker(const RuleSet& rules, const Ledger& ledger);
  DecisionMaker(const DecisionMaker&) = delete;
  DecisionMaker& operator=(const DecisionMaker&) = delete;

  std::array<Decision, 5> decide() const;  // by Product
  std::optional<Day> held_since() const { return held_since_; }

 private:
  struct Given {
    Day on;
    Product product;
    int volume_ml;
  };
  using Decisions = std::array<Decision, 5>;
  static constexpr std::size_t usual_most = 48;  // more than that needs memory of its own

  void note_entries();
  void sort_given();
  void insert_given(const Donation& donation, std::span<Given> room);
  std::optional<Day> window_end(const WindowRule& rule, unsigned products, int next_ml) const;
  void add_intervals(Decisions& decisions) const;
  void add_windows(Decisions& decisions) const;
  void add_deferral(Decisions& decisions) const;
  void add_ages(Decisions& decisions) const;
  void add_bars(Decisions& decisions) const;

  const RuleSet& rules_;
  const Ledger& ledger_;
  std::array<const Donation*, 5> last_{};  // given, by product
  const Deferral* longest_ = nullptr;
  bool permanent_ = false;
  std::optional<Day> held_since_;
  std::optional<Day> last_given_;
  std::size_t given_ = 0;
  std::array<Given, usual_most> few_;  // in descending order of days
  std::vector<Given> many_;
};

std::size_t index_of(Product product);
// The birthday on which they complete so many years; 1 March for 29 February in other years.
Day birthday(Day birth, int years);
// The end of a deferral by its reason's period. Not for permanent ones.
Day end_of(const DeferralReason& reason, Day event);

}  // namespace muster
