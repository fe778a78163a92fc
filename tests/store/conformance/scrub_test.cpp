// SPDX-License-Identifier: Apache-2.0
// After a scrub the files hold nothing of what was deleted, and everything else.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "../../../src/store/sql.hpp"
#include "suite.hpp"

namespace muster {
namespace {

namespace fs = std::filesystem;

std::string marker(int i) { return fmt::format("MARK{:05}X", i); }

// The numbers of all markers in the folder's files.
std::set<int> markers_in(const std::string& folder) {
  std::set<int> found;
  for (const auto& file : fs::directory_iterator(folder)) {
    std::ifstream in(file.path(), std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(in), {});
    for (auto at = bytes.find("MARK"); at != std::string::npos; at = bytes.find("MARK", at + 4))
      found.insert(std::atoi(bytes.c_str() + at + 4));
  }
  return found;
}

int erased_in(const std::string& folder) {
  auto found = markers_in(folder);
  return static_cast<int>(
      std::count_if(found.begin(), found.end(), [](int i) { return i % 10 == 0; }));
}

// Names of all lengths, changed here and there, so that pages are divided and rows move.
void fill(Tx& tx, OrganisationId organisation, int donors, Instant now) {
  for (int i = 0; i < donors; ++i) {
    DonorRow row;
    row.organisation = organisation;
    row.name = fmt::format("{:05} {} {}", i * 7919 % 99'991, marker(i),
                           std::string(static_cast<std::size_t>(i % 60), 'n'));
    tx.donors().add(row, now);
  }
  for (int i = 0; i < donors; i += 3)
    tx.sql().run("update donor set name_key = ?, commune = ? where id = ?",
                 fmt::format("{:05} {}", i * 104'729 % 99'991, marker(i)),
                 std::string(static_cast<std::size_t>(i * 13 % 200), 'c'), i + 2);
}

TEST_P(StoreConformance, a_scrub_leaves_nothing_deleted_in_any_file) {
  constexpr int donors = 3'000;
  auto seeded = seed();  // donor 1
  write([&](Tx& tx) { fill(tx, seeded.organisation, donors, now()); });
  write([&](Tx& tx) {
    for (int i = 0; i < donors; i += 10)
      tx.sql().run("update donor set name = '', name_key = '', given_name = '' where id = ?",
                   i + 2);
  });
  ASSERT_GT(erased_in(folder().path()), 100) << "the log has them still";
  auto gone = scrub();
  ASSERT_TRUE(gone) << gone.error().text();
  EXPECT_TRUE(*gone);
  auto left = markers_in(folder().path());
  EXPECT_EQ(left.size(), 2'700U) << "the others are there";
  EXPECT_EQ(erased_in(folder().path()), 0);
  // The pages are written again, from whatever the writer remembers of them.
  write([&](Tx& tx) { tx.sql().run("update donor set commune = ?", std::string(90, 'z')); });
  ASSERT_TRUE(scrub());
  EXPECT_EQ(erased_in(folder().path()), 0);
  reopen();
  auto intact = read([](Tx& tx) {
    auto rows = tx.sql().query("pragma integrity_check");
    rows.next();
    return rows.text(0);
  });
  EXPECT_EQ(intact, "ok");
  EXPECT_EQ(read([](Tx& tx) { return tx.donors().count(system_principal()); }), donors + 1);
}

}  // namespace
}  // namespace muster
