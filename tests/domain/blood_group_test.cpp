// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/blood_group.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

struct Case {
  const char* text;
  const char* group;  // as to_string gives it; nullptr: no blood group
};

const Case spellings[] = {
    {"O-", "O-"},
    {"o-", "O-"},
    {" O - ", "O-"},
    {"O\u2212", "O-"},  // minus sign
    {"O\u2013", "O-"},  // en dash
    {"O\uFF0B", "O+"},  // full-width plus
    {"0+", "O+"},       // zero
    {"ab+", "AB+"},
    {"AB -", "AB-"},
    {"A", "A"},
    {"B", "B"},
    {"AB", "AB"},
    {"O Rh-", "O-"},
    {"O Rh+", "O+"},
    {"O, Rh+", "O+"},
    {"ORh(-)", "O-"},
    {"O(+)", "O+"},
    {"O Rh dương", "O+"},
    {"O duong", "O+"},
    {"O dương tính", "O+"},
    {"O âm", "O-"},
    {"O a\u0302m", "O-"},  // NFD
    {"O Rh(D) âm", "O-"},
    {"O Rh (D) âm tính", "O-"},
    {"A RhD+", "A+"},
    {"A D+", "A+"},
    {"A Rh dương", "A+"},
    {"A Rh(D) dương tính", "A+"},
    {"A Rh trừ", "A-"},
    {"A Rh cộng", "A+"},
    {"B pos", "B+"},
    {"B neg.", "B-"},
    {"B positive", "B+"},
    {"AB Negative", "AB-"},
    {"B+ve", "B+"},
    {"Nhóm máu O+", "O+"},
    {"nhóm: A", "A"},
    {"A1+", "A+"},
    {"A2B-", "AB-"},
    {"Rh-", "Rh-"},
    {"Rh(D) âm", "Rh-"},
    {"", "?"},
    {"  ", "?"},
    {"?", "?"},
    {"-", "?"},
    {"không rõ", "?"},
    {"Chưa biết", "?"},
    {"chưa xác định", "?"},
    {"unknown", "?"},
      // No blood groups; a wrong guess could page the wrong donor.
    {"C+", nullptr},
    {"OB", nullptr},
    {"BA", nullptr},
    {"AB+-", nullptr},
    {"O+ O-", nullptr},
    {"A/B", nullptr},
    {"A hoặc O", nullptr},
    {"OK", nullptr},
    {"+", nullptr},
    {"O1", nullptr},
    {"Anh", nullptr},
    {"âm", nullptr},
    {"Rh", nullptr},
    {"1", nullptr},
};

TEST(BloodGroup, ReadsWhatPeopleWrite) {
  for (const Case& c : spellings) {
    const std::optional<BloodGroup> group = parse_blood_group(c.text);
    ASSERT_EQ(group.has_value(), c.group != nullptr) << "'" << c.text << "'";
    EXPECT_EQ(group ? to_string(*group) : "", c.group ? c.group : "") << c.text;
  }
}

TEST(BloodGroup, TextReadsBack) {
  for (Abo abo : {Abo::unknown, Abo::o, Abo::a, Abo::b, Abo::ab})
    for (RhD rhd : {RhD::unknown, RhD::negative, RhD::positive}) {
      const BloodGroup group{abo, rhd};
      EXPECT_EQ(parse_blood_group(to_string(group)), group) << to_string(group);
      EXPECT_EQ(group.known(), abo != Abo::unknown && rhd != RhD::unknown);
    }
  EXPECT_EQ(to_string(all_groups[0]), "O-");
  EXPECT_EQ(to_string(all_groups[7]), "AB+");
}

}  // namespace
}  // namespace muster
