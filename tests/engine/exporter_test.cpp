// SPDX-License-Identifier: Apache-2.0
// Lists out, and in again.
#include "muster/engine/exporter.hpp"

#include "importer_fixture.hpp"
#include "muster/base/csv.hpp"

namespace muster {
namespace {

class ExporterTest : public ImporterTest {
 protected:
  Principal coordinator() {
    Principal who;
    who.role = Role::coordinator;
    who.organisation = options_.organisation;
    who.subtree = "/1/";
    who.actor = "token:coordinator";
    return who;
  }
  std::string export_of(ImportKind kind, ExportFormat format = ExportFormat::csv,
                        std::string language = "vi") {
    ExportOptions wanted;
    wanted.kind = kind;
    wanted.format = format;
    wanted.language = std::move(language);
    auto list = run(begin_export(context(), lane_, coordinator(), wanted));
    if (!list) {
      ADD_FAILURE() << list.error().text();
      return {};
    }
    std::string file;
    while (true) {
      auto piece = run((*list)->next());
      if (!piece) ADD_FAILURE() << piece.error().text();
      if (!piece || !*piece) return file;
      file += **piece;
    }
  }
  void expect_unchanged(ImportKind kind, const std::string& file) {
    options_.kind = kind;
    const auto result = import(file);
    options_.kind = ImportKind::donors;
    EXPECT_GT(result.rows, 0) << name(kind);
    EXPECT_EQ(result.unchanged, result.rows) << name(kind);
    for (const auto& problem : result.problems) ADD_FAILURE() << problem.text();
    EXPECT_TRUE(result.unused_columns.empty()) << result.unused_columns.front();
  }
  void populate() {
    import(
        "Mã,Họ tên,Ngày sinh,Giới tính,SĐT,SĐT 2,Email,Nhóm máu,Ngày hiến,Loại,Xã\n"
        "7,Nguyễn Thị Lan,05/02/1990,Nữ,0912345678,0220 3822 222,lan@example.org,O-,"
        "01/03/2026,tiểu cầu,An Lưu\n"
        ",Trần Văn An,,Nam,0987654321,,,,,,\n"
        ",Lê Văn Ba,01/01/1980,,,,,A,,,\n");
    options_.kind = ImportKind::donations;
    import(
        "Mã,Ngày hiến,Kết quả,Loại,Số đơn vị,Số chứng nhận\n7,01/06/2026,,tiểu cầu,2,GCN-12\n"
        "7,01/09/2026,hoãn,,,\n");
    options_.kind = ImportKind::deferrals;
    import("Mã,Lý do,Ngày\n7,xăm,01/08/2026\n7,permanent,02/08/2026\n");
    options_.kind = ImportKind::consents;
    import("Mã,Mục đích,Ngày ký,Minh chứng\n7,\"nhắc, khẩn cấp\",01/08/2026,folder 3\n");
    options_.kind = ImportKind::donors;
    write([&](Tx& tx) {
      return tx.consents().withdraw(DonorId(1), Purpose::reminders, "link", clock_.now());
    });
  }
};

TEST_F(ExporterTest, what_goes_out_comes_in_again_and_changes_nothing) {
  populate();
  for (const auto kind : all_import_kinds)
    for (const char* language : {"vi", "en"}) {
      const auto file = export_of(kind, ExportFormat::csv, language);
      EXPECT_TRUE(file.starts_with("\xEF\xBB\xBF"));
      expect_unchanged(kind, file);
    }
  EXPECT_EQ(donors(), 3);
  EXPECT_EQ(points(1).size(), 3u);
  EXPECT_EQ(donor(1).consents.bits(), 0b100u) << "what was withdrawn stays so";
}

TEST_F(ExporterTest, another_installation_takes_it_in_whole) {
  populate();
  const auto first = export_of(ImportKind::donors);
  std::vector<std::string> lists;
  for (const auto kind : all_import_kinds) lists.push_back(export_of(kind));
  start_afresh();
  for (std::size_t i = 0; i < lists.size(); ++i) {
    options_.kind = all_import_kinds[i];
    EXPECT_EQ(import(lists[i]).refused, 0);
  }
  options_.kind = ImportKind::donors;
  EXPECT_EQ(export_of(ImportKind::donors), first);
  for (const auto kind : {ImportKind::donations, ImportKind::deferrals})
    EXPECT_EQ(export_of(kind), lists[static_cast<std::size_t>(kind)]) << name(kind);
}

// Cells that a spreadsheet would run, split, join or cut, and that must be the same afterwards.
TEST_F(ExporterTest, hostile_cells_survive_and_none_begins_a_formula) {
  const std::string starts[] = {"=",  "+",    "-", "@", "'=",     "''+",
                                "\"", "a\"b", ";", ",", "=cmd|'", "'"};
  const std::string ends[] = {"An", "1+1", "\"\"", "; x", ",", "'", "Đỗ=", "(B)"};
  std::vector<DonorRow> wanted;
  write([&](Tx& tx) {
    int number = 0;
    for (const auto& start : starts)
      for (const auto& end : ends) {
        DonorRow row;
        row.organisation = options_.organisation;
        row.external_id = fmt::format("{}{}", start, ++number);
        row.name = start + end + "a";
        row.commune = start + end;
        row.id = tx.donors().add(row, clock_.now());
        wanted.push_back(*tx.donors().find(row.id));
      }
    return true;
  });
  const auto file = export_of(ImportKind::donors);
  auto reader = CsvReader::over(file);
  while (reader.next() == CsvStep::row)
    for (const auto& cell : reader.row().cells)
      EXPECT_EQ(std::string("=+-@\t\r").find(cell.empty() ? 'x' : cell[0]), std::string::npos)
          << cell;
  expect_unchanged(ImportKind::donors, file);
  for (const auto& row : wanted) {
    const auto now = donor(row.id.value());
    EXPECT_EQ(now.name, row.name);
    EXPECT_EQ(now.commune, row.commune);
    EXPECT_EQ(now.external_id, row.external_id);
  }
}

TEST_F(ExporterTest, only_ones_own_subtree_and_no_erased_donor) {
  populate();
  write([&](Tx& tx) {
    OrganisationRow other;
    other.code = "kim-thanh";
    other.name = "Kim Thành";
    DonorRow row;
    row.organisation = tx.organisations().add(other);
    row.name = "Người Khác";
    return tx.donors().add(row, clock_.now());
  });
  const auto file = export_of(ImportKind::donors);
  EXPECT_NE(file.find("Nguyễn Thị Lan"), std::string::npos);
  EXPECT_EQ(file.find("Người Khác"), std::string::npos);
}

TEST_F(ExporterTest, is_for_few_and_journalled_with_its_rows) {
  populate();
  for (const Role role : {Role::viewer, Role::desk, Role::caller, Role::approver}) {
    Principal who = coordinator();
    who.role = role;
    const auto refused = run(begin_export(context(), lane_, who, ExportOptions()));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind(), ErrorKind::forbidden);
  }
  export_of(ImportKind::donors);
  const auto rows = read([](Tx& tx) { return tx.journal().recent(2); });
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].what, "donors_export_ended");
  EXPECT_EQ(rows[0].actor, "token:coordinator");
  EXPECT_EQ(rows[0].data, R"({"format":"csv","rows":3})");
  EXPECT_EQ(rows[1].what, "donors_export_begun");
}

TEST_F(ExporterTest, pages_lose_and_double_nobody) {
  std::string file = "Mã,Họ tên\n";
  for (int i = 0; i < 1'203; ++i) file += fmt::format("{},Nguyễn An\n", i);
  import(file);
  const auto out = export_of(ImportKind::donors);
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 1'204);
  expect_unchanged(ImportKind::donors, out);
}

TEST_F(ExporterTest, a_workbook_is_a_whole_archive) {
  populate();
  const auto book = export_of(ImportKind::donations, ExportFormat::xlsx);
  ASSERT_GT(book.size(), 1'000u);
  EXPECT_TRUE(book.starts_with("PK\x03\x04"));
  EXPECT_NE(book.find("PK\x05\x06"), std::string::npos) << "its index, which comes last";
  EXPECT_NE(book.find("xl/worksheets/sheet1.xml"), std::string::npos);
}

}  // namespace
}  // namespace muster
