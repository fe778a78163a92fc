// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/rule_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace muster {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;

std::vector<std::string> texts_of(const Problems& problems) {
  std::vector<std::string> texts;
  for (const Problem& problem : problems) texts.push_back(problem.text());
  return texts;
}

RuleSet circular_26() {
  Problems problems;
  TomlFile file = TomlFile::load(MUSTER_SOURCE_DIR "/config/deferral/vn-2013.toml", problems);
  RuleSet rules = read_rule_set(file, problems);
  EXPECT_THAT(texts_of(problems), ElementsAre());
  return rules;
}

std::vector<std::string> problems_of(std::string_view text) {
  Problems problems;
  TomlFile file = TomlFile::parse("x.toml", text, problems);
  read_rule_set(file, problems);
  return texts_of(problems);
}

// The least a rule set needs; tests add to it. 8 lines.
constexpr std::string_view least = R"(code = "x"
authority = "X"
in_force = 2020-01-01
age = {min = 18, max = 60, article = "1"}
[[intervals]]
last = ["whole_blood", "red_cells", "platelets", "plasma", "granulocytes"]
days = 84
article = "2"
)";

TEST(RuleSet, Circular26Head) {
  const RuleSet rules = circular_26();
  EXPECT_EQ(rules.code, "vn-2013");
  EXPECT_EQ(rules.authority, "Circular 26/2013/TT-BYT");
  EXPECT_EQ(to_string(rules.in_force), "2013-11-15");
  EXPECT_EQ(rules.age.min, 18);
  EXPECT_EQ(rules.age.max, 60);
  EXPECT_FALSE(rules.age.verified);
}

TEST(RuleSet, Circular26WaitsByWhatWasGivenLast) {
  const RuleSet rules = circular_26();
  const std::pair<Product, int> waits[] = {{Product::whole_blood, 84},
                                           {Product::red_cells, 84},
                                           {Product::platelets, 14},
                                           {Product::plasma, 14},
                                           {Product::granulocytes, 1}};
  for (const auto& [last, days] : waits)
    for (Product next : all_products)
      for (Sex sex : {Sex::female, Sex::male, Sex::unknown}) {
        const IntervalRule& rule = rules.interval(last, next, sex);
        EXPECT_EQ(rule.days, days) << name(last) << " then " << name(next);
        EXPECT_THAT(rule.article, HasSubstr("Circular 26/2013/TT-BYT Art. 6("));
        EXPECT_EQ(rule.verified, last != Product::granulocytes);
      }
  EXPECT_EQ(rules.interval(Product::whole_blood, Product::whole_blood, Sex::male).article,
            "Circular 26/2013/TT-BYT Art. 6(1)");
  EXPECT_EQ(rules.interval(Product::platelets, Product::whole_blood, Sex::male).article,
            "Circular 26/2013/TT-BYT Art. 6(4)");
  ASSERT_EQ(rules.windows.size(), 1u);
  EXPECT_THAT(rules.windows[0].products, ElementsAre(Product::granulocytes));
  EXPECT_EQ(rules.windows[0].count, 3);
  EXPECT_EQ(rules.windows[0].days, 7);
}

struct Wait {
  int months, days;
  std::vector<const char*> codes;
};
const Wait reason_waits[] = {
    {12,
     0,
     {"surgery", "malaria", "syphilis", "tuberculosis", "tetanus", "encephalitis", "meningitis",
      "rabies_vaccine", "transfusion", "blood_derived_biologic", "pregnancy",
      "hepatitis_b_immunoglobulin", "dutasteride"}},
    {6,
     0,
     {"tattoo", "piercing", "blood_exposure", "typhoid", "sepsis", "snake_bite", "osteomyelitis",
      "arterial_thromboinflammation", "venous_thromboinflammation", "pancreatitis"}},
    {3, 0, {"finasteride", "isotretinoin", "tretinoin"}},
    {0,
     28,
     {"gastroenteritis",
      "urinary_infection",
      "infected_dermatitis",
      "bronchitis",
      "pneumonia",
      "measles",
      "pertussis",
      "mumps",
      "dengue",
      "dysentery",
      "rubella",
      "cholera",
      "rubella_vaccine",
      "measles_vaccine",
      "typhoid_vaccine",
      "cholera_vaccine",
      "mumps_vaccine",
      "varicella_vaccine",
      "bcg_vaccine",
      "low_haemoglobin"}},
    {0,
     7,
     {"flu", "cold", "nasal_allergy", "throat_allergy", "sore_throat", "migraine", "other_vaccine",
      "aspirin", "clopidogrel", "ticlopidine", "piroxicam"}},
};

TEST(RuleSet, Circular26Reasons) {
  const RuleSet rules = circular_26();
  std::size_t told = 1;  // "permanent"
  for (const Wait& wait : reason_waits)
    for (const char* code : wait.codes) {
      const DeferralReason* reason = rules.reason(code);
      ASSERT_TRUE(reason) << code;
      EXPECT_EQ(reason->months, wait.months) << code;
      EXPECT_EQ(reason->days, wait.days) << code;
      EXPECT_FALSE(reason->permanent) << code;
      EXPECT_FALSE(reason->start_event.empty()) << code;
      EXPECT_FALSE(reason->article.empty()) << code;
      ++told;
    }
  EXPECT_EQ(rules.reasons.size(), told);
  EXPECT_TRUE(rules.reason("permanent")->permanent);
  EXPECT_EQ(rules.reason("tattoo")->article, "Circular 26/2013/TT-BYT Art. 5");
  EXPECT_EQ(rules.reason("aspirin")->article, "NIHBT");
  EXPECT_FALSE(rules.reason("no_such"));
}

TEST(RuleSet, TheLeastFileIsEnough) { EXPECT_THAT(problems_of(least), ElementsAre()); }

TEST(RuleSet, IntervalsMayDifferForWomen) {
  Problems problems;
  TomlFile file = TomlFile::parse("x", std::string(least) + R"([[intervals]]
last = ["whole_blood"]
next = ["whole_blood"]
sex = "female"
days = 112
source = "elsewhere"
)",
                                  problems);
  const RuleSet rules = read_rule_set(file, problems);
  EXPECT_THAT(texts_of(problems), ElementsAre());
  const Product blood = Product::whole_blood;
  EXPECT_EQ(rules.interval(blood, blood, Sex::female).days, 112);
  EXPECT_EQ(rules.interval(blood, blood, Sex::female).article, "elsewhere");
  EXPECT_EQ(rules.interval(blood, blood, Sex::male).days, 84);
  EXPECT_EQ(rules.interval(blood, blood, Sex::unknown).days, 112);  // the longer one
  EXPECT_EQ(rules.interval(blood, Product::plasma, Sex::female).days, 84);
}

TEST(RuleSet, IntervalsForEachSexNeedNoneForEveryone) {
  std::string text(least);
  text.replace(text.find("days = 84"), 9, "sex = \"male\"\ndays = 84");
  EXPECT_EQ(problems_of(text).size(), 25u);
  Problems problems;
  TomlFile file = TomlFile::parse("x", text + R"([[intervals]]
last = ["whole_blood", "red_cells", "platelets", "plasma", "granulocytes"]
sex = "female"
days = 112
source = "elsewhere"
)",
                                  problems);
  const RuleSet rules = read_rule_set(file, problems);
  EXPECT_THAT(texts_of(problems), ElementsAre());
  const Product blood = Product::whole_blood;
  EXPECT_EQ(rules.interval(blood, blood, Sex::male).days, 84);
  EXPECT_EQ(rules.interval(blood, blood, Sex::female).days, 112);
  EXPECT_EQ(rules.interval(blood, blood, Sex::unknown).days, 112);
}

TEST(RuleSet, AgesBoundEachOther) {
  const auto with = [](const char* ages) {
    std::string text(least);
    text.replace(text.find("max = 60"), 8, ages);
    return problems_of(text);
  };
  EXPECT_THAT(with("max = 60, first_time_max = 55, apheresis_max = 50"), ElementsAre());
  EXPECT_THAT(with("first_time_max = 65, max_unless_recent = 70, recent_years = 2"), ElementsAre());
  EXPECT_THAT(with("max = 60, first_time_max = 61"),
              ElementsAre(HasSubstr("x.toml:4: age.first_time_max: is above max")));
  EXPECT_THAT(with("max = 60, apheresis_max = 17"),
              ElementsAre("x.toml:4: age.apheresis_max: is below min"));
  EXPECT_THAT(with("max_unless_recent = 70"),
              ElementsAre(HasSubstr("x.toml:4: age: needs both max_unless_recent and")));
}

TEST(RuleSet, AnEmptyFileLacksEverythingAtOnce) {
  const auto found = problems_of("");
  for (const char* key : {"x.toml:1: code: is missing", "x.toml:1: authority: is missing",
                          "x.toml:1: in_force: is missing", "x.toml:1: age: is missing",
                          "x.toml:1: intervals: none for plasma then platelets"})
    EXPECT_THAT(found, testing::Contains(HasSubstr(key)));
  EXPECT_EQ(found.size(), 4u + 25u);
}

TEST(RuleSet, ABrokenFileIsOneProblem) { EXPECT_THAT(problems_of("code = "), testing::SizeIs(1)); }

TEST(RuleSet, TellsEachMistakeWithItsLine) {
  struct Case {
    const char* more;
    const char* problem;
  };
  const Case cases[] = {
      {"[[intervals]]\nlast = [\"plasma\"]\ndays = 3\narticle = \"2\"",
       "x.toml:9: intervals[2]: plasma then whole_blood has an interval already (everyone)"},
      {"[[intervals]]\nlast = [\"plasm\"]\nsex = \"female\"\ndays = 3\narticle = \"2\"",
       "x.toml:10: intervals[2].last: 'plasm' is no product; did you mean 'plasma'?"},
      {"[[intervals]]\nlast = [\"plasma\"]\nsex = \"men\"\ndays = 3\narticle = \"2\"",
       "x.toml:11: intervals[2].sex: must be one of everyone, female, male; not 'men'"},
      {"[[intervals]]\nlast = [\"plasma\"]\nsex = \"female\"\ndays = -1\narticle = \"2\"",
       "x.toml:12: intervals[2].days: must be 0 to 3660, not -1"},
      {"[[intervals]]\nlast = [\"plasma\"]\nsex = \"female\"\ndays = 1",
       "x.toml:9: intervals[2]: needs `article`"},
      {"[[intervals]]\nlst = [\"plasma\"]\nsex = \"female\"\ndays = 1\nsource = \"y\"",
       "x.toml:10: intervals[2].lst: unknown key; did you mean 'last'?"},
      {"[[windows]]\nproducts = []\ncount = 3\ndays = 7\narticle = \"2\"",
       "x.toml:10: windows[1].products: names no product"},
      {"[[windows]]\nproducts = [\"plasma\"]\ncount = 0\ndays = 7\narticle = \"2\"",
       "x.toml:11: windows[1].count: must be 1 to 64, not 0"},
      {"[[windows]]\nproducts = [\"plasma\", \"plasma\"]\ncount = 1\ndays = 7\narticle = \"2\"",
       "x.toml:10: windows[1].products: names plasma twice"},
      {"[[reasons]]\ncodes = [\"tattoo\"]\nmonths = 6\narticle = \"5\"",
       "x.toml:9: reasons[1].start_event: is missing"},
      {"[[reasons]]\ncodes = [\"tattoo\"]\nstart_event = \"x\"\narticle = \"5\"",
       "x.toml:9: reasons[1]: needs months or days, or permanent = true"},
      {"[[reasons]]\ncodes = [\"hiv\"]\ndays = 6\npermanent = true\narticle = \"5\"",
       "x.toml:9: reasons[1]: needs months or days, or permanent = true"},
      {"[[reasons]]\ncodes = [\"a\", \"b\"]\ndays = 6\nstart_event = \"x\"\narticle = \"5\"\n"
       "[[reasons]]\ncodes = [\"b\"]\ndays = 7\nstart_event = \"x\"\narticle = \"5\"",
       "x.toml:15: reasons[2].codes: 'b' stands in line 9 already"},
      {"[[reasons]]\ncodes = [\"Hình xăm\"]\ndays = 6\nstart_event = \"x\"\narticle = \"5\"",
       "x.toml:10: reasons[1].codes: 'Hình xăm' must be of a-z"},
      {"[[reason]]\n", "x.toml:9: reason: unknown key; did you mean 'reasons'?"},
      {"[[windows]]\nproducts = [\"plasma\"]\ncount = 3\nvolume_ml = 900\ndays = 7\narticle = "
       "\"2\"",
       "x.toml:9: windows[1]: needs count (donations) or volume_ml (in all), one of the two"},
      {"[[windows]]\nproducts = [\"plasma\"]\ncount = 3\ndays = 7\nmonths = 1\narticle = \"2\"",
       "x.toml:9: windows[1]: needs days or months (calendar months), one of the two"},
      {"[[windows]]\nproducts = [\"plasma\"]\ncount = 3\narticle = \"2\"",
       "x.toml:9: windows[1]: needs days or months (calendar months), one of the two"},
      {"[[windows]]\nproducts = [\"plasma\"]\nvolume_ml = 900\ndays = 7\narticle = \"2\"",
       "x.toml:11: windows[1].volume_ml: needs the usual volume of plasma too"},
      {"[usual_ml]\nplasma = 600\n[[windows]]\nproducts = [\"plasma\"]\nvolume_ml = 500\n"
       "days = 7\narticle = \"2\"",
       "x.toml:13: windows[1].volume_ml: is less than one usual donation of plasma (600 ml)"},
      {"[usual_ml]\nplasm = 600\n", "x.toml:10: usual_ml.plasm: unknown key; did you mean"},
      {"[[volumes]]\nfrom_kg = 45\narticle = \"4\"",
       "x.toml:9: volumes[1].most_ml: is missing; add most_ml = a number from 1 to 2000"},
      {"[[volumes]]\nfrom_kg = 45\nmost_ml = 500\narticle = \"4\"\n[[volumes]]\n"
       "products = [\"plasma\"]\nfrom_kg = 45\nmost_ml = 400\narticle = \"4\"",
       "x.toml:15: volumes[2].from_kg: plasma has a volume from 45 kg on already"},
  };
  for (const Case& c : cases)
    EXPECT_THAT(problems_of(std::string(least) + c.more), testing::Contains(HasSubstr(c.problem)))
        << c.more;
}

TEST(RuleSet, AgesMustBeInOrder) {
  std::string text(least);
  text.replace(text.find("max = 60"), 8, "max = 17");
  EXPECT_THAT(problems_of(text), ElementsAre("x.toml:4: age.max: is below min"));
}

}  // namespace
}  // namespace muster
