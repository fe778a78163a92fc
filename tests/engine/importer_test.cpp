// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/importer.hpp"

#include "importer_fixture.hpp"

namespace muster {
namespace {

TEST_F(ImporterTest, takes_a_spreadsheets_list_and_refuses_its_bad_line) {
  const auto result = import(donor_list);
  EXPECT_EQ(result.rows, 4);
  EXPECT_EQ(result.added, 3);
  EXPECT_EQ(result.refused, 1);
  EXPECT_EQ(result.donations, 2);
  EXPECT_EQ(result.unused_columns, (std::vector<std::string>{"STT", "Ghi chú"}));
  ASSERT_EQ(result.problem_count, 2);
  EXPECT_EQ(result.problems[0].line, 4);
  EXPECT_EQ(result.problems[0].column, 5);
  EXPECT_EQ(result.problems[0].value, "0911");
  EXPECT_EQ(result.problems[1].column, 7);
  EXPECT_EQ(donors(), 3);

  const auto lan = donor(1);
  EXPECT_EQ(lan.name, "Nguyễn Thị Lan");
  EXPECT_EQ(lan.given_name, "Lan");
  EXPECT_EQ(lan.sex, Sex::female);
  EXPECT_EQ(lan.group, (BloodGroup{Abo::o, RhD::positive}));
  EXPECT_EQ(lan.typing, TypingSource::self_declared);
  EXPECT_TRUE(lan.consents.none()) << "silence is not consent";
  ASSERT_EQ(points(1).size(), 1u);
  EXPECT_EQ(points(1)[0].address, "+84912345678");
  EXPECT_FALSE(points(1)[0].verified_at);
  ASSERT_EQ(donations(1).size(), 1u);
  const auto eligibility = read([](Tx& tx) { return tx.ledger().eligibility(DonorId(1)); });
  ASSERT_TRUE(eligibility);
  EXPECT_EQ(eligibility->rule_set, "vn-2013");
  EXPECT_EQ(eligibility->on_for(Product::whole_blood), *parse_day("2027-01-17"));
  EXPECT_EQ(points(3)[0].channel, Channel::voice);
}

TEST_F(ImporterTest, ends_with_who_will_not_be_asked_and_the_cure) {
  const auto result = import(donor_list);
  EXPECT_EQ(result.without_consent, 3);
  EXPECT_EQ(result.without_address, 1) << "a fixed line takes no text";
  EXPECT_EQ(result.unverified, 2);
  ASSERT_EQ(result.advice.size(), 4u);
  EXPECT_NE(result.advice[0].find("--consent reminders --proof"), std::string::npos);
  EXPECT_NE(result.advice[3].find("import the whole file again"), std::string::npos);
}

TEST_F(ImporterTest, the_same_file_again_changes_nothing) {
  options_.consents.give(Purpose::reminders);
  options_.proof = "folder 12";
  options_.on = *parse_day("2026-11-01");
  import(donor_list);
  const auto head = read([](Tx& tx) { return tx.journal().head(); });
  const auto again = import(donor_list);
  EXPECT_EQ(again.added, 0);
  EXPECT_EQ(again.changed, 0);
  EXPECT_EQ(again.unchanged, 3);
  EXPECT_EQ(again.refused, 1);
  EXPECT_EQ(again.donations, 0);
  EXPECT_EQ(again.consents, 0);
  EXPECT_EQ(again.without_consent, 0);
  EXPECT_EQ(again.unverified, 2) << "what stands is told again";
  EXPECT_EQ(donors(), 3);
  EXPECT_EQ(donations(1).size(), 1u);
  EXPECT_EQ(points(1).size(), 1u);
  EXPECT_EQ(read([](Tx& tx) { return tx.journal().head(); })->hash, head->hash);
}

TEST_F(ImporterTest, a_mended_line_comes_in_and_the_rest_stays) {
  import(donor_list);
  std::string mended = donor_list;
  mended.replace(mended.find("0911;"), 5, "0911222333;");
  mended.replace(mended.find("31/02/2026"), 10, "28/02/2026");
  const auto result = import(mended);
  EXPECT_EQ(result.added, 1);
  EXPECT_EQ(result.unchanged, 3);
  EXPECT_EQ(result.refused, 0);
}

TEST_F(ImporterTest, records_a_signed_list_with_its_proof) {
  options_.consents.give(Purpose::reminders);
  options_.consents.give(Purpose::emergency);
  options_.proof = "signed list 3/2026, folder 12";
  options_.on = *parse_day("2026-11-01");
  const auto result = import(donor_list);
  EXPECT_EQ(result.consents, 6);
  EXPECT_EQ(result.without_consent, 0);
  EXPECT_EQ(donor().consents.bits(), 0b101u);
  const auto rows = read([](Tx& tx) { return tx.consents().of_donor(DonorId(1)); });
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].how, "list");
  EXPECT_EQ(rows[0].proof, "signed list 3/2026, folder 12");
  EXPECT_EQ(rows[0].given_at, *parse_instant("2026-10-31T17:00:00.000Z")) << "its day in Viet Nam";
}

TEST_F(ImporterTest, an_old_list_does_not_undo_a_no) {
  options_.consents.give(Purpose::reminders);
  options_.proof = "folder 12";
  options_.on = *parse_day("2026-11-01");
  import(donor_list);
  write([&](Tx& tx) {
    return tx.consents().withdraw(DonorId(1), Purpose::reminders, "link", clock_.now());
  });
  const auto again = import(donor_list);
  EXPECT_EQ(again.consents, 0);
  EXPECT_EQ(again.without_consent, 1);
  EXPECT_TRUE(donor().consents.none());
}

struct BadConsent {
  const char* proof;
  const char* on;
  bool purpose;
  const char* field;
};

TEST_F(ImporterTest, consent_needs_purpose_proof_and_day) {
  const BadConsent table[] = {{"", "2026-11-01", true, "proof"},
                              {"folder", nullptr, true, "on"},
                              {"folder", "2026-11-23", true, "on"},
                              {"folder", "2026-11-01", false, "consent"},
                              {"", "2026-11-01", false, "consent"}};
  for (const auto& row : table) {
    options_.consents = Consents::of_bits(row.purpose ? 1 : 0);
    options_.proof = row.proof;
    options_.on.reset();
    if (row.on) options_.on = *parse_day(row.on);
    const auto result = try_import(donor_list);
    ASSERT_FALSE(result) << row.field;
    EXPECT_EQ(result.error().field(), row.field);
    EXPECT_EQ(donors(), 0);
  }
}

TEST_F(ImporterTest, a_dry_run_tells_the_same_and_writes_nothing) {
  const std::string twice = std::string(donor_list) + "5;Nguyễn Thị Lan;;;0912345678;;;\r\n";
  options_.consents.give(Purpose::reminders);
  options_.proof = "folder 12";
  options_.on = *parse_day("2026-11-01");
  options_.dry_run = true;
  const auto dry = import(twice);
  EXPECT_EQ(donors(), 0);
  EXPECT_FALSE(read([](Tx& tx) { return tx.journal().head(); }));
  options_.dry_run = false;
  const auto wet = import(twice);
  EXPECT_EQ(dry.added, wet.added);
  EXPECT_EQ(dry.refused, wet.refused);
  EXPECT_EQ(dry.donations, wet.donations);
  EXPECT_EQ(dry.without_address, wet.without_address);
  EXPECT_EQ(dry.problem_count, wet.problem_count);
  EXPECT_EQ(wet.added, 3);
  EXPECT_EQ(wet.unchanged, 1);
  ASSERT_EQ(wet.notes.size(), 1u);
  EXPECT_NE(wet.notes[0].reason.find("line 2"), std::string::npos);
}

TEST_F(ImporterTest, numbers_that_were_checked_count_as_verified) {
  import(donor_list);
  options_.verified = "called back 20/11";
  const auto result = import(donor_list);
  EXPECT_EQ(result.changed, 3);
  EXPECT_EQ(result.unverified, 0);
  EXPECT_EQ(points(1)[0].verified_how, "called back 20/11");
  EXPECT_EQ(import(donor_list).unchanged, 3);
}

TEST_F(ImporterTest, replans_who_changed_and_only_them) {
  std::vector<std::int64_t> replanned;
  replan_ = [&](Tx& tx, const Settings&, DonorId id, Instant) {
    EXPECT_TRUE(tx.donors().find(id));
    replanned.push_back(id.value());
  };
  import("Họ tên,SĐT,Ngày hiến\nAn,0912345678,01/03/2026\nBình,0987654321,\n");
  EXPECT_EQ(replanned, (std::vector<std::int64_t>{1, 2}));
  import("Họ tên,SĐT,Ngày hiến,Xã\nAn,0912345678,01/03/2026,An Lưu\nBình,0987654321,02/03/2026,\n");
  EXPECT_EQ(replanned, (std::vector<std::int64_t>{1, 2, 2})) << "a new commune plans nothing";
}

TEST_F(ImporterTest, only_those_who_may_and_only_in_their_subtree) {
  Principal viewer = system_principal();
  viewer.role = Role::viewer;
  EXPECT_EQ(try_import(donor_list, viewer).error().kind(), ErrorKind::forbidden);
  Principal other;
  other.role = Role::coordinator;
  other.subtree = "/99/";
  EXPECT_EQ(try_import(donor_list, other).error().kind(), ErrorKind::not_found);
  options_.organisation = OrganisationId(99);
  EXPECT_EQ(try_import(donor_list).error().kind(), ErrorKind::not_found);
  EXPECT_EQ(donors(), 0);
}

TEST_F(ImporterTest, files_that_are_no_lists_are_refused_whole) {
  for (const char* file : {"", "\n\n", "STT,Ghi chú\n1,x\n", "\"Họ tên\n"}) {
    const auto result = try_import(file);
    ASSERT_FALSE(result) << file;
    EXPECT_EQ(result.error().kind(), ErrorKind::invalid) << file;
    EXPECT_NE(result.error().field().find("line"), std::string::npos) << file;
  }
}

TEST_F(ImporterTest, a_stray_quote_costs_its_line_only) {
  const auto result = import("Họ tên,SĐT\nAn,\"0912345678\nBình,0987654321\nChi,0911222333\n");
  EXPECT_EQ(result.added, 2);
  EXPECT_EQ(result.refused, 1);
  ASSERT_EQ(result.problems.size(), 1u);
  EXPECT_EQ(result.problems[0].line, 2);
}

TEST_F(ImporterTest, many_chunks_add_up_and_problems_stay_in_order) {
  std::string file = "Họ tên,SĐT\n";
  for (int i = 0; i < 1000; ++i)
    file += i % 10 == 3 ? "An,12\n" : fmt::format("Nguyễn An {},09{:08}\n", i, i);
  const auto result = import(file);
  EXPECT_EQ(result.rows, 1000);
  EXPECT_EQ(result.added, 900);
  EXPECT_EQ(result.refused, 100);
  EXPECT_EQ(result.problems.size(), 100u);
  EXPECT_EQ(result.problems.front().line, 5);
  EXPECT_EQ(result.problems.back().line, 995);
  EXPECT_EQ(donors(), 900);
  EXPECT_EQ(read([](Tx& tx) { return tx.journal().recent(100).size(); }), 1000 / import_chunk_rows)
      << "one a chunk";
}

}  // namespace
}  // namespace muster
