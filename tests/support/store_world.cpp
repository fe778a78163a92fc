// SPDX-License-Identifier: Apache-2.0
#include "store_world.hpp"

#include <stdexcept>

namespace muster {

std::unique_ptr<Store> StoreWorld::open_inline() {
  SqliteOptions options;
  options.path = ":memory:";
  options.inline_jobs = true;
  options.on_disk_failure = [](const std::string& what) { ADD_FAILURE() << what; };
  return open_sqlite(loop_.get_executor(), options, sealer_, random_, clock_, null_log()).value();
}

Result<void> StoreWorld::write_job(Body body, SendLane lane) {
  return loop_.run(store_->write(lane, std::move(body)));
}

Result<void> StoreWorld::read_job(Body body) { return loop_.run(store_->read(std::move(body))); }

void StoreWorld::must(const Result<void>& status) {
  if (!status) throw std::runtime_error(status.error().text());
}

}  // namespace muster
