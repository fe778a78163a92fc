// SPDX-License-Identifier: Apache-2.0
// Edits of donors: only what was said, a new group with its typing, the dates that follow.
#include <boost/json/serialize.hpp>

#include "muster/store/journal.hpp"
#include "muster/store/ledger.hpp"
#include "registry_fixture.hpp"

namespace muster {
namespace {

class DonorEditTest : public RegistryTest {
 protected:
  Result<DonorRow> edit(DonorId id, const DonorEdit& edit) {
    auto who = as(Role::desk);
    return try_write([&](Tx& tx) { return edit_donor(tx, *settings_, who, id, edit, now_); });
  }
};

TEST_F(DonorEditTest, only_what_is_given_changes) {
  auto id = donor();
  DonorEdit first;
  first.values.group = parse_blood_group("O-").value();
  first.values.typing = TypingSource::laboratory;
  first.values.typed_on = day(2026, 11, 1);
  first.values.phenotype = {"K-", "Jk(a-b-)", "K-"};
  first.values.weight_kg = 52;
  first.values.where = "20.9876, 106.5432";
  first.values.commune = "An Lưu";
  first.given = {"group", "typing", "typed_on", "phenotype", "weight_kg", "where", "commune"};
  auto row = edit(id, first).value();
  EXPECT_EQ("Nguyễn Thị Lan", row.name);
  EXPECT_EQ("Lan", row.given_name);
  EXPECT_EQ("O-", to_string(row.group));
  EXPECT_EQ(day(2026, 11, 1), row.typed_on);
  EXPECT_EQ((std::vector<std::string>{"K-", "Jk(a-b-)"}), row.phenotype);
  EXPECT_EQ(52, row.weight_kg);
  EXPECT_EQ((Place{20'987'600, 106'543'200}), row.place);
  DonorEdit second;
  second.values.name = "Nguyễn Thị Hoa";
  second.given = {"name", "weight_kg"};  // given and empty: cleared
  row = edit(id, second).value();
  EXPECT_EQ("Hoa", row.given_name);
  EXPECT_FALSE(row.weight_kg);
  EXPECT_EQ("O-", to_string(row.group));
  EXPECT_EQ("An Lưu", row.commune);
}

TEST_F(DonorEditTest, a_new_group_needs_its_typing_and_forgets_the_old_day) {
  auto id = donor();
  DonorEdit typed;
  typed.values.group = parse_blood_group("O-").value();
  typed.values.typing = TypingSource::laboratory;
  typed.values.typed_on = day(2026, 11, 1);
  typed.given = {"group", "typing", "typed_on"};
  ASSERT_TRUE(edit(id, typed));
  DonorEdit other;
  other.values.group = parse_blood_group("A+").value();
  other.given = {"group"};
  auto refused = edit(id, other);
  ASSERT_FALSE(refused);
  EXPECT_EQ("/typing", refused.error().field());
  other.values.typing = TypingSource::self_declared;
  other.given = {"group", "typing"};
  auto row = edit(id, other).value();
  EXPECT_EQ(TypingSource::self_declared, row.typing);
  EXPECT_FALSE(row.typed_on);
}

TEST_F(DonorEditTest, what_cannot_be_is_refused_by_field) {
  auto id = donor();
  struct Case {
    const char* field;
    void (*set)(NewDonor&);
  };
  const Case cases[] = {
      {"phenotype", [](NewDonor& d) { d.phenotype = {"có dấu"}; }},
      {"weight_kg", [](NewDonor& d) { d.weight_kg = 24; }},
      {"where", [](NewDonor& d) { d.where = "Kinh Môn"; }},
      {"where", [](NewDonor& d) { d.where = "120,20"; }},
      {"typed_on", [](NewDonor& d) { d.typed_on = day(2026, 11, 20); }},  // by whom
      {"name", [](NewDonor& d) { d.name = " "; }},
      {"birth", [](NewDonor& d) { d.birth = day(2026, 11, 23); }},
  };
  for (const auto& c : cases) {
    DonorEdit wrong;
    c.set(wrong.values);
    wrong.given = {c.field};
    auto refused = edit(id, wrong);
    ASSERT_FALSE(refused) << c.field;
    EXPECT_EQ(std::string("/") + c.field, refused.error().field());
  }
}

TEST_F(DonorEditTest, the_journal_names_fields_and_no_values) {
  auto id = donor();
  DonorEdit change;
  change.values.name = "Trần Thị Bí Mật";
  change.values.commune = "Nơi Kín";
  change.given = {"name", "commune", "language"};
  change.values.language = "vi";
  ASSERT_TRUE(edit(id, change));
  write([&](Tx& tx) {
    auto rows = tx.journal().recent(1);
    EXPECT_EQ("edited", rows.at(0).what);
    EXPECT_EQ(R"({"fields":["name","given_name","commune"]})", rows.at(0).data);
    return 0;
  });
}

TEST_F(DonorEditTest, a_birth_moves_the_dates) {
  auto id = donor();
  auto before = [&] { return write([&](Tx& tx) { return tx.ledger().eligibility(id)->before; }); };
  EXPECT_FALSE(before());
  DonorEdit old;
  old.values.birth = day(1967, 3, 4);
  old.given = {"birth"};
  ASSERT_TRUE(edit(id, old));
  EXPECT_TRUE(before()) << "the age limit follows from it";
}

}  // namespace
}  // namespace muster
