// SPDX-License-Identifier: Apache-2.0
// The site's table as a file: the shipped one says what is built in, and mistakes are told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "muster/domain/compatibility.hpp"

namespace muster {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::string shipped() {
  std::ifstream in(MUSTER_SOURCE_DIR "/config/compatibility.toml");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

CompatibilityTable read(const std::string& text, std::vector<std::string>& told) {
  Problems problems;
  TomlFile file = TomlFile::parse("x.toml", text, problems);
  CompatibilityTable table = read_compatibility(file, problems);
  for (const Problem& problem : problems) told.push_back(problem.text());
  return table;
}

// The shipped file with one piece of it changed.
std::string changed(const std::string& from, const std::string& to) {
  std::string text = shipped();
  const auto at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  return text.replace(at, from.size(), to);
}

std::vector<std::string> problems_of(const std::string& text) {
  std::vector<std::string> told;
  read(text, told);
  return told;
}

TEST(CompatibilityFile, TheShippedOneIsWhatIsBuiltIn) {
  std::vector<std::string> told;
  const CompatibilityTable table = read(shipped(), told);
  EXPECT_THAT(told, ElementsAre());
  const CompatibilityTable& built_in = lifeblood_compatibility();
  for (Product product : all_products) {
    EXPECT_EQ(table.block(product), built_in.block(product)) << name(product);
    EXPECT_FALSE(built_in.block(product).low_titre) << name(product);
  }
  EXPECT_EQ(table.rhd, built_in.rhd);
  EXPECT_TRUE(table == built_in);
}

TEST(CompatibilityFile, WhatIsNotFromASourceIsMarked) {
  const CompatibilityTable& table = lifeblood_compatibility();
  EXPECT_TRUE(table.block(Product::red_cells).verified);
  EXPECT_TRUE(table.block(Product::platelets).verified);
  EXPECT_TRUE(table.rhd.verified);
  EXPECT_FALSE(table.block(Product::whole_blood).verified);
  EXPECT_FALSE(table.block(Product::whole_blood).low_titre_verified);
  EXPECT_FALSE(table.block(Product::plasma).verified);
  EXPECT_FALSE(table.block(Product::granulocytes).verified);
}

TEST(CompatibilityFile, ASiteMaySetItsOwn) {
  std::vector<std::string> told;
  std::string text = changed("male_negative_to = 18", "male_negative_to = 30");
  const auto row = text.find("\"A+\"  = {\"A+\" = 0, \"A-\" = 1, \"O+\" = 3, \"O-\" = 4}");
  ASSERT_NE(row, text.npos);
  text.replace(row,
               std::string("\"A+\"  = {\"A+\" = 0, \"A-\" = 1, \"O+\" = 3, \"O-\" = 4}").size(),
               "\"A+\"  = {\"A+\" = 0, \"O+\" = 1}");
  const auto low = text.find("allowed = false");
  text.replace(low, 15, "allowed = true");
  const CompatibilityTable table = read(text, told);
  EXPECT_THAT(told, ElementsAre());
  const BloodGroup a_pos{Abo::a, RhD::positive}, o_neg{Abo::o, RhD::negative};
  EXPECT_EQ(table.tier(Product::red_cells, {a_pos}, o_neg, RhdPolicy::strict), tier_incompatible);
  EXPECT_EQ(table.tier(Product::whole_blood, {a_pos}, o_neg, RhdPolicy::strict), 3);
  EXPECT_FALSE(table.may_get_rhd_positive({Sex::male, 30}));
  EXPECT_TRUE(table.may_get_rhd_positive({Sex::male, 31}));
  EXPECT_TRUE(table.may_get_rhd_positive({Sex::female, 51}));
}

TEST(CompatibilityFile, TellsEachMistake) {
  struct Case {
    const char *from, *to, *problem;
  };
  const Case cases[] = {
      {"code = \"lifeblood\"", "", "code: is missing"},
      {"female_negative_to = 50", "female_negative_to = 500",
       "rhd.female_negative_to: must be 0 to 120, not 500"},
      {"\"O-\"  = {\"O-\" = 0}", "\"O-\"  = {\"O-\" = 0, \"A-\" = 1}",
       "red_cells.O-.A-: those cells have an antigen that the recipient lacks; remove it"},
      {"\"O-\"  = {\"O-\" = 0}", "\"O-\"  = {\"O-\" = 0, \"O+\" = 1}",
       "red_cells.O-.O+: RhD-positive cells for them are the emergency choice under [rhd]"},
      {"\"O-\"  = {\"O-\" = 0}", "\"O-\"  = {\"0-\" = 0}", "red_cells.O-.0-: unknown key"},
      {"\"O-\"  = {\"O-\" = 0}", "\"O-\"  = {\"O-\" = 5}",
       "red_cells.O-.O-: must be 0 to 4, not 5"},
      {"\"O-\"  = {\"O-\" = 0}\n", "", "red_cells: has no row for O-; add \"O-\" = {\"O-\" = 0}"},
      {"\"O-\"  = {\"O-\" = 0}", "\"O-\"  = {}", "red_cells.O-: names no donor"},
      {"\"?\"   = {\"O-\" = 4}", "\"?\"   = {\"A-\" = 4}",
       "red_cells.?.A-: those cells have an antigen"},
      {"\n[granulocytes]", "\n[granulocyte]", "granulocytes: is missing; add [granulocytes]"},
      {"\n[granulocytes]", "\n[granulocyte]",
       "granulocyte: unknown key; did you mean 'granulocytes'?"},
      {"source = \"as red cells: our reading\"", "", "granulocytes.source: is missing"},
      {"\"O-\"  = {\"O-\" = 0, \"O+\" = 0", "\"O-\"  = {\"O-\" = 9, \"O+\" = 0",
       "plasma.O-.O-: must be 0 to 4, not 9"},
      {"\"A-\"  = {\"O-\" = 2}", "\"A-\"  = {\"B-\" = 2}",
       "whole_blood.low_titre.A-.B-: those cells have an antigen"},
      {"\"A-\"  = {\"O-\" = 2}", "\"A-\"  = {\"A-\" = 2}",
       "whole_blood.low_titre.A-.A-: only group O is given as low-titre whole blood"},
      {"\"A-\"  = {\"B-\" = 2, \"B+\" = 2}", "\"A-\"  = {\"O-\" = 2}",
       "plasma.low_titre.A-.O-: plasma of group O is for group O only"},
      {"\"A-\"  = {\"B-\" = 2, \"B+\" = 2}", "\"A-\"  = {\"A-\" = 2}",
       "plasma.low_titre.A-: names A-, who stands in the table itself"},
  };
  for (const Case& c : cases) {
    const auto told = problems_of(changed(c.from, c.to));
    EXPECT_THAT(told, Contains(HasSubstr(c.problem))) << c.to;
    for (const auto& problem : told) EXPECT_TRUE(problem.starts_with("x.toml:")) << problem;
  }
  EXPECT_THAT(problems_of(""), testing::SizeIs(7));  // code, rhd, the products
}

// Plasma of the donor against the recipient's cells.
TEST(CompatibilityFile, PlasmaAgainstTheRecipientIsRefused) {
  std::string text = shipped();
  const auto plasma = text.find("[plasma]");
  const std::string row = "\"A-\"  = {\"A-\" = 0, \"A+\" = 0";
  const auto at = text.find(row, plasma);
  ASSERT_NE(at, text.npos);
  text.replace(at, row.size(), row + ", \"O-\" = 2");
  EXPECT_THAT(problems_of(text),
              ElementsAre(HasSubstr("plasma.A-.O-: that plasma has antibodies against the "
                                    "recipient's cells; remove it")));
}

}  // namespace
}  // namespace muster
