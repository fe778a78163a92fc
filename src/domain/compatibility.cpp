// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/compatibility.hpp"

#include <algorithm>
#include <array>

namespace muster {
namespace {

constexpr int no = -1;
constexpr int same = 0;
constexpr int other = 2;
constexpr int group_o = 3;

// [recipient][donor], both in the order of Abo: unknown, O, A, B, AB. A rank, or `no`.
using AboTable = std::array<std::array<int, 5>, 5>;

// Red cells.
constexpr AboTable red_cell_ranks = {{{no, group_o, no, no, no},
                                      {no, same, no, no, no},
                                      {no, group_o, same, no, no},
                                      {no, group_o, no, same, no},
                                      {no, group_o, other, other, same}}};
// Whole blood: identical only.
constexpr AboTable whole_blood_ranks = {{{no, no, no, no, no},
                                         {no, same, no, no, no},
                                         {no, no, same, no, no},
                                         {no, no, no, same, no},
                                         {no, no, no, no, same}}};
// Plasma, strict (no low-titre A or B for others): O: O A B AB; A: A AB; B: B AB; AB: AB;
// unknown: AB.
constexpr AboTable plasma_ranks = {{{no, no, no, no, 0},
                                    {no, 0, 1, 2, 3},
                                    {no, no, 0, no, 1},
                                    {no, no, no, 0, 1},
                                    {no, no, no, no, 0}}};
// Platelets. O: O > A > B > AB; A: A > B or O > AB; B: B > A or O > AB; AB: AB > A or B > O;
// unknown: A or O.
constexpr AboTable platelet_ranks = {
    {{no, 0, 0, no, no}, {no, 0, 1, 2, 3}, {no, 1, 0, 1, 2}, {no, 1, 1, 0, 2}, {no, 2, 1, 1, 0}}};

const AboTable& ranks(Product product) {
  switch (product) {
    case Product::red_cells:
    case Product::granulocytes: return red_cell_ranks;
    case Product::whole_blood: return whole_blood_ranks;
    case Product::plasma: return plasma_ranks;
    case Product::platelets: return platelet_ranks;
  }
  return whole_blood_ranks;
}

// `donor` is fully known. `positive_allowed`: RhD-positive cells for a recipient who is not
// RhD-positive.
int tier_of_known(Product product, BloodGroup recipient, BloodGroup donor, bool positive_allowed) {
  const auto row = static_cast<std::size_t>(recipient.abo);
  const int rank = ranks(product)[row][static_cast<std::size_t>(donor.abo)];
  if (rank == no) return tier_incompatible;
  if (product == Product::plasma) return rank;
  const bool recipient_positive = recipient.rhd == RhD::positive;
  const bool donor_positive = donor.rhd == RhD::positive;
  const bool red_cells = product != Product::platelets;
  if (donor_positive && !recipient_positive) {
    // Platelets carry few red cells: RhD-negative ones first, the others with anti-D for those at
    // risk.
    return red_cells && !positive_allowed ? tier_incompatible : rank + tier_rhd_mismatch;
  }
  if (!red_cells || donor_positive) return rank;
  if (rank == group_o) return group_o + 1;
  // RhD-negative for RhD-positive: compatible, but the rarer blood.
  return rank == same && recipient_positive ? 1 : rank;
}

int tier_by(Product product, BloodGroup recipient, BloodGroup donor, bool positive_allowed) {
  if (donor.known()) return tier_of_known(product, recipient, donor, positive_allowed);
  const bool possible = std::any_of(all_groups.begin(), all_groups.end(), [&](BloodGroup group) {
    if (donor.abo != Abo::unknown && donor.abo != group.abo) return false;
    if (donor.rhd != RhD::unknown && donor.rhd != group.rhd) return false;
    return tier_of_known(product, recipient, group, positive_allowed) != tier_incompatible;
  });
  return possible ? tier_unknown_donor : tier_incompatible;
}

}  // namespace

bool may_get_rhd_positive(const Recipient& recipient) {
  if (recipient.anti_d || recipient.chronically_transfused || !recipient.age) return false;
  if (recipient.sex == Sex::male) return *recipient.age > 18;
  return recipient.sex == Sex::female && *recipient.age > 50;
}

int tier(Product product, BloodGroup recipient, BloodGroup donor) {
  return tier_by(product, recipient, donor, false);
}

int tier(Product product, const Recipient& recipient, BloodGroup donor, RhdPolicy policy) {
  const bool allowed = policy == RhdPolicy::emergency && may_get_rhd_positive(recipient);
  return tier_by(product, recipient.group, donor, allowed);
}

bool compatible(Product product, BloodGroup recipient, BloodGroup donor) {
  return tier(product, recipient, donor) < tier_unknown_donor;
}

bool compatible(Product product, const Recipient& recipient, BloodGroup donor, RhdPolicy policy) {
  return tier(product, recipient, donor, policy) < tier_unknown_donor;
}

}  // namespace muster
