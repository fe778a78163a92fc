// SPDX-License-Identifier: Apache-2.0
// A person who was texted, answered and was paged is erased from the real programs: nothing of them
// is left in any file the daemon writes.
#include <gtest/gtest.h>

#include "people.hpp"

namespace muster::e2e {
namespace {

constexpr const char* csv =
    "Mã;Họ tên;Điện thoại;Email;Địa chỉ;Nhóm máu;Ngày hiến gần nhất\n"
    "HSMARK77;Trịnh Thị Zuyên Mốc;0987650123;zuyenmoc@example.org;Ngõ Cây Đa Quái;O-;01/01/2026\n"
    "D2;Nguyễn Thị Lan;0912000002;;;O-;01/01/2026\n";
constexpr const char* words = "nha em o ngo Cay Da Quai";

const char* const traces[] = {"HSMARK77",    "Zuyên",       "zuyen",     "987650123",
                              "0987650123",  "84987650123", "%2B849876", "Cây Đa Quái",
                              "Cay Da Quai", "Trịnh Thị",   "trinh thi", "OTg3NjUwMTIz"};

// Of the daemon: its folder without what the test itself put there.
void expect_no_trace(const Site& site) {
  namespace fs = std::filesystem;
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(site.folder())) {
    auto name = entry.path().filename().string();
    if (!entry.is_regular_file() || name == "donors.csv" || name.starts_with("sandbox")) continue;
    ++files;
    auto bytes = read_file(entry.path());
    for (const auto* trace : traces)
      EXPECT_EQ(bytes.find(trace), std::string::npos) << trace << " in " << entry.path();
  }
  EXPECT_GE(files, 3) << "database, log of the database, log";
}

TEST(Privacy, AnErasedDonorIsInNoFile) {
  Site site;
  site.start_sandbox({"--receipt-delay-ms", "20"});
  site.start();
  auto imported = import_donors(site, csv, signed_by_all());
  ASSERT_EQ(imported.status, 0) << imported.out << imported.err;
  auto must = [&](std::vector<std::string> arguments) {
    auto ran = site.muster(arguments);
    EXPECT_EQ(ran.status, 0) << arguments[0] << " " << arguments[1] << ": " << ran.err;
    return ran;
  };
  must({"club", "add", "--code", "rapid", "--name", "CLB Mau song", "--place", "BV Kinh Mon",
        "--contact", "0220382115"});
  for (const auto* donor : {"1", "2"}) must({"club", "join", "rapid", "--donor", donor});
  must({"request", "open", "--group", "O-", "--product", "red_cells", "--units", "2", "--needed-by",
        "+90m", "--club", "rapid"});
  ASSERT_TRUE(
      eventually(20, [&] { return site.sandbox().messages("to=%2B84987650123").size() > 0; }));
  site.sandbox().reply("+84987650123", std::string("K1 CO ") + words);
  site.sandbox().reply("+84987650123", words);
  ASSERT_TRUE(eventually(10, [&] {
    return !site.get("/v1/donors/1/timeline").at("items").as_array().empty() &&
           site.get("/v1/replies?all=true").at("items").as_array().size() >= 2;
  }));
  auto file = site.folder() / "export.json";
  must({"donor", "export", "1", "--out", file.string()});
  auto exported = read_file(file);
  for (const auto* text : {"Zuyên", "+84987650123", "HSMARK77", words})
    EXPECT_NE(exported.find(text), std::string::npos) << text;
  EXPECT_NE(site.muster({"donor", "export", "1", "--out", file.string()}).status, 0)
      << "never over another file";
  std::filesystem::remove(file);

  must({"subject", "open", "--kind", "erasure", "--how", "phone", "--donor", "1", "--note",
        "Zuyên gọi từ 0987650123"});
  EXPECT_NE(site.muster({"donor", "erase", "1", "--reason", "requested"}).status, 0)
      << "nobody typed the name";
  auto erased =
      site.muster_json({"donor", "erase", "1", "--reason", "requested", "--request", "1", "--yes"});
  EXPECT_EQ(erased.at("already"), json::value(false));
  // Pages go out: the files follow ten seconds after the last.
  ASSERT_TRUE(eventually(40, [&] {
    return site.daemon().log().find("files_scrubbed") != std::string::npos;
  })) << site.daemon().log();
  expect_no_trace(site);
  EXPECT_EQ(site.muster({"donor", "show", "1"}).status, 1);
  EXPECT_EQ(site.get("/v1/donors?name=Nguy").at("items").as_array().size(), 1U);
  EXPECT_EQ(site.get("/v1/journal/verify").at("holds"), json::value(true));
  site.stop();
  expect_no_trace(site);
  site.start();
  EXPECT_EQ(site.get("/v1/donors/2").at("name"), json::value("Nguyễn Thị Lan"));
}

}  // namespace
}  // namespace muster::e2e
