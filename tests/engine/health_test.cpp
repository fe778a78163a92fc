// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/health.hpp"

#include "registry_fixture.hpp"

namespace muster {
namespace {

TEST_F(RegistryTest, the_writer_is_asked_once_however_many_want_to_know) {
  SettingsHolder holder(settings_);
  Metrics metrics;
  Context context{loop_.get_executor(), clock_, random_, *store_, holder, metrics, null_log()};
  Health health(context);
  int alive = 0;
  for (int i = 0; i < 3; ++i)
    asio::co_spawn(loop_, health.alive(), [&alive](std::exception_ptr, bool yes) { alive += yes; });
  loop_.restart();
  while (alive < 3 && loop_.run_one() > 0) {}
  EXPECT_EQ(3, alive);
  bool stopped = false;
  asio::co_spawn(loop_, health.stop(), [&stopped](std::exception_ptr) { stopped = true; });
  loop_.restart();
  while (!stopped && loop_.run_one() > 0) {}
}

}  // namespace
}  // namespace muster
