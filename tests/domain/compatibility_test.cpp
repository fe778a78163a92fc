// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/compatibility.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace muster {
namespace {

BloodGroup group(std::string_view text) { return parse_blood_group(text).value(); }

// Tables: columns are donors in the order of all_groups (O- O+ A- A+ B- B+ AB- AB+), x is
// incompatible.
using Table = std::map<std::string, std::string>;

void expect_table(Product product, const Table& table) {
  for (const auto& [recipient, row] : table) {
    for (std::size_t i = 0, at = 0; i < all_groups.size(); ++i, at = row.find(' ', at) + 1) {
      const std::string cell = row.substr(at, row.find(' ', at) - at);
      const int wanted = cell == "x" ? tier_incompatible : std::stoi(cell);
      EXPECT_EQ(tier(product, group(recipient), all_groups[i]), wanted)
          << name(product) << " for " << recipient << " from " << to_string(all_groups[i]);
      EXPECT_EQ(compatible(product, group(recipient), all_groups[i]), cell != "x")
          << name(product) << " for " << recipient << " from " << to_string(all_groups[i]);
    }
  }
}

// The donor's view, literally as the reference gives it.
TEST(Compatibility, RedCellsByDonor) {
  const std::map<std::string, std::set<std::string>> recipients_of = {
      {"O-", {"O-", "O+", "A-", "A+", "B-", "B+", "AB-", "AB+"}},
      {"O+", {"O+", "A+", "B+", "AB+"}},
      {"A-", {"A-", "A+", "AB-", "AB+"}},
      {"A+", {"A+", "AB+"}},
      {"B-", {"B-", "B+", "AB-", "AB+"}},
      {"B+", {"B+", "AB+"}},
      {"AB-", {"AB-", "AB+"}},
      {"AB+", {"AB+"}},
  };
  for (Product product : {Product::red_cells, Product::granulocytes})
    for (const auto& [donor, recipients] : recipients_of)
      for (BloodGroup recipient : all_groups)
        EXPECT_EQ(compatible(product, recipient, group(donor)),
                  recipients.contains(to_string(recipient)))
            << name(product) << " from " << donor << " for " << to_string(recipient);
}

TEST(Compatibility, RedCellTiers) {
  const Table table = {
      {"O-", "0 x x x x x x x"},  {"O+", "1 0 x x x x x x"},  {"A-", "4 x 0 x x x x x"},
      {"A+", "4 3 1 0 x x x x"},  {"B-", "4 x x x 0 x x x"},  {"B+", "4 3 x x 1 0 x x"},
      {"AB-", "4 x 2 x 2 x 0 x"}, {"AB+", "4 3 2 2 2 2 1 0"}, {"?", "4 x x x x x x x"},
      {"A", "4 x 0 x x x x x"},   {"Rh+", "4 3 x x x x x x"},
  };
  expect_table(Product::red_cells, table);
  expect_table(Product::granulocytes, table);
}

TEST(Compatibility, WholeBloodIsOfTheSameAbo) {
  expect_table(Product::whole_blood, {{"O-", "0 x x x x x x x"},
                                      {"O+", "1 0 x x x x x x"},
                                      {"A-", "x x 0 x x x x x"},
                                      {"A+", "x x 1 0 x x x x"},
                                      {"B-", "x x x x 0 x x x"},
                                      {"B+", "x x x x 1 0 x x"},
                                      {"AB-", "x x x x x x 0 x"},
                                      {"AB+", "x x x x x x 1 0"},
                                      {"?", "x x x x x x x x"},
                                      {"A", "x x 0 x x x x x"}});
}

TEST(Compatibility, PlasmaIsTheReverseAndIgnoresRhD) {
  for (const char* rhd : {"", "+", "-"})
    expect_table(Product::plasma, {{std::string("O") + rhd, "0 0 1 1 2 2 3 3"},
                                   {std::string("A") + rhd, "x x 0 0 x x 1 1"},
                                   {std::string("B") + rhd, "x x x x 0 0 1 1"},
                                   {std::string("AB") + rhd, "x x x x x x 0 0"}});
  expect_table(Product::plasma, {{"?", "x x x x x x 0 0"}});
}

TEST(Compatibility, PlateletsFromAnyoneInOrderOfPreference) {
  expect_table(Product::platelets, {{"O+", "0 0 1 1 2 2 3 3"},
                                    {"A+", "1 1 0 0 1 1 2 2"},
                                    {"B+", "1 1 1 1 0 0 2 2"},
                                    {"AB+", "2 2 1 1 1 1 0 0"},
                                    {"O-", "0 5 1 6 2 7 3 8"},
                                    {"A-", "1 6 0 5 1 6 2 7"},
                                    {"B-", "1 6 1 6 0 5 2 7"},
                                    {"AB-", "2 7 1 6 1 6 0 5"},
                                    {"?", "0 5 0 5 x x x x"}});
}

TEST(Compatibility, UntypedDonorsAreAClassAfterAllOthers) {
  struct Case {
    Product product;
    const char* recipient;
    const char* donor;
    int wanted;
  };
  const Case cases[] = {
      {Product::red_cells, "A+", "?", tier_unknown_donor},
      {Product::red_cells, "A+", "O", tier_unknown_donor},
      {Product::red_cells, "A+", "Rh-", tier_unknown_donor},
      {Product::red_cells, "O-", "A", tier_incompatible},    // whatever the RhD
      {Product::red_cells, "O-", "Rh+", tier_incompatible},  // whatever the ABO
      {Product::red_cells, "A+", "B", tier_incompatible},
      {Product::whole_blood, "?", "?", tier_incompatible},
      {Product::plasma, "A+", "AB", tier_unknown_donor},
      {Product::platelets, "A+", "?", tier_unknown_donor},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(tier(c.product, group(c.recipient), group(c.donor)), c.wanted)
        << c.recipient << c.donor;
    EXPECT_FALSE(compatible(c.product, group(c.recipient), group(c.donor)));
  }
  for (Product product : all_products)
    for (BloodGroup recipient : all_groups)
      for (BloodGroup donor : all_groups) {
        const int t = tier(product, recipient, donor);
        EXPECT_TRUE(t < tier_unknown_donor || t == tier_incompatible);
        EXPECT_TRUE(recipient != donor || t == tier_identical);
      }
}

TEST(Compatibility, RhdPositiveForANegativeOnlyAsTheEmergencyChoice) {
  struct Case {
    Sex sex;
    std::optional<int> age;
    bool anti_d, chronic, allowed;
  };
  const Case cases[] = {
      {Sex::male, 19, false, false, true},    {Sex::male, 18, false, false, false},
      {Sex::male, 3, false, false, false},    {Sex::male, 40, true, false, false},
      {Sex::male, 40, false, true, false},    {Sex::female, 51, false, false, true},
      {Sex::female, 50, false, false, false}, {Sex::female, 30, false, false, false},
      {Sex::female, 70, true, false, false},  {Sex::unknown, 70, false, false, false},
      {Sex::male, {}, false, false, false},
  };
  for (const Case& c : cases) {
    const Recipient recipient{group("A-"), c.sex, c.age, c.anti_d, c.chronic};
    EXPECT_EQ(may_get_rhd_positive(recipient), c.allowed);
    for (Product product : {Product::red_cells, Product::whole_blood, Product::granulocytes}) {
      EXPECT_EQ(compatible(product, recipient, group("A+"), RhdPolicy::emergency), c.allowed);
      EXPECT_FALSE(compatible(product, recipient, group("A+"), RhdPolicy::strict));
      EXPECT_FALSE(compatible(product, recipient, group("B+"), RhdPolicy::emergency));
      EXPECT_TRUE(compatible(product, recipient, group("A-"), RhdPolicy::emergency));
    }
  }
  const Recipient man{group("A-"), Sex::male, 40};
  EXPECT_EQ(tier(Product::red_cells, man, group("A+"), RhdPolicy::emergency), tier_rhd_mismatch);
  EXPECT_EQ(tier(Product::red_cells, man, group("O+"), RhdPolicy::emergency),
            tier_rhd_mismatch + 3);
  EXPECT_EQ(tier(Product::red_cells, man, group("O-"), RhdPolicy::emergency), 4);
  // Group unknown: O- for girls and women up to 50 and boys, else O+ or O-.
  const Recipient unknown_man{{}, Sex::male, 40}, unknown_woman{{}, Sex::female, 40};
  EXPECT_TRUE(compatible(Product::red_cells, unknown_man, group("O+"), RhdPolicy::emergency));
  EXPECT_FALSE(compatible(Product::red_cells, unknown_woman, group("O+"), RhdPolicy::emergency));
  EXPECT_TRUE(compatible(Product::red_cells, unknown_woman, group("O-"), RhdPolicy::emergency));
}

}  // namespace
}  // namespace muster
