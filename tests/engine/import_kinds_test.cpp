// SPDX-License-Identifier: Apache-2.0
// Lists of donations, deferrals and consents.
#include "importer_fixture.hpp"

namespace muster {
namespace {

class ImportKindsTest : public ImporterTest {
 protected:
  ImportKindsTest() {
    import(
        "Mã,Họ tên,Ngày sinh,SĐT\n"
        "7,Nguyễn Thị Lan,05/02/1990,0912345678\n"
        "8,Trần Văn An,,0987654321\n"
        ",Lê Văn Ba,01/01/1980,0911222333\n"
        ",Lê Văn Ba,02/02/1985,0911222333\n");
  }
  std::vector<Deferral> deferrals(std::int64_t id = 1) {
    return read([&](Tx& tx) { return tx.ledger().deferrals(DonorId(id)); });
  }
  std::vector<ConsentRow> consents(std::int64_t id = 1) {
    return read([&](Tx& tx) { return tx.consents().of_donor(DonorId(id)); });
  }
  ImportResult import_of(ImportKind kind, const std::string& file) {
    options_.kind = kind;
    auto result = import(file);
    options_.kind = ImportKind::donors;
    return result;
  }
};

TEST_F(ImportKindsTest, donations_find_their_donor_in_each_way) {
  const auto result = import_of(ImportKind::donations,
                                "Mã;Họ tên;Ngày sinh;SĐT;Ngày hiến;Loại;Thể tích;Số đơn vị;Kết "
                                "quả;Số giấy chứng nhận\n"
                                "7;;;;01/03/2026;toàn phần;350;1;đã hiến;GCN-12\n"
                                ";TRAN VAN AN;;0987 654 321;02/03/2026;;250 ml;;;\n"
                                ";Lê Văn Ba;01/01/1980;;03/03/2026;tiểu cầu;;;hoãn;\n");
  EXPECT_EQ(result.added, 3) << (result.problems.empty() ? "" : result.problems[0].text());
  EXPECT_EQ(result.donations, 3);
  ASSERT_EQ(donations(1).size(), 1u);
  EXPECT_EQ(donations(1)[0].on, *parse_day("2026-03-01"));
  EXPECT_EQ(donations(1)[0].volume_ml, 350);
  EXPECT_EQ(donations(2)[0].product, Product::whole_blood);
  EXPECT_EQ(donations(3)[0].outcome, DonationOutcome::deferred_on_site);
  EXPECT_TRUE(donations(4).empty());
  const auto eligibility = read([](Tx& tx) { return tx.ledger().eligibility(DonorId(1)); });
  EXPECT_EQ(eligibility->on_for(Product::whole_blood), *parse_day("2026-05-24"));
}

TEST_F(ImportKindsTest, the_papers_of_a_donation_are_kept) {
  import_of(ImportKind::donations,
            "Mã,Ngày hiến,Loại,Số đơn vị,Số giấy chứng nhận\n"
            "7,01/03/2026,tiểu cầu,2,GCN-12\n7,01/06/2026,,,\n");
  const auto entries = read([](Tx& tx) { return tx.ledger().donation_history(DonorId(1)); });
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[1].papers.units, 2);
  EXPECT_EQ(entries[1].papers.certificate, "GCN-12");
  EXPECT_EQ(entries[1].papers.source, "import");
  EXPECT_EQ(entries[0].papers.units, 1) << "not said";
}

TEST_F(ImportKindsTest, papers_come_to_a_donation_that_has_none_and_stay_as_the_desk_left_them) {
  import_of(ImportKind::donations, "Mã,Ngày hiến,Loại\n7,01/03/2026,tiểu cầu\n");
  const std::string with_papers =
      "Mã,Ngày hiến,Loại,Số đơn vị,Số chứng nhận\n7,01/03/2026,tiểu cầu,2,GCN-12\n";
  EXPECT_EQ(import_of(ImportKind::donations, with_papers).changed, 1);
  const auto entry = [&] {
    return read([](Tx& tx) { return tx.ledger().donation_history(DonorId(1)); }).at(0);
  };
  EXPECT_EQ(entry().papers.units, 2);
  EXPECT_EQ(entry().papers.certificate, "GCN-12");
  auto mended = entry();
  mended.papers.units = 1;
  mended.papers.certificate.clear();
  write([&](Tx& tx) {
    return tx.ledger().correct_donation(mended, {"token:desk", "not theirs", clock_.now()});
  });
  EXPECT_EQ(import_of(ImportKind::donations, with_papers).unchanged, 1);
  EXPECT_EQ(entry().papers.units, 1);
  EXPECT_TRUE(entry().papers.certificate.empty());
}

// Without an end in the list it is the rules' end that counts: a milder entry does not stand for
// it.
TEST_F(ImportKindsTest, a_deferral_that_ends_too_early_does_not_stand_for_the_rules) {
  import_of(ImportKind::deferrals,
            "Mã,Lý do,Ngày,Hoãn đến ngày\n7,xăm mình,01/08/2026,01/09/2026\n");
  const std::string by_rule = "Mã,Lý do,Ngày\n7,xăm mình,01/08/2026\n";
  EXPECT_EQ(import_of(ImportKind::deferrals, by_rule).added, 1);
  EXPECT_EQ(import_of(ImportKind::deferrals, by_rule).unchanged, 1);
  EXPECT_EQ(deferrals().size(), 2u);
}

// An old list does not bring back what somebody took out or mended since.
TEST_F(ImportKindsTest, what_was_withdrawn_or_corrected_stays_so) {
  const std::string donors =
      "Mã,Họ tên,Ngày sinh,SĐT,Ngày hiến gần nhất\n"
      "7,Nguyễn Thị Lan,05/02/1990,0912345678,01/03/2026\n";
  const std::string given = "Mã,Ngày hiến,Loại\n7,01/03/2026,\n7,02/06/2026,toàn phần\n";
  const std::string deferred = "Mã,Lý do,Ngày\n7,xăm mình,01/08/2026\n7,permanent,02/08/2026\n";
  import(donors);
  import_of(ImportKind::donations, given);
  import_of(ImportKind::deferrals, deferred);
  write([&](Tx& tx) {
    LedgerChange change;
    change.by = "token:desk";
    change.at = clock_.now();
    auto& ledger = tx.ledger();
    const auto entries = ledger.donation_history(DonorId(1));  // newest first
    EXPECT_TRUE(ledger.withdraw_donation(entries.at(1).donation.id, change));
    auto mended = entries.at(0);
    mended.donation.on = *parse_day("2026-06-03");
    EXPECT_TRUE(ledger.correct_donation(mended, change));
    const auto stand = ledger.deferral_history(DonorId(1));
    EXPECT_TRUE(ledger.withdraw_deferral(stand.at(0).deferral.id, change));
    auto moved = stand.at(1);
    moved.deferral.event = *parse_day("2026-07-01");
    EXPECT_TRUE(ledger.correct_deferral(moved, change));
    return true;
  });
  const auto held = donations();
  const auto stood = deferrals();
  const auto lists = {std::pair(ImportKind::donors, donors),
                      std::pair(ImportKind::donations, given),
                      std::pair(ImportKind::deferrals, deferred)};
  for (const auto& [kind, list] : lists) {
    const auto again = import_of(kind, list);
    EXPECT_EQ(again.unchanged, again.rows) << name(kind);
    ASSERT_EQ(again.note_count, again.rows) << name(kind) << ": each is told";
    EXPECT_NE(again.notes[0].text().find("not brought back"), std::string::npos);
  }
  ASSERT_EQ(donations().size(), 1u);
  EXPECT_EQ(donations()[0].on, held[0].on);
  ASSERT_EQ(deferrals().size(), 1u);
  EXPECT_EQ(deferrals()[0].event, stood[0].event);
  // Another day is another donation.
  EXPECT_EQ(import_of(ImportKind::donations, "Mã,Ngày hiến\n7,01/09/2026\n").added, 1);
}

TEST_F(ImportKindsTest, importing_twice_changes_nothing) {
  const std::pair<ImportKind, const char*> files[] = {
      {ImportKind::donations, "Mã,Ngày hiến,Loại\n7,01/03/2026,tiểu cầu\n7,01/03/2026,\n"},
      {ImportKind::deferrals, "Mã,Lý do,Ngày\n7,xăm mình,01/08/2026\n8,permanent,01/08/2026\n"},
      {ImportKind::consents,
       "Mã,Mục đích,Ngày ký,Minh chứng\n7,\"nhắc, khẩn cấp\",01/08/2026,folder 3\n"}};
  for (const auto& [kind, file] : files) {
    const auto first = import_of(kind, file);
    EXPECT_GT(first.added, 0) << name(kind);
    EXPECT_EQ(first.refused, 0) << name(kind);
    const auto head = read([](Tx& tx) { return tx.journal().head(); });
    const auto again = import_of(kind, file);
    EXPECT_EQ(again.added + again.refused, 0) << name(kind);
    EXPECT_EQ(again.unchanged, first.rows) << name(kind);
    EXPECT_EQ(read([](Tx& tx) { return tx.journal().head(); })->hash, head->hash) << name(kind);
  }
  EXPECT_EQ(donations(1).size(), 1u) << "a day without its product is no second donation";
}

struct Refused {
  ImportKind kind;
  const char* file;  // line 2 is refused
  int column;
  const char* value;
  const char* reason;
};

TEST_F(ImportKindsTest, refuses_by_line_column_value_and_cure) {
  using enum ImportKind;
  const Refused table[] = {
      {donations, "Mã,Ngày hiến\n99,01/03/2026\n", 1, "99", "no donor here matches"},
      {donations, "Ngày hiến,Họ tên,SĐT\n01/03/2026,Ai Đó,0912345678\n", 2, "Ai Đó",
       "no donor here matches"},
      {donations, "Ngày hiến,Họ tên,SĐT\n01/03/2026,Lê Văn Ba,0911222333\n", 2, "Lê Văn Ba",
       "2 donors"},
      {donations, "Ngày hiến,Họ tên,SĐT\n01/03/2026,Lê Văn Ba,\n", 0, "", "nothing but the name"},
      {donations, "Ngày hiến,Mã,SĐT\n01/03/2026,,0911222333\n", 0, "", "nothing tells who"},
      {donations, "Mã,Ngày hiến\n7,\n", 2, "", "the day is missing"},
      {donations, "Mã,Ngày hiến\n7,01/01/1985\n", 2, "1985-01-01", "before the donor's date"},
      {donations, "Mã,Ngày hiến,Kết quả\n7,01/03/2026,xong\n", 3, "xong", "not an outcome"},
      {donations, "Mã,Ngày hiến,Số đơn vị\n7,01/03/2026,350\n", 3, "350", "no number of units"},
      {deferrals, "Mã,Lý do,Ngày\n7,buồn ngủ,01/03/2026\n", 2, "buồn ngủ",
       "no reason of the rules"},
      {deferrals, "Mã,Lý do,Ngày\n7,,01/03/2026\n", 2, "", "the reason is missing"},
      {deferrals, "Mã,Lý do,Ngày,Hoãn đến\n7,xăm,01/03/2026,01/02/2026\n", 4, "01/02/2026",
       "not after the day"},
      {consents, "Mã,Mục đích,Ngày,Minh chứng\n7,tất cả,01/03/2026,x\n", 2, "tất cả",
       "not a purpose"},
      {consents, "Mã,Mục đích,Ngày,Minh chứng\n7,nhắc,01/03/2026,\n", 4, "", "proof is missing"},
      {consents, "Mã,Mục đích,Ngày,Minh chứng\n7,nhắc,01/12/2026,x\n", 3, "01/12/2026", "future"},
  };
  for (const auto& row : table) {
    const auto result = import_of(row.kind, row.file);
    EXPECT_EQ(result.refused, 1) << row.file;
    ASSERT_EQ(result.problems.size(), 1u) << row.file;
    const auto& problem = result.problems[0];
    EXPECT_EQ(problem.line, 2);
    EXPECT_EQ(problem.column, row.column) << problem.text();
    EXPECT_EQ(problem.header.empty(), row.column == 0) << problem.text();
    EXPECT_EQ(problem.value, row.value);
    EXPECT_NE(problem.reason.find(row.reason), std::string::npos) << problem.text();
    EXPECT_FALSE(problem.cure.empty()) << problem.text();
  }
}

TEST_F(ImportKindsTest, a_header_without_what_the_kind_needs_is_refused_whole) {
  using enum ImportKind;
  const std::pair<ImportKind, const char*> files[] = {
      {donations, "Mã,Loại\n7,tiểu cầu\n"},
      {deferrals, "Mã,Ngày\n7,01/03/2026\n"},
      {consents, "Mã,Mục đích,Ngày\n7,nhắc,01/03/2026\n"},
      {donations, "SĐT,Ngày hiến\n0912345678,01/03/2026\n"}};
  for (const auto& [kind, file] : files) {
    options_.kind = kind;
    const auto result = try_import(file);
    ASSERT_FALSE(result) << file;
    EXPECT_EQ(result.error().kind(), ErrorKind::invalid);
    EXPECT_EQ(result.error().field(), "line 1");
  }
}

TEST_F(ImportKindsTest, deferrals_end_by_the_rule_or_by_the_list) {
  import_of(
      ImportKind::deferrals,
      "Mã,Lý do,Ngày,Hoãn đến\n7,Xăm mình,01/08/2026,\n8,sore throat,01/11/2026,20/11/2026\n");
  ASSERT_EQ(deferrals(1).size(), 1u);
  EXPECT_EQ(deferrals(1)[0].reason, "tattoo");
  EXPECT_EQ(deferrals(1)[0].until, *parse_day("2027-02-01"));
  EXPECT_EQ(deferrals(2)[0].reason, "sore_throat");
  EXPECT_EQ(deferrals(2)[0].until, *parse_day("2026-11-20"));
  const auto eligibility = read([](Tx& tx) { return tx.ledger().eligibility(DonorId(1)); });
  EXPECT_EQ(eligibility->on_for(Product::whole_blood), *parse_day("2027-02-01"));
}

TEST_F(ImportKindsTest, consents_are_recorded_by_purpose_and_a_later_no_stands) {
  const std::string file =
      "Mã,Mục đích,Ngày ký,Hình thức,Minh chứng,Ngày rút\n"
      "7,reminders; emergency at night,01/08/2026,desk,folder 3,\n"
      "8,nhắc,01/08/2026,,folder 3,05/08/2026\n";
  const auto result = import_of(ImportKind::consents, file);
  EXPECT_EQ(result.consents, 2);
  EXPECT_EQ(donor(1).consents.bits(), 0b1001u);
  EXPECT_TRUE(donor(2).consents.none()) << "it was withdrawn";
  EXPECT_EQ(result.note_count, 1);
  ASSERT_EQ(consents(1).size(), 2u);
  EXPECT_EQ(consents(1)[0].how, "desk");
  EXPECT_EQ(consents(1)[0].proof, "folder 3");
  EXPECT_EQ(consents(1)[0].given_at, *parse_instant("2026-07-31T17:00:00.000Z"));
  write([&](Tx& tx) {
    return tx.consents().withdraw(DonorId(1), Purpose::reminders, "link", clock_.now());
  });
  EXPECT_EQ(import_of(ImportKind::consents, file).consents, 0);
  EXPECT_EQ(donor(1).consents.bits(), 0b1000u);
}

TEST_F(ImportKindsTest, a_dry_run_tells_the_changes_and_writes_nothing) {
  options_.dry_run = true;
  const auto dry =
      import_of(ImportKind::donations, "Mã,Ngày hiến\n7,01/03/2026\n7,01/03/2026\n8,02/03/2026\n");
  EXPECT_EQ(dry.added, 2);
  EXPECT_EQ(dry.unchanged, 1);
  EXPECT_EQ(dry.change_count, 2);
  ASSERT_EQ(dry.changes.size(), 2u);
  EXPECT_EQ(dry.changes[0].line, 2);
  EXPECT_EQ(dry.changes[0].donor, DonorId(1));
  ASSERT_EQ(dry.changes[0].fields.size(), 1u);
  EXPECT_EQ(dry.changes[0].fields[0].after, "given whole_blood on 2026-03-01");
  EXPECT_TRUE(donations(1).empty());
}

TEST_F(ImportKindsTest, a_signed_list_is_one_of_donors) {
  options_.kind = ImportKind::donations;
  options_.consents.give(Purpose::reminders);
  options_.proof = "x";
  options_.on = *parse_day("2026-08-01");
  const auto result = try_import("Mã,Ngày hiến\n7,01/03/2026\n");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().field(), "consent");
}

}  // namespace
}  // namespace muster
