// SPDX-License-Identifier: Apache-2.0
// kill -9 in the middle of an import: run again, the result is the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <future>

#include "people.hpp"

namespace muster::e2e {
namespace {

constexpr int lines = 20'000;
constexpr int kills = 5;

// Every fiftieth has a number that cannot be.
std::string list() {
  std::string csv = "Mã;Họ tên;Điện thoại;Nhóm máu;Ngày hiến gần nhất\n";
  for (int i = 1; i <= lines; ++i)
    csv += i % 50 == 0
               ? fmt::format("D{0:05};Trần Văn Hùng {0};12345;A+;05/06/2026\n", i)
               : fmt::format("D{0:05};Nguyễn Thị Lan {0};0912{1:06};O+;05/06/2026\n", i, 7 * i);
  return csv;
}

std::string exported(Site& site, const std::string& kind) {
  const auto file = site.folder() / (kind + ".out.csv");
  auto ran = site.muster({"export", kind, "--out", file.string()});
  EXPECT_EQ(ran.status, 0) << ran.err;
  return read_file(file);
}

void start(Site& site) {
  site.start_sandbox({"--no-receipts"});
  site.start();
}

TEST(ImportKilled, RunAgainTheResultIsTheSame) {
  const auto csv = list();
  Site whole;
  start(whole);
  EXPECT_EQ(import_donors(whole, csv, signed_by_all()).status, 3) << "some lines are refused";

  Site killed;
  start(killed);
  bool in_the_middle = false;
  for (int i = 1; i <= kills; ++i) {
    auto run =
        std::async(std::launch::async, [&] { return import_donors(killed, csv, signed_by_all()); });
    const auto there = fmt::format("/v1/donors?external_id=D{:05}", i * lines / (kills + 1) + 1);
    EXPECT_TRUE(eventually(60, [&] { return !killed.get(there).at("items").as_array().empty(); }));
    killed.daemon().kill9();
    auto ran = run.get();
    killed.start();
    auto text = exported(killed, "donors");
    auto donors = std::count(text.begin(), text.end(), '\n') - 1;
    in_the_middle = in_the_middle || (donors > 0 && donors < lines - lines / 50);
    EXPECT_TRUE(ran.status == 3 || !ran.err.empty()) << "whoever ran it is told";
  }
  EXPECT_TRUE(in_the_middle) << "no kill came between the first line and the last";
  EXPECT_EQ(import_donors(killed, csv, signed_by_all()).status, 3);
  for (const auto* kind : {"donors", "donations", "deferrals", "consents"})
    EXPECT_EQ(exported(killed, kind), exported(whole, kind)) << kind;
  EXPECT_EQ(read_file(killed.folder() / "donors.csv.rejected.csv"),
            read_file(whole.folder() / "donors.csv.rejected.csv"));
  // And once more: nothing is left to do.
  auto again =
      killed.muster({"--json", "import", "donors", (killed.folder() / "donors.csv").string()});
  auto result = json::parse(again.out);
  EXPECT_EQ(result.at("added").as_int64() + result.at("changed").as_int64(), 0) << again.out;
}

}  // namespace
}  // namespace muster::e2e
