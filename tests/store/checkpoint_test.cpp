// SPDX-License-Identifier: Apache-2.0
// Below the store's seam: what becomes of the log's file while the writer is never idle.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../src/store/sql.hpp"
#include "muster/base/random.hpp"
#include "muster/base/sealing.hpp"
#include "muster/store/store.hpp"
#include "support/folder.hpp"
#include "support/loop.hpp"

namespace muster {
namespace {

namespace fs = std::filesystem;

asio::awaitable<void> write_pages(Store& store, int jobs, int& running) {
  // 100 pages of the database each.
  auto job = [](Tx& tx) -> Result<int> {
    return tx.sql().run("insert or replace into meta (name, value) values ('ballast', ?)",
                        std::string(400'000, 'x'));
  };
  for (int i = 0; i < jobs; ++i) {
    auto done = co_await store.write(SendLane::campaign, job);
    EXPECT_TRUE(done);
  }
  --running;
}

TEST(Checkpoint, keeps_the_log_of_a_busy_writer_short) {
  TestFolder folder;
  TestLoop loop;
  SystemRandom random;
  auto sealer = Sealer::with_key(std::string(Sealer::key_size, 'k')).value();
  VirtualClock clock{from_millis(1'790'000'000'000)};
  SqliteOptions options;
  options.path = folder.file("muster.db");
  options.on_disk_failure = [](const std::string& what) { ADD_FAILURE() << what; };
  auto opened = open_sqlite(loop.get_executor(), options, sealer, random, clock, null_log());
  ASSERT_TRUE(opened) << opened.error().text();
  auto store = std::move(opened).value();
  // Two at a time: one is queued whenever one is committed. 60,000 pages, 240 MiB of log in all.
  int running = 2;
  for (int i = 0; i < 2; ++i) loop.start(write_pages(*store, 300, running));
  loop.run_until([&] { return running == 0; });
  EXPECT_LE(fs::file_size(options.path + "-wal"), 2 * options.log_reserve);
}

}  // namespace
}  // namespace muster
