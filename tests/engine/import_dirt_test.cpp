// SPDX-License-Identifier: Apache-2.0
// Five thousand lines with every kind of dirt: the import must take exactly what is good and name
// the rest by line, column, value and cure.
#include <map>
#include <set>

#include "dirty_list.hpp"
#include "importer_fixture.hpp"
#include "muster/engine/import_rejects.hpp"

namespace muster {
namespace {

constexpr std::int64_t all_lines = 5'000;

class ImportDirtTest : public ImporterTest {
 protected:
  void expect_accepted(const DirtyList& list) {
    std::map<std::string, CleanDonor> wanted;
    for (const auto& one : list.accepted) wanted[one.phone] = one;
    ASSERT_EQ(wanted.size(), list.accepted.size()) << "the list must have each number once";
    ASSERT_EQ(donors(), static_cast<std::int64_t>(wanted.size()));
    for (std::int64_t id = 1; id <= donors(); ++id) {
      const auto found = points(id);
      ASSERT_EQ(found.size(), 1u);
      const auto one = wanted.find(found[0].address);
      ASSERT_NE(one, wanted.end()) << found[0].address;
      const auto row = donor(id);
      EXPECT_EQ(row.name, one->second.name);
      // A repeated line may bring the day that the first one had only the year of.
      if (one->second.birth) {
        EXPECT_EQ(row.birth, one->second.birth) << found[0].address;
      }
      EXPECT_EQ(row.group, one->second.group) << found[0].address;
      ASSERT_EQ(donations(id).size(), 1u) << found[0].address;
      EXPECT_EQ(donations(id)[0].on, one->second.last) << found[0].address;
      wanted.erase(one);
    }
    EXPECT_TRUE(wanted.empty());
  }

  void expect_refused(const DirtyList& list, const ImportResult& result) {
    EXPECT_EQ(result.refused, static_cast<std::int64_t>(list.refused.size()));
    ASSERT_EQ(result.rejects.size(), list.refused.size());
    ASSERT_GT(result.rejects.size(), import_shown) << "more than are shown, so that all are asked";
    for (std::size_t i = 0; i < list.refused.size(); ++i) {
      const DirtyLine& wanted = list.refused[i];
      const ImportReject& found = result.rejects[i];
      ASSERT_EQ(found.line, wanted.line) << result.reject_texts[found.reason];
      EXPECT_EQ(found.column, wanted.column) << "line " << wanted.line;
      const std::string& cure = result.reject_texts[found.cure];
      EXPECT_NE(cure.find(wanted.cure), std::string::npos) << wanted.line << ": " << cure;
      if (i >= result.problems.size()) continue;
      EXPECT_EQ(result.problems[i].line, wanted.line);
      EXPECT_EQ(result.problems[i].value, wanted.value) << "line " << wanted.line;
    }
  }
};

TEST_F(ImportDirtTest, takes_what_is_good_and_names_what_is_not) {
  options_.rejects = true;
  for (const std::uint32_t seed : {1u, 2u}) {
    SCOPED_TRACE(seed);
    const DirtyList list(seed, all_lines);
    if (seed == 2) start_afresh();
    const auto result = import(list.file);
    EXPECT_EQ(result.rows, list.rows);
    EXPECT_EQ(result.added, static_cast<std::int64_t>(list.accepted.size()));
    EXPECT_EQ(result.added + result.changed + result.unchanged + result.refused, result.rows);
    EXPECT_EQ(result.changed + result.unchanged, list.repeats);
    std::multiset<std::int64_t> noted;
    EXPECT_EQ(result.note_count, static_cast<std::int64_t>(list.noted.size()));
    for (const auto& note : result.notes) noted.insert(note.line);
    for (std::size_t i = 0; i < std::min(list.noted.size(), import_shown); ++i)
      EXPECT_EQ(noted.count(list.noted[i]), 1u) << "line " << list.noted[i];
    expect_refused(list, result);
    expect_accepted(list);

    const auto again = import(list.file);
    EXPECT_EQ(again.added, 0);
    EXPECT_EQ(again.changed, 0);
    EXPECT_EQ(again.refused, result.refused);
  }
}

TEST_F(ImportDirtTest, a_dry_run_counts_the_same) {
  const DirtyList list(3, 2'000);
  options_.dry_run = true;
  const auto dry = import(list.file);
  options_.dry_run = false;
  const auto wet = import(list.file);
  EXPECT_EQ(dry.added, wet.added);
  EXPECT_EQ(dry.refused, wet.refused);
  EXPECT_EQ(dry.donations, wet.donations);
  EXPECT_EQ(dry.note_count, wet.note_count);
  EXPECT_EQ(dry.change_count, dry.added);
  EXPECT_EQ(dry.changes.size(), import_shown);
}

// What was refused comes back unmended: refused again, and nothing else.
TEST_F(ImportDirtTest, the_file_of_rejects_is_refused_again_until_it_is_mended) {
  options_.rejects = true;
  const DirtyList list(4, 2'000);
  const auto first = import(list.file);
  const auto csv = import_rejects_csv(list.file, first.encoding, first.rejects, first.reject_texts);
  const auto second = import(csv);
  EXPECT_EQ(second.rows, first.refused);
  EXPECT_EQ(second.unused_columns, first.unused_columns)
      << "the reasons are passed over in silence";
  EXPECT_EQ(second.changed, 0);
  // A stray quote in a note that nobody reads is mended by being written as the text it is.
  std::int64_t stray = 0;
  for (const auto& one : list.refused)
    stray += one.cure == "remove it" || one.cure == "write \"\" for a quote" ? 1 : 0;
  EXPECT_EQ(second.added, stray);
  EXPECT_EQ(second.refused, first.refused - stray);
  const auto third = import_rejects_csv(csv, second.encoding, second.rejects, second.reject_texts);
  EXPECT_EQ(third.substr(0, third.find('\n')), csv.substr(0, csv.find('\n')))
      << "the columns of reasons are not there twice";
}

}  // namespace
}  // namespace muster
