// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/compatibility.hpp"

#include <algorithm>

namespace muster {
namespace {

constexpr std::size_t unknown_row = 8;

// RhD unknown counts as negative.
std::size_t row_of(BloodGroup recipient, bool as_positive) {
  const std::size_t positive = as_positive || recipient.rhd == RhD::positive ? 1 : 0;
  if (recipient.abo == Abo::unknown) return unknown_row + positive;
  return 2 * (static_cast<std::size_t>(recipient.abo) - 1) + positive;
}

// `donor` is fully known.
std::size_t column_of(BloodGroup donor) { return row_of(donor, false); }

int at(const CompatibilityBlock& block, std::size_t row, std::size_t column) {
  const int tier = block.rows[row][column];
  return tier < 0 && block.low_titre ? block.low_titre_rows[row][column] : tier;
}

// RhD-positive cells are in question only where there are red cells; the table itself orders
// platelets, and the RhD of plasma does not count.
bool has_red_cells(Product product) {
  return product != Product::platelets && product != Product::plasma;
}

}  // namespace

std::string_view name(RhdPolicy policy) {
  return policy == RhdPolicy::emergency ? "emergency" : "strict";
}

std::optional<RhdPolicy> parse_rhd_policy(std::string_view text) {
  for (auto policy : {RhdPolicy::strict, RhdPolicy::emergency})
    if (text == name(policy)) return policy;
  return std::nullopt;
}

bool CompatibilityTable::may_get_rhd_positive(const RecipientFacts& recipient) const {
  if (recipient.anti_d || recipient.chronically_transfused || !recipient.age) return false;
  if (recipient.sex == Sex::male) return *recipient.age > rhd.male_negative_to;
  return recipient.sex == Sex::female && *recipient.age > rhd.female_negative_to;
}

int CompatibilityTable::tier(Product product, const Recipient& recipient, BloodGroup donor,
                             RhdPolicy policy) const {
  const CompatibilityBlock& table = block(product);
  const std::size_t row = row_of(recipient.group, false);
  const std::size_t row_as_positive = row_of(recipient.group, true);
  const bool emergency = policy == RhdPolicy::emergency && has_red_cells(product);
  const bool unknown = recipient.group == BloodGroup{};
  const bool allowed = emergency && may_get_rhd_positive(recipient.facts);
  const bool opened =
      emergency && unknown && recipient.o_positive_opened && !recipient.facts.anti_d;
  const bool mismatch = row != row_as_positive && (allowed || opened);
  const auto tier_of = [&](BloodGroup known) {
    const std::size_t column = column_of(known);
    if (unknown && allowed) {
      const int found = at(table, row_as_positive, column);
      return found >= 0 ? found : tier_incompatible;
    }
    if (const int found = at(table, row, column); found >= 0) return found;
    if (!mismatch || known.rhd != RhD::positive) return tier_incompatible;
    const int found = at(table, row_as_positive, column);
    return found >= 0 ? found + tier_rhd_mismatch : tier_incompatible;
  };
  if (donor.known()) return tier_of(donor);
  const bool possible = std::any_of(all_groups.begin(), all_groups.end(), [&](BloodGroup group) {
    if (donor.abo != Abo::unknown && donor.abo != group.abo) return false;
    if (donor.rhd != RhD::unknown && donor.rhd != group.rhd) return false;
    return tier_of(group) != tier_incompatible;
  });
  return possible ? tier_unknown_donor : tier_incompatible;
}

bool CompatibilityTable::anyone(Product product, const Recipient& recipient,
                                RhdPolicy policy) const {
  return tier(product, recipient, BloodGroup{}, policy) != tier_incompatible;
}

bool may_get_rhd_positive(const Recipient& recipient) {
  return lifeblood_compatibility().may_get_rhd_positive(recipient.facts);
}

int tier(Product product, BloodGroup recipient, BloodGroup donor) {
  return tier(product, Recipient{recipient}, donor, RhdPolicy::strict);
}

int tier(Product product, const Recipient& recipient, BloodGroup donor, RhdPolicy policy) {
  return lifeblood_compatibility().tier(product, recipient, donor, policy);
}

bool compatible(Product product, BloodGroup recipient, BloodGroup donor) {
  return tier(product, recipient, donor) < tier_unknown_donor;
}

bool compatible(Product product, const Recipient& recipient, BloodGroup donor, RhdPolicy policy) {
  return tier(product, recipient, donor, policy) < tier_unknown_donor;
}

}  // namespace muster
