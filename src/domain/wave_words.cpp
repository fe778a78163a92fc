// SPDX-License-Identifier: Apache-2.0
// What the planner tells people in one line.
#include <fmt/format.h>

#include <cmath>

#include "muster/domain/wave.hpp"

namespace muster {
namespace {

// Down: 97 % is not said before it is reached.
int percent(double chance) { return static_cast<int>(std::floor(chance * 100)); }

bool o_positive_could_be_opened(const CompatibilityTable& table, const RequestTerms& terms) {
  if (terms.o_positive_opened || terms.recipient.anti_d) return false;
  auto opened = terms;
  opened.o_positive_opened = true;
  constexpr BloodGroup o_positive{Abo::o, RhD::positive};
  return !table.compatible(terms.product, terms.whom(), o_positive, terms.rhd_policy) &&
         table.compatible(terms.product, opened.whom(), o_positive, terms.rhd_policy);
}

bool has_red_cells(Product product) {
  return product != Product::platelets && product != Product::plasma;
}

// What the caller can choose, where the recipient's group is not known.
std::string_view advice(const WavePlan& plan, const CompatibilityTable& table,
                        const RequestTerms& terms, bool short_of) {
  if (terms.group != BloodGroup() || !has_red_cells(terms.product) || !plan.next) return {};
  if (terms.rhd_policy == RhdPolicy::strict)
    return "; the recipient's group is not known and the policy is strict: only O- may be asked, "
           "hardly anybody; give the group as soon as it is typed, or open it with rhd_policy "
           "emergency and the recipient's sex and age";
  if (short_of && o_positive_could_be_opened(table, terms))
    return "; O- donors alone do not reach it: O+ may be opened with allow_o_positive and a "
           "reason";
  return {};
}

}  // namespace

std::string plan_words(const WavePlan& plan, const CompatibilityTable& table,
                       const RequestTerms& terms, int asked_before) {
  auto words =
      fmt::format("{} asked, {} more could be asked; {} of {} expected in time, chance {} %",
                  asked_before + static_cast<int>(plan.asks.size()), plan.waiting, plan.expected,
                  terms.units, percent(plan.chance));
  if (plan.unproven > 0)
    words += fmt::format("; group not proven: {} of those expected", plan.unproven);
  bool short_of = !plan.paused && plan.reach < plan.mark;
  if (short_of) words += fmt::format("; with all who can be asked {} %", percent(plan.reach));
  words += advice(plan, table, terms, short_of);
  if (plan.excluded.contains("capped") && short_of)
    words += "; caps may be lifted with lift_caps and a reason";
  std::string_view separator = "; not asked: ";
  for (const auto& [reason, count] : plan.excluded) {
    if (reason == name(Exclusion::already_paged)) continue;
    words += fmt::format("{}{} {}", separator, count, reason);
    separator = ", ";
  }
  return words;
}

}  // namespace muster
