// SPDX-License-Identifier: Apache-2.0
// The suite on SQLite: as the daemon runs it, and inline as the simulation does.
#include "suite.hpp"

namespace muster {
namespace {

std::unique_ptr<Store> open(StoreSurroundings& around, std::string path, bool inline_jobs) {
  SqliteOptions options;
  options.path = std::move(path);
  options.inline_jobs = inline_jobs;
  options.log_reserve = 1 << 20;  // each test has a store of its own
  options.on_disk_failure = [](const std::string& what) { ADD_FAILURE() << what; };
  auto store = open_sqlite(around.loop.get_executor(), options, around.sealer, around.random,
                           around.clock, null_log());
  if (!store) ADD_FAILURE() << store.error().text();
  return std::move(store).value();
}

const StoreFactory threads = {"sqlite", [](StoreSurroundings& around) {
                                return open(around, around.folder + "/muster.db", false);
                              }};
const StoreFactory inline_jobs = {"sqlite_inline", [](StoreSurroundings& around) {
                                    return open(around, around.folder + "/muster.db", true);
                                  }};

std::string name_of(const testing::TestParamInfo<StoreFactory>& factory) {
  return factory.param.name;
}

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreConformance, testing::Values(threads, inline_jobs), name_of);

}  // namespace
}  // namespace muster
