// SPDX-License-Identifier: Apache-2.0
// When a donor may give again: rule sets as data, the ledger as input, one date and its reason as
// output. Pure: no clock, no I/O. Sources of every figure stand in config/deferral/*.toml.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/product.hpp"

namespace muster {

enum class DonationOutcome : std::uint8_t {
  given,
  deferred_on_site,
  outcome_pending,
  self_reported
};
std::string_view name(DonationOutcome outcome);
std::optional<DonationOutcome> parse_donation_outcome(std::string_view text);

// One line of the ledger. Only `given` starts an interval; pending and self-reported ones are
// holds.
struct Donation {
  DonationId id;
  Product product = Product::whole_blood;
  DonationOutcome outcome = DonationOutcome::given;
  Day on;
  int volume_ml = 0;
};

struct Deferral {
  DeferralId id;
  std::string reason;        // a code of the rule set: "tattoo", "surgery", "permanent", ...
  Day event;                 // the day its clock starts
  std::optional<Day> until;  // first day free; nullopt = permanent
};

inline constexpr int most_per_window = 64;  // so that counting needs no memory

struct WindowRule {  // at most `count` donations of `products` in any `days` days
  std::vector<Product> products;
  int count = 0;  // 1 to most_per_window
  int days = 0;
  std::string article;
  bool verified = true;
};

struct IntervalRule {
  int days = 0;
  std::string article;
  bool verified = true;
};

struct DeferralReason {
  std::string code;
  int months = 0;  // calendar months first, then days
  int days = 0;
  bool permanent = false;
  std::string article;
  std::string start_event;  // "full recovery", "day of the tattoo"
  bool verified = true;
};

// Dated and versioned rules of one authority; config/deferral/vn-2013.toml tells the file's schema.
// Every article names its authority too, as explanations show it.
struct RuleSet {
  std::string code;  // "vn-2013"
  std::string authority;  // "Circular 26/2013/TT-BYT"
  Day in_force;
  // intervals[last][next]; sex-dependent values override by `female`.
  std::array<std::array<IntervalRule, 5>, 5> intervals;
  std::array<std::array<std::optional<IntervalRule>, 5>, 5> female;
  std::vector<WindowRule> windows;
  std::vector<DeferralReason> reasons;
  int age_min = 18, age_max = 60;  // completed years, inclusive
  std::string age_article;
  bool age_verified = true;

  const IntervalRule& interval(Product last, Product next, Sex sex) const;
  const DeferralReason* reason(std::string_view code) const;
};

struct Ledger {
  Sex sex = Sex::unknown;
  std::optional<Day> birth;
  std::vector<Donation> donations;
  std::vector<Deferral> deferrals;
};

// What sets the date: the rule that gives the latest one.
enum class EligibilityRule : std::uint8_t {
  none,
  interval,
  window,
  deferral,
  permanent,
  age,
  outcome_pending
};
std::string_view name(EligibilityRule rule);

struct Eligibility {
  std::optional<Day> on;  // first day they may give; nullopt = never
  std::optional<Day> before;  // age: the first day they may no longer give
  EligibilityRule rule = EligibilityRule::none;
  std::string article;  // with its authority: "Circular 26/2013/TT-BYT Art. 6(1)"
  std::string detail;  // "84 days after whole blood on 2026-09-10"; operators only, never in a text
                       // to a donor
  bool hold = false;  // outcome_pending: neither reminded nor paged until the desk enters it (N21)
  bool verified = true;
  std::optional<Day> held_since;  // the earliest donation whose outcome is not entered

  bool accepts(Day day) const { return !hold && on && *on <= day && (!before || day < *before); }
};

// The latest over ALL donations and deferrals: adding one never makes anyone
// eligible sooner. Without any entry `on` is the day they reach age_min, or Day{} (always) if the
// birth date is unknown.
Eligibility eligible_on(const RuleSet& rules, const Ledger& ledger, Product next);

// The end of a deferral by the rule for its reason. Error: invalid, when the reason is unknown.
Result<std::optional<Day>> deferral_end(const RuleSet& rules, std::string_view reason, Day event);

// "not before 2026-12-03: 84 days after whole blood on 2026-09-10, Circular 26/2013/TT-BYT Art.
// 6(1)" or "may give whole blood on 2026-12-01: ...". One sentence for operators, for any past or
// future day.
std::string explain(const RuleSet& rules, const Eligibility& eligibility, Product next, Day day);

}  // namespace muster
