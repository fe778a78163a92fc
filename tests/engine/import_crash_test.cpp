// SPDX-License-Identifier: Apache-2.0
// An import that is killed at any step, and repeated by the next process on the same file, ends
// where one that ran through ends.
#include "dirty_list.hpp"
#include "importer_fixture.hpp"
#include "support/folder.hpp"

namespace muster {
namespace {

// A process with a database on disk. What is destroyed in the middle never comes back, and what was
// not committed is not there.
struct Process {
  explicit Process(const std::string& path) {
    SqliteOptions options;
    options.path = path;
    options.inline_jobs = true;
    store = open_sqlite(loop.get_executor(), options, sealer, random, clock, null_log()).value();
    importer.emplace(
        Context{loop.get_executor(), clock, random, *store, settings, metrics, null_log()}, lane,
        Importer::Replan());
  }

  void begin(std::string file, ImportOptions options) {
    loop.start(importer->take(system_principal(), std::move(file), options), &result);
  }
  // Returns how many steps it took until the end.
  int run_to_end() {
    int steps = 0;
    for (; !result; ++steps) loop.run_one();
    return steps;
  }
  void now(std::function<void(Tx&)> job) {
    auto wrapped = [&job](Tx& tx) -> Result<bool> {
      job(tx);
      return true;
    };
    ASSERT_TRUE(loop.run(store->write(SendLane::transactional, wrapped)));
  }

  TestLoop loop;
  VirtualClock clock{*parse_instant("2026-11-22T03:00:00.000Z")};
  SeededRandom random{7};
  Sealer sealer = Sealer::with_key(std::string(Sealer::key_size, 'k')).value();
  SettingsHolder settings{shipped_site()};
  Metrics metrics;
  std::optional<Result<ImportResult>> result;
  std::unique_ptr<Store> store;
  InlineLane lane{loop.get_executor()};
  std::optional<Importer> importer;
};

class ImportCrashTest : public testing::Test {
 protected:
  ImportOptions prepare(Process& process) {
    ImportOptions options;
    process.now([&](Tx& tx) {
      OrganisationRow row;
      row.code = "kinh-mon";
      row.name = "Kinh Môn";
      options.organisation = tx.organisations().add(row);
    });
    options.consents.give(Purpose::reminders);
    options.proof = "folder 12";
    options.on = *parse_day("2026-11-01");
    return options;
  }

  // All that an import writes, opened; the order of ids is the file's.
  static std::vector<std::string> rows_of(Process& process) {
    std::vector<std::string> rows;
    process.now([&](Tx& tx) {
      for (std::int64_t id = 1;; ++id) {
        const auto donor = tx.donors().find(DonorId(id));
        if (!donor) return;
        std::string row =
            fmt::format("{} {} {} {} {}", id, donor->name, to_string(donor->group),
                        donor->birth ? to_string(*donor->birth) : "", donor->consents.bits());
        for (const auto& point : tx.contact_points().of_donor(donor->id))
          row += fmt::format(" {}:{}", point.id.value(), point.address);
        for (const auto& one : tx.ledger().donations(donor->id))
          row += fmt::format(" {}:{}", one.id.value(), to_string(one.on));
        for (const auto& one : tx.consents().of_donor(donor->id))
          row += fmt::format(" {}:{}", one.id.value(), name(one.purpose));
        const auto eligibility = tx.ledger().eligibility(donor->id);
        row += eligibility && eligibility->on_for(Product::whole_blood)
                   ? to_string(*eligibility->on_for(Product::whole_blood))
                   : "";
        rows.push_back(std::move(row));
      }
    });
    return rows;
  }

  TestFolder folder_;
  std::string path_ = folder_.file("muster.sqlite");
  DirtyList list_{5, 3'000};
};

TEST_F(ImportCrashTest, killed_at_any_step_and_repeated_it_ends_the_same) {
  int steps = 0;
  std::vector<std::string> wanted;
  {
    Process process(path_);
    const auto options = prepare(process);
    process.begin(list_.file, options);
    steps = process.run_to_end();
    ASSERT_TRUE(*process.result) << process.result->error().text();
    wanted = rows_of(process);
  }
  ASSERT_EQ(wanted.size(), list_.accepted.size());
  for (const int part : {1, 2, 3, 5, 6}) {
    SCOPED_TRACE(part);
    folder_.clear();
    ImportOptions options;
    std::size_t written = 0;
    {
      Process killed(path_);
      options = prepare(killed);
      killed.begin(list_.file, options);
      for (int i = 0; i < steps * part / 7; ++i) killed.loop.run_one();
      ASSERT_FALSE(killed.result);
    }
    Process next(path_);
    written = rows_of(next).size();
    EXPECT_LT(written, wanted.size());
    if (part > 1) {
      EXPECT_GT(written, 0u) << "it was killed in the middle";
    }
    next.begin(list_.file, options);
    next.run_to_end();
    ASSERT_TRUE(*next.result) << next.result->error().text();
    EXPECT_EQ(rows_of(next), wanted);
    EXPECT_EQ((*next.result)->refused, static_cast<std::int64_t>(list_.refused.size()));
  }
}

}  // namespace
}  // namespace muster
