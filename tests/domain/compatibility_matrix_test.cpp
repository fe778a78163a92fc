// SPDX-License-Identifier: Apache-2.0
// Every recipient x donor x product x policy x class of recipient, against tables written out here
// after the published ones (Lifeblood, component compatibility). Columns are donors O- O+ A- A+ B-
// B+ AB- AB+; a digit is the tier, a point never.
#include <gtest/gtest.h>

#include "muster/domain/compatibility.hpp"

namespace muster {
namespace {

struct Row {
  const char* recipient;
  const char* strict;
  const char* emergency;  // RhD-positive allowed: the emergency choice for those it is for
};

// Best to acceptable: O: O; A: A, O; B: B, O; AB: AB, A or B, O. RhD-negative from negative.
constexpr Row red_cells[] = {
    {"O-", "0.......", "05......"},  {"O+", "10......", "10......"},
    {"A-", "4.0.....", "4805...."},  {"A+", "4310....", "4310...."},
    {"B-", "4...0...", "48..05.."},  {"B+", "43..10..", "43..10.."},
    {"AB-", "4.2.2.0.", "48272705"}, {"AB+", "43222210", "43222210"},
    {"?", "4.......", "43......"},
};
// Identical ABO only.
constexpr Row whole_blood[] = {
    {"O-", "0.......", "05......"},  {"O+", "10......", "10......"},
    {"A-", "..0.....", "..05...."},  {"A+", "..10....", "..10...."},
    {"B-", "....0...", "....05.."},  {"B+", "....10..", "....10.."},
    {"AB-", "......0.", "......05"}, {"AB+", "......10", "......10"},
    {"?", "........", "........"},
};
// O: O, A, B, AB; A: A, AB; B: B, AB; AB: AB; unknown: AB. RhD does not count.
constexpr Row plasma[] = {
    {"O-", "00112233", "00112233"},  {"O+", "00112233", "00112233"},
    {"A-", "..00..11", "..00..11"},  {"A+", "..00..11", "..00..11"},
    {"B-", "....0011", "....0011"},  {"B+", "....0011", "....0011"},
    {"AB-", "......00", "......00"}, {"AB+", "......00", "......00"},
    {"?", "......00", "......00"},
};
// O: O, A, B, AB; A: A, B or O, AB; B: B, A or O, AB; AB: AB, A or B, O; unknown: A or O. RhD-
// negative ones first for the RhD-negative, whatever the policy.
constexpr Row platelets[] = {
    {"O-", "05162738", "05162738"},  {"O+", "00112233", "00112233"},
    {"A-", "16051627", "16051627"},  {"A+", "11001122", "11001122"},
    {"B-", "16160527", "16160527"},  {"B+", "11110022", "11110022"},
    {"AB-", "27161605", "27161605"}, {"AB+", "22111100", "22111100"},
    {"?", "0505....", "0505...."},
};

const Row (&rows_of(Product product))[9] {
  switch (product) {
    case Product::whole_blood: return whole_blood;
    case Product::platelets: return platelets;
    case Product::plasma: return plasma;
    case Product::red_cells:
    case Product::granulocytes: break;
  }
  return red_cells;
}

// RhD-positive only for males over 18 and females over 50 without anti-D and not chronically
// transfused.
struct Class {
  Sex sex;
  std::optional<int> age;
  bool positive_allowed;
};
const Class classes[] = {
    {Sex::male, 0, false},     {Sex::male, 17, false},    {Sex::male, 18, false},
    {Sex::male, 19, true},     {Sex::male, 50, true},     {Sex::male, 51, true},
    {Sex::male, 90, true},     {Sex::male, {}, false},    {Sex::female, 0, false},
    {Sex::female, 18, false},  {Sex::female, 19, false},  {Sex::female, 49, false},
    {Sex::female, 50, false},  {Sex::female, 51, true},   {Sex::female, 90, true},
    {Sex::female, {}, false},  {Sex::unknown, 18, false}, {Sex::unknown, 51, false},
    {Sex::unknown, 90, false}, {Sex::unknown, {}, false},
};

TEST(CompatibilityMatrix, EveryCellIsAsPublished) {
  int cells = 0;
  for (Product product : all_products)
    for (const Row& row : rows_of(product))
      for (const Class& person : classes)
        for (int flags = 0; flags < 4; ++flags)
          for (RhdPolicy policy : {RhdPolicy::strict, RhdPolicy::emergency}) {
            const bool anti_d = flags % 2 == 1, chronic = flags >= 2;
            const bool positive =
                policy == RhdPolicy::emergency && person.positive_allowed && !anti_d && !chronic;
            const Recipient recipient{parse_blood_group(row.recipient).value(),
                                      {person.sex, person.age, anti_d, chronic}};
            const std::string_view wanted = positive ? row.emergency : row.strict;
            for (std::size_t donor = 0; donor < all_groups.size(); ++donor, ++cells) {
              const char cell = wanted[donor];
              const int tier_wanted = cell == '.' ? tier_incompatible : cell - '0';
              ASSERT_EQ(tier(product, recipient, all_groups[donor], policy), tier_wanted)
                  << name(product) << " for " << row.recipient << " from "
                  << to_string(all_groups[donor]) << ", " << name(person.sex) << " "
                  << person.age.value_or(-1) << (anti_d ? " anti-D" : "")
                  << (chronic ? " chronic " : " ") << name(policy);
              ASSERT_EQ(compatible(product, recipient, all_groups[donor], policy), cell != '.');
            }
          }
  EXPECT_EQ(cells, 5 * 9 * 20 * 4 * 2 * 8);
}

// A recipient of unknown RhD is treated as RhD-negative.
TEST(CompatibilityMatrix, UnknownRhdCountsAsNegative) {
  const std::pair<const char*, const char*> pairs[] = {
      {"O", "O-"}, {"A", "A-"}, {"B", "B-"}, {"AB", "AB-"}, {"?", "Rh-"}};
  for (Product product : all_products)
    for (const auto& [unknown, negative] : pairs)
      for (BloodGroup donor : all_groups)
        EXPECT_EQ(tier(product, parse_blood_group(unknown).value(), donor),
                  tier(product, parse_blood_group(negative).value(), donor))
            << name(product) << unknown << to_string(donor);
}

TEST(CompatibilityMatrix, LowTitreOnlyWhereTheSiteAllowsIt) {
  CompatibilityTable table = lifeblood_compatibility();
  const auto group = [](const char* text) { return parse_blood_group(text).value(); };
  const auto tier_of = [&](Product product, const char* recipient, const char* donor) {
    return table.tier(product, {group(recipient)}, group(donor), RhdPolicy::strict);
  };
  EXPECT_EQ(tier_of(Product::whole_blood, "A+", "O+"), tier_incompatible);
  EXPECT_EQ(tier_of(Product::plasma, "A+", "B+"), tier_incompatible);
  for (auto& block : table.blocks) block.low_titre = true;
  EXPECT_EQ(tier_of(Product::whole_blood, "A+", "O+"), 2);
  EXPECT_EQ(tier_of(Product::whole_blood, "A+", "O-"), 3);
  EXPECT_EQ(tier_of(Product::whole_blood, "A-", "O+"), tier_incompatible);
  EXPECT_EQ(tier_of(Product::whole_blood, "A-", "O-"), 2);
  EXPECT_EQ(tier_of(Product::whole_blood, "?", "O-"), 2);
  EXPECT_EQ(tier_of(Product::whole_blood, "A+", "B+"), tier_incompatible);
  EXPECT_EQ(tier_of(Product::plasma, "A+", "B-"), 2);
  EXPECT_EQ(tier_of(Product::plasma, "B+", "A+"), 2);
  EXPECT_EQ(tier_of(Product::plasma, "AB+", "A-"), 1);
  EXPECT_EQ(tier_of(Product::plasma, "AB+", "B-"), 2);
  EXPECT_EQ(tier_of(Product::plasma, "?", "A-"), 1);
  for (const char* recipient : {"A+", "B+", "AB+", "?"})
    EXPECT_EQ(tier_of(Product::plasma, recipient, "O+"), tier_incompatible) << recipient;
}

}  // namespace
}  // namespace muster
