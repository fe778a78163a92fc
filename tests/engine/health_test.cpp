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
  std::optional<bool> alive[3];
  for (auto& answer : alive) loop_.start(health.alive(), &answer);
  loop_.run_until([&] { return alive[0] && alive[1] && alive[2]; });
  for (const auto& answer : alive) EXPECT_TRUE(*answer);
  run(health.stop());
}

}  // namespace
}  // namespace muster
