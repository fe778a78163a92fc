// SPDX-License-Identifier: Apache-2.0
#include "deferral_decision.hpp"

#include <algorithm>
#include <tuple>

#include "muster/base/assert.hpp"
#include "muster/domain/donor_weight.hpp"

namespace muster {
namespace {

// A set of products: a bit each.
unsigned bit(Product product) { return 1u << index_of(product); }

unsigned bits(const std::vector<Product>& products) {
  unsigned set = 0;
  for (Product product : products) set |= bit(product);
  return set;
}

auto content(const WindowRule& rule) {
  return std::tie(rule.count, rule.volume_ml, rule.days, rule.months, rule.sex, rule.products,
                  rule.article);
}

// Equal dates: what is told must depend neither on the order of the ledger's entries nor on that of
// the file's rules. The kinds of rules come in a fixed order.
bool later(const Decision& a, const Decision& b) {
  if (a.wait_ends != b.wait_ends) return a.wait_ends > b.wait_ends;
  if (a.donation && b.donation)
    return std::tie(a.donation->on, a.donation->product) >
           std::tie(b.donation->on, b.donation->product);
  if (a.window && b.window) return content(*a.window) < content(*b.window);
  return false;
}

void consider(Decision& best, const Decision& next) {
  if (best.rule == EligibilityRule::none || later(next, best)) best = next;
}

bool longer(const Deferral& a, const Deferral& b) {
  return std::tie(a.until, a.event, a.reason) > std::tie(b.until, b.event, b.reason);
}

}  // namespace

std::size_t index_of(Product product) { return static_cast<std::size_t>(product); }

Day months_after(Day day, int months) {
  std::chrono::year_month_day ymd(day);
  ymd += std::chrono::months(months);
  if (ymd.ok()) return Day(ymd);
  return Day(std::chrono::year_month_day_last(ymd.year(), ymd.month() / std::chrono::last)) +
         Days(1);
}

Day birthday(Day birth, int years) { return months_after(birth, 12 * years); }

Day end_of(const DeferralReason& reason, Day event) {
  return months_after(event, reason.months) + Days(reason.days);
}

DecisionMaker::DecisionMaker(const RuleSet& rules, const Ledger& ledger)
    : rules_(rules), ledger_(ledger) {
  note_entries();
  if (!rules_.windows.empty()) sort_given();
}

void DecisionMaker::note_entries() {
  for (const Donation& donation : ledger_.donations) {
    if (donation.outcome == DonationOutcome::outcome_pending ||
        donation.outcome == DonationOutcome::self_reported) {
      if (!held_since_ || donation.on < *held_since_) held_since_ = donation.on;
    }
    if (donation.outcome != DonationOutcome::given) continue;
    // An interval depends on the products alone: the last of each product decides.
    const Donation*& last = last_[index_of(donation.product)];
    if (!last || donation.on > last->on) last = &donation;
    if (!last_given_ || donation.on > *last_given_) last_given_ = donation.on;
  }
  for (const Deferral& deferral : ledger_.deferrals) {
    if (!deferral.until)
      permanent_ = true;
    else if (!longest_ || longer(deferral, *longest_))
      longest_ = &deferral;
  }
}

void DecisionMaker::sort_given() {
  std::span<Given> room = few_;
  if (ledger_.donations.size() > few_.size()) {
    many_.resize(ledger_.donations.size());
    room = many_;
  }
  // The store gives them in order of their days: taken from the end, each finds its place at once.
  for (auto it = ledger_.donations.rbegin(); it != ledger_.donations.rend(); ++it)
    if (it->outcome == DonationOutcome::given) insert_given(*it, room);
}

void DecisionMaker::insert_given(const Donation& donation, std::span<Given> room) {
  std::size_t at = given_++;
  for (; at > 0 && room[at - 1].on < donation.on; --at) room[at] = room[at - 1];
  const int usual = rules_.usual_ml[index_of(donation.product)];
  room[at] = {donation.on, donation.product, donation.volume_ml > 0 ? donation.volume_ml : usual};
}

// By count the `count`-th donation back has to leave the window, by volume the one that leaves no
// room for the next. That day is exact as long as it is not before the last donation, which the
// interval rules see to.
std::optional<Day> DecisionMaker::window_end(const WindowRule& rule, unsigned products,
                                             int next_ml) const {
  const Given* given = many_.empty() ? few_.data() : many_.data();
  int count = 0;
  std::int64_t volume = next_ml;
  for (std::size_t i = 0; i < given_; ++i) {
    if ((products & bit(given[i].product)) == 0) continue;
    ++count;
    volume += given[i].volume_ml;
    if (rule.count > 0 ? count < rule.count : volume <= rule.volume_ml) continue;
    return rule.months > 0 ? months_after(given[i].on, rule.months) : given[i].on + Days(rule.days);
  }
  return std::nullopt;
}

void DecisionMaker::add_intervals(Decisions& decisions) const {
  for (const Donation* donation : last_) {
    if (!donation) continue;
    for (Product next : all_products) {
      const IntervalRule& rule = rules_.interval(donation->product, next, ledger_.sex);
      Decision found;
      found.wait_ends = donation->on + Days(rule.days);
      found.rule = EligibilityRule::interval;
      found.donation = donation;
      found.interval = &rule;
      consider(decisions[index_of(next)], found);
    }
  }
}

void DecisionMaker::add_windows(Decisions& decisions) const {
  if (given_ == 0) return;
  for (const WindowRule& rule : rules_.windows) {
    if (!rule.binds(ledger_.sex)) continue;
    MUSTER_ASSERT((rule.count > 0) != (rule.volume_ml > 0) && rule.count <= most_per_window);
    const unsigned products = bits(rule.products);
    std::optional<Day> end;
    if (rule.count > 0) end = window_end(rule, products, 0);
    for (Product next : rule.products) {
      if (rule.volume_ml > 0) end = window_end(rule, products, rules_.usual_ml[index_of(next)]);
      if (!end) continue;
      Decision found;
      found.wait_ends = *end;
      found.rule = EligibilityRule::window;
      found.window = &rule;
      consider(decisions[index_of(next)], found);
    }
  }
}

void DecisionMaker::add_deferral(Decisions& decisions) const {
  if (!longest_) return;
  Decision found;
  found.wait_ends = *longest_->until;
  found.rule = EligibilityRule::deferral;
  found.deferral = longest_;
  for (Decision& decision : decisions) consider(decision, found);
}

// The earliest of the bounds that hold for this donor. With a limit known from the birth date alone
// a wait that ends after it ends never; the others depend on the ledger and leave `on` alone, so
// that no entry ever moves it forward.
void DecisionMaker::add_ages(Decisions& decisions) const {
  const AgeRule& age = rules_.age;
  struct Bound {
    std::optional<Day> day;
    AgeBound why = AgeBound::none;
    int years = 0;
    void lower(Day to, AgeBound reason, int age_years) {
      if (!day || to < *day) *this = {to, reason, age_years};
    }
  };
  const auto last_day = [&](int years) { return birthday(*ledger_.birth, years + 1); };
  Bound whole_blood, soft;
  if (age.max) whole_blood.lower(last_day(*age.max), AgeBound::highest, *age.max);
  Bound apheresis = whole_blood;
  if (age.apheresis_max)
    apheresis.lower(last_day(*age.apheresis_max), AgeBound::highest, *age.apheresis_max);
  if (age.first_time_max && !last_given_)
    soft.lower(last_day(*age.first_time_max), AgeBound::first_time, *age.first_time_max);
  if (age.max_unless_recent) {
    Day end = last_day(*age.max_unless_recent);
    if (last_given_) end = std::max(end, months_after(*last_given_, 12 * age.recent_years));
    soft.lower(end, AgeBound::not_recent, *age.max_unless_recent);
  }
  for (Product next : all_products) {
    Decision& decision = decisions[index_of(next)];
    Bound bound = next == Product::whole_blood ? whole_blood : apheresis;
    if (bound.day && decision.wait_ends >= *bound.day) {
      decision.on.reset();
      decision.rule = EligibilityRule::age;
    } else if (soft.day) {
      bound.lower(*soft.day, soft.why, soft.years);
    }
    decision.before = bound.day;
    decision.bound = bound.why;
    decision.bound_age = bound.years;
  }
}

// What no wait ends: too light, deferred for good.
void DecisionMaker::add_bars(Decisions& decisions) const {
  for (Product next : all_products) {
    Decision& decision = decisions[index_of(next)];
    const bool too_light =
        ledger_.weight_kg &&
        most_volume_ml(rules_, next, ledger_.sex, *ledger_.weight_kg).value_or(1) == 0;
    if (!too_light && !permanent_) continue;
    decision.on.reset();
    decision.rule = permanent_ ? EligibilityRule::permanent : EligibilityRule::weight;
  }
}

std::array<Decision, 5> DecisionMaker::decide() const {
  Decisions decisions;
  if (ledger_.birth) {
    Decision grown_up;
    grown_up.rule = EligibilityRule::age;
    grown_up.wait_ends = birthday(*ledger_.birth, rules_.age.min);
    decisions.fill(grown_up);
  }
  add_intervals(decisions);
  add_windows(decisions);
  add_deferral(decisions);
  for (Decision& decision : decisions) decision.on = decision.wait_ends;
  if (ledger_.birth) add_ages(decisions);
  add_bars(decisions);
  return decisions;
}

}  // namespace muster
