// SPDX-License-Identifier: Apache-2.0
// The table that holds without a file.
#include "muster/domain/compatibility.hpp"

namespace muster {
namespace {

constexpr std::int8_t no = no_tier;

// Rows: recipients O- O+ A- A+ B- B+ AB- AB+ ? Rh+. Columns: donors O- O+ A- A+ B- B+ AB- AB+.
constexpr TierRows red_cells = {{{0, no, no, no, no, no, no, no},
                                 {1, 0, no, no, no, no, no, no},
                                 {4, no, 0, no, no, no, no, no},
                                 {4, 3, 1, 0, no, no, no, no},
                                 {4, no, no, no, 0, no, no, no},
                                 {4, 3, no, no, 1, 0, no, no},
                                 {4, no, 2, no, 2, no, 0, no},
                                 {4, 3, 2, 2, 2, 2, 1, 0},
                                 {4, no, no, no, no, no, no, no},
                                 {4, 3, no, no, no, no, no, no}}};
constexpr TierRows whole_blood = {{{0, no, no, no, no, no, no, no},
                                   {1, 0, no, no, no, no, no, no},
                                   {no, no, 0, no, no, no, no, no},
                                   {no, no, 1, 0, no, no, no, no},
                                   {no, no, no, no, 0, no, no, no},
                                   {no, no, no, no, 1, 0, no, no},
                                   {no, no, no, no, no, no, 0, no},
                                   {no, no, no, no, no, no, 1, 0},
                                   {no, no, no, no, no, no, no, no},
                                   {no, no, no, no, no, no, no, no}}};
constexpr TierRows low_titre_o = {{{no, no, no, no, no, no, no, no},
                                   {no, no, no, no, no, no, no, no},
                                   {2, no, no, no, no, no, no, no},
                                   {3, 2, no, no, no, no, no, no},
                                   {2, no, no, no, no, no, no, no},
                                   {3, 2, no, no, no, no, no, no},
                                   {2, no, no, no, no, no, no, no},
                                   {3, 2, no, no, no, no, no, no},
                                   {2, no, no, no, no, no, no, no},
                                   {3, 2, no, no, no, no, no, no}}};
constexpr TierRows platelets = {{{0, 5, 1, 6, 2, 7, 3, 8},
                                 {0, 0, 1, 1, 2, 2, 3, 3},
                                 {1, 6, 0, 5, 1, 6, 2, 7},
                                 {1, 1, 0, 0, 1, 1, 2, 2},
                                 {1, 6, 1, 6, 0, 5, 2, 7},
                                 {1, 1, 1, 1, 0, 0, 2, 2},
                                 {2, 7, 1, 6, 1, 6, 0, 5},
                                 {2, 2, 1, 1, 1, 1, 0, 0},
                                 {0, 5, 0, 5, no, no, no, no},
                                 {0, 0, 0, 0, no, no, no, no}}};
constexpr TierRows plasma = {{{0, 0, 1, 1, 2, 2, 3, 3},
                              {0, 0, 1, 1, 2, 2, 3, 3},
                              {no, no, 0, 0, no, no, 1, 1},
                              {no, no, 0, 0, no, no, 1, 1},
                              {no, no, no, no, 0, 0, 1, 1},
                              {no, no, no, no, 0, 0, 1, 1},
                              {no, no, no, no, no, no, 0, 0},
                              {no, no, no, no, no, no, 0, 0},
                              {no, no, no, no, no, no, 0, 0},
                              {no, no, no, no, no, no, 0, 0}}};
constexpr TierRows low_titre_plasma = {{{no, no, no, no, no, no, no, no},
                                        {no, no, no, no, no, no, no, no},
                                        {no, no, no, no, 2, 2, no, no},
                                        {no, no, no, no, 2, 2, no, no},
                                        {no, no, 2, 2, no, no, no, no},
                                        {no, no, 2, 2, no, no, no, no},
                                        {no, no, 1, 1, 2, 2, no, no},
                                        {no, no, 1, 1, 2, 2, no, no},
                                        {no, no, 1, 1, no, no, no, no},
                                        {no, no, 1, 1, no, no, no, no}}};

CompatibilityTable built_in() {
  const std::string lifeblood = "lifeblood.com.au, component compatibility";
  CompatibilityTable table;
  table.code = "lifeblood";
  const auto fill = [&](Product product, const TierRows& rows, bool verified) {
    auto& block = table.blocks[static_cast<std::size_t>(product)];
    block.rows = rows;
    block.source = lifeblood;
    block.verified = verified;
    return &block;
  };
  fill(Product::red_cells, red_cells, true);
  auto* blood = fill(Product::whole_blood, whole_blood, false);
  blood->source = "common practice, from memory";
  blood->low_titre_rows = low_titre_o;
  blood->low_titre_verified = false;
  fill(Product::platelets, platelets, true);
  auto* frozen = fill(Product::plasma, plasma, false);
  frozen->low_titre_rows = low_titre_plasma;
  frozen->low_titre_verified = false;
  fill(Product::granulocytes, red_cells, false)->source = "as red cells: our reading";
  table.rhd.source = lifeblood;
  return table;
}

}  // namespace

const CompatibilityTable& lifeblood_compatibility() {
  static const CompatibilityTable table = built_in();
  return table;
}

}  // namespace muster
