// SPDX-License-Identifier: Apache-2.0
// The suite on SQLite: as the daemon runs it, and inline as the simulation does.
#include "suite.hpp"

namespace muster {
namespace {

std::unique_ptr<Store> open(StoreConformance& suite, bool inline_jobs) {
  SqliteOptions options;
  options.inline_jobs = inline_jobs;
  options.log_reserve = 1 << 20;  // each test has a store of its own
  return suite.open_file(options);
}

const StoreFactory threads = {"sqlite", [](StoreConformance& suite) { return open(suite, false); }};
const StoreFactory inline_jobs = {"sqlite_inline",
                                  [](StoreConformance& suite) { return open(suite, true); }};

std::string name_of(const testing::TestParamInfo<StoreFactory>& factory) {
  return factory.param.name;
}

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreConformance, testing::Values(threads, inline_jobs), name_of);

}  // namespace
}  // namespace muster
