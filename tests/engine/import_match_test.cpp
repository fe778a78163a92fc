// SPDX-License-Identifier: Apache-2.0
// Who a line is about, and what it may change.
#include "importer_fixture.hpp"

namespace muster {
namespace {

TEST_F(ImporterTest, a_list_without_accents_or_cells_takes_nothing_away) {
  import(donor_list);
  const auto result = import("name,phone,blood group\nNGUYEN THI LAN,0912345678,\n");
  EXPECT_EQ(result.unchanged, 1);
  EXPECT_EQ(donor().name, "Nguyễn Thị Lan");
  EXPECT_EQ(donor().group.abo, Abo::o);
  EXPECT_TRUE(donor().birth);
}

TEST_F(ImporterTest, a_new_donation_moves_the_eligibility) {
  import("Họ tên,SĐT,Ngày hiến\nAn,0912345678,01/03/2026\n");
  const auto result = import("Họ tên,SĐT,Ngày hiến\nAn,0912345678,01/09/2026\n");
  EXPECT_EQ(result.changed, 1);
  EXPECT_EQ(donations().size(), 2u);
  const auto eligibility = read([](Tx& tx) { return tx.ledger().eligibility(DonorId(1)); });
  EXPECT_EQ(eligibility->on_for(Product::whole_blood), *parse_day("2026-11-24"));
}

TEST_F(ImporterTest, a_day_without_product_is_not_a_second_donation) {
  import("Họ tên,SĐT,Ngày hiến,Loại\nAn,0912345678,01/03/2026,tiểu cầu\n");
  import("Họ tên,SĐT,Ngày hiến\nAn,0912345678,01/03/2026\n");
  ASSERT_EQ(donations().size(), 1u);
  EXPECT_EQ(donations()[0].product, Product::platelets);
}

struct Person {
  const char* what;
  const char* line;  // after "Nguyễn Văn An", born 1960-05-01, code 7, 0912345678
  std::int64_t donors;
};

TEST_F(ImporterTest, finds_the_same_person_and_no_other) {
  const Person table[] = {
      {"all the same", "7,Nguyễn Văn An,01/05/1960,0912345678", 1},
      {"the code alone", "7,Nguyễn Văn Ân,,", 1},
      {"a new number under the code", "7,Nguyễn Văn An,,0987654321", 1},
      {"name and number", ",nguyen van an,,0912345678", 1},
      {"name and birth, no number", ",Nguyễn Văn An,01/05/1960,", 1},
      {"the son on his father's phone", ",Nguyễn Văn An,03/03/1990,0912345678", 2},
      {"his wife on it", ",Lê Thị Hoa,,0912345678", 2},
      {"the same name, another number", ",Nguyễn Văn An,01/05/1960,0987654321", 2},
      {"another code", "8,Nguyễn Văn An,01/05/1960,0912345678", 2},
  };
  const std::string header = "Mã,Họ tên,Ngày sinh,SĐT\n";
  for (const auto& row : table) {
    const auto code = std::string("org-") + row.what;
    options_.organisation = write([&](Tx& tx) {
      OrganisationRow made;
      made.code = code;
      made.name = code;
      return tx.organisations().add(made);
    });
    const auto before = donors();
    import(header + "7,Nguyễn Văn An,01/05/1960,0912345678\n");
    import(header + row.line + "\n");
    EXPECT_EQ(donors() - before, row.donors) << row.what;
    EXPECT_EQ(import(header + row.line + "\n").unchanged, 1) << row.what << ", again";
  }
}

TEST_F(ImporterTest, a_code_is_learnt_by_a_donor_without_one) {
  import("Họ tên,SĐT\nAn,0912345678\n");
  EXPECT_EQ(import("Mã,Họ tên,SĐT\n7,An,0912345678\n").changed, 1);
  EXPECT_EQ(donor().external_id, "7");
  EXPECT_EQ(donors(), 1);
}

TEST_F(ImporterTest, two_donors_who_fit_are_a_question_for_people) {
  import("Mã,Họ tên,SĐT\n7,An,0912345678\n8,An,0912345678\n");
  ASSERT_EQ(donors(), 2);
  const auto result = import("Họ tên,SĐT\nAn,0912345678\nBình,0987654321\n");
  EXPECT_EQ(result.refused, 1);
  EXPECT_EQ(result.added, 1) << "the other line is not harmed";
  ASSERT_EQ(result.problems.size(), 1u);
  EXPECT_EQ(result.problems[0].line, 2);
  EXPECT_NE(result.problems[0].cure.find("code"), std::string::npos);
}

TEST_F(ImporterTest, the_laboratory_stands_against_a_list) {
  options_.typing = TypingSource::laboratory;
  import("Họ tên,SĐT,Nhóm máu\nAn,0912345678,O-\n");
  options_.typing = TypingSource::self_declared;
  EXPECT_EQ(import("Họ tên,SĐT,Nhóm máu\nAn,0912345678,O\n").unchanged, 1);
  EXPECT_EQ(donor().typing, TypingSource::laboratory);
  const auto result = import("Họ tên,SĐT,Nhóm máu\nAn,0912345678,A+\n");
  EXPECT_EQ(result.refused, 1);
  EXPECT_EQ(donor().group, (BloodGroup{Abo::o, RhD::negative}));
}

}  // namespace
}  // namespace muster
