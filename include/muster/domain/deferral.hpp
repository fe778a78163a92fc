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

inline constexpr int most_per_window = 64;  // more in one window is a slip of the file's writer

// At most `count` donations of `products`, or `volume_ml` of them in all, in any `days` days or any
// `months` calendar months. By volume the next donation counts with its usual volume.
struct WindowRule {
  std::vector<Product> products;
  int count = 0;  // 1 to most_per_window; 0: by volume
  int days = 0;  // 0: by months
  std::string article;
  bool verified = true;
  int months = 0;
  int volume_ml = 0;
  Sex sex = Sex::unknown;  // whom it binds; unknown: everyone

  // A donor of unknown sex is bound by the rules of both: never sooner.
  bool binds(Sex donor) const {
    return sex == Sex::unknown || donor == Sex::unknown || sex == donor;
  }
};

struct IntervalRule {
  int days = 0;
  std::string article;
  bool verified = true;
};

// From `from_kg` on, as far as the next such rule of the same product: how much may be taken at
// once. Who weighs less than the first of them may not give the product.
struct VolumeRule {
  std::vector<Product> products;
  Sex sex = Sex::unknown;  // whom it is for; unknown: everyone
  int from_kg = 0;
  int most_ml = 0;
  int most_ml_per_kg = 0;  // 0: not set
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

// Completed years, all bounds inclusive. What depends on the ledger (first_time_max, recent_years)
// only moves the day on which somebody may no longer give, never the day from which they may.
struct AgeRule {
  int min = 18;
  std::optional<int> max;  // none: no upper limit
  std::optional<int> apheresis_max;  // for all but whole blood, where it is lower
  std::optional<int> first_time_max;  // for donors without a donation in the ledger
  std::optional<int> max_unless_recent;  // older ones only if they gave in the last recent_years
  int recent_years = 0;
  std::string article;
  bool verified = true;
};

// Dated and versioned rules of one authority; config/deferral/vn-2013.toml tells the file's schema.
// Every article names its authority too, as explanations show it.
struct RuleSet {
  std::string code;  // "vn-2013"
  std::string authority;  // "Circular 26/2013/TT-BYT"
  Day in_force;
  // intervals[last][next]; sex-dependent values override by `female` and `male`.
  std::array<std::array<IntervalRule, 5>, 5> intervals;
  std::array<std::array<std::optional<IntervalRule>, 5>, 5> female, male;
  std::vector<WindowRule> windows;
  std::vector<VolumeRule> volumes;
  std::vector<DeferralReason> reasons;
  AgeRule age;
  // Counts for a donation whose volume nobody entered; 0: not given in the file.
  std::array<int, 5> usual_ml{};

  // Sex unknown: the longest of the waits, so that nobody is asked too early.
  const IntervalRule& interval(Product last, Product next, Sex sex) const;
  const DeferralReason* reason(std::string_view code) const;
};

struct Ledger {
  Sex sex = Sex::unknown;
  std::optional<Day> birth;
  std::optional<int> weight_kg;
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
  outcome_pending,
  weight
};
std::string_view name(EligibilityRule rule);

struct Eligibility {
  std::optional<Day> on;  // first day they may give; nullopt = never
  std::optional<Day> before;  // age: the first day they may no longer give
  std::string before_detail;  // "61 years old"
  EligibilityRule rule = EligibilityRule::none;
  std::string article;  // with its authority: "Circular 26/2013/TT-BYT Art. 6(1)"
  std::string detail;  // "84 days after whole blood on 2026-09-10"; operators only, never in a text
                       // to a donor
  bool hold = false;  // outcome_pending: neither reminded nor paged until the desk enters it (N21)
  bool verified = true;
  std::optional<Day> held_since;  // the earliest donation whose outcome is not entered
  std::optional<int> most_ml;  // to be taken at once, by their weight; none: weight or rule unknown
  std::string to_check;  // on site, as it is not known here: "weight at least 45 kg"

  bool accepts(Day day) const { return !hold && on && *on <= day && (!before || day < *before); }
};

// The latest over ALL donations and deferrals: adding one never makes anyone
// eligible sooner. Without any entry `on` is the day they reach the least age, or Day{} (always) if
// the birth date is unknown. A known weight below the least one is `never`, as long as it stands.
Eligibility eligible_on(const RuleSet& rules, const Ledger& ledger, Product next);

// The day `months` calendar months after; where that month has no such day, the first of the next:
// the period is then full, never a day short (31 August + 6 months = 1 March).
Day months_after(Day day, int months);

// The end of a deferral by the rule for its reason. Error: invalid, when the reason is unknown.
Result<std::optional<Day>> deferral_end(const RuleSet& rules, std::string_view reason, Day event);

// "not before 2026-12-03: 84 days after whole blood on 2026-09-10, Circular 26/2013/TT-BYT Art.
// 6(1)" or "may give whole blood on 2026-12-01: ...". One sentence for operators, for any past or
// future day.
std::string explain(const RuleSet& rules, const Eligibility& eligibility, Product next, Day day);

}  // namespace muster
