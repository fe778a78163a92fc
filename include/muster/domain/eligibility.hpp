// SPDX-License-Identifier: Apache-2.0
// All of a donor's eligibility in one value, as it is stored for queries: the first day per
// product. Pure. The explanation is not stored: explain() recomputes it from the ledger.
#pragma once
#include <array>
#include <optional>
#include <string>

#include "muster/base/instant.hpp"
#include "muster/domain/deferral.hpp"
#include "muster/domain/product.hpp"

namespace muster {

struct EligibilityRow {
  std::string rule_set;       // the code of the rules it was computed by
  bool never = false;         // permanently deferred: never messaged
  bool hold = false;          // an outcome is not entered yet
  std::optional<Day> before;  // age: the first day they may no longer give whole blood
  std::optional<Day> before_apheresis;  // the same for everything else
  std::array<std::optional<Day>, 5> on;  // by Product; none = never

  std::optional<Day> on_for(Product product) const { return on[static_cast<std::size_t>(product)]; }
  std::optional<Day> before_for(Product product) const {
    return product == Product::whole_blood ? before : before_apheresis;
  }
  bool accepts(Product product, Day day) const { return !hold && dates_accept(product, day); }
  // Whatever outcome is still to be entered.
  bool dates_accept(Product product, Day day) const {
    const auto first = on_for(product);
    const auto end = before_for(product);
    return !never && first && *first <= day && (!end || day < *end);
  }
  friend bool operator==(const EligibilityRow&, const EligibilityRow&) = default;
};

// What the donor would give on that day to a request for `wanted`. Red cells are made of whole
// blood unless a machine takes them alone, so whoever may give either may help; whole blood comes
// first, every site can take that. nullopt: nothing. An outcome that is not entered yet is not
// looked at.
std::optional<Product> gives_for(const EligibilityRow& eligibility, Product wanted, Day day);

// About a microsecond for a usual ledger, and without a word put together: it runs for every donor
// when the rule set changes.
EligibilityRow evaluate(const RuleSet& rules, const Ledger& ledger);

}  // namespace muster
