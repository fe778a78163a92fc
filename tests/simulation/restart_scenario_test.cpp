// SPDX-License-Identifier: Apache-2.0
// kill -9 between any two steps of the daemon, again and again, while texts and pages drain. A
// keyed gateway: each text once. One without keys: pages at least once, doubles marked; routine
// texts at most once, the rest listed.
#include <gtest/gtest.h>

#include "emergency_town.hpp"

namespace muster::simulation {
namespace {

WorldOptions on_disk(bool keyed, std::uint64_t seed) {
  WorldOptions options;
  options.seed = seed;
  options.start = "2026-10-24 09:30";
  options.gateway.keyed = keyed;
  options.on_disk = true;
  return options;
}

void kill_often(World& w, int kills) {
  for (int i = 0; i < kills; ++i) {
    w.kill_after(static_cast<int>(w.choice().below(60)));
    w.forward(Millis(static_cast<Millis::rep>(1 + w.choice().below(400))));
    if (w.up()) w.kill();
    w.forward(Millis(static_cast<Millis::rep>(w.choice().below(3'000))));
    w.start_daemon();
  }
}

void drain_reminders(bool keyed, std::uint64_t seed) {
  SCOPED_TRACE(fmt::format("keyed {} seed {}", keyed, seed));
  constexpr int donors = 60;
  World w(on_disk(keyed, seed));
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(0);
  Faults slow;
  slow.server_error = 1;
  w.gateway().suffer(slow);  // nothing gets through while the town is entered
  for (int i = 0; i < donors; ++i)
    w.donor(fmt::format("d{}", i))
        .phone(fmt::format("0913{:06}", i))
        .gave(Product::whole_blood, "2026-08-01")
        .consents({Purpose::reminders});
  w.gateway().suffer({});
  kill_often(w, 40);
  w.forward(Hours(1));
  for (int i = 0; i < donors; ++i) {
    auto alias = fmt::format("d{}", i);
    int copies = w.phone(alias).count("reminder_invite");
    bool listed = w.messages_to(alias).front().state == MessageState::unknown;
    EXPECT_LE(copies, 1) << alias;
    EXPECT_TRUE(copies == 1 || (listed && !keyed)) << alias << " was lost";
  }
}

TEST(RestartScenario, RemindersByAKeyedGatewayArriveOnce) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) drain_reminders(true, seed);
}

TEST(RestartScenario, RemindersWithoutKeysArriveAtMostOnceOrAreListed) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) drain_reminders(false, seed);
}

void drain_pages(bool keyed, std::uint64_t seed) {
  SCOPED_TRACE(fmt::format("keyed {} seed {}", keyed, seed));
  World w(on_disk(keyed, seed));
  auto members = make_club(w, 30, 30);
  auto request = w.request("rapid", "O+", 20, Hours(3));
  for (int wave = 0; wave < 3; ++wave) {
    kill_often(w, 12);
    w.forward(Minutes(5));
  }
  w.forward(Minutes(5));
  for (const auto& alias : members) {
    ASSERT_TRUE(request.asked(alias)) << alias;
    int copies = w.phone(alias).count("emergency_page");
    bool flagged = w.messages_to(alias).front().maybe_duplicate;
    EXPECT_GE(copies, 1) << alias << " was lost";
    EXPECT_TRUE(copies == 1 || (!keyed && flagged)) << alias << " got " << copies;
  }
  request.close();
  kill_often(w, 12);
  w.forward(Minutes(10));
  for (const auto& alias : members) EXPECT_GE(w.phone(alias).count("stand_down"), 1) << alias;
}

TEST(RestartScenario, PagesByAKeyedGatewayArriveOnce) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) drain_pages(true, seed);
}

TEST(RestartScenario, PagesWithoutKeysArriveAndDoublesAreMarked) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) drain_pages(false, seed);
}

TEST(RestartScenario, AStopBeforeTheCrashHoldsAfterIt) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    World w(on_disk(true, seed));
    w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(0);
    w.donor("an")
        .phone("0912345678")
        .gave(Product::whole_blood, "2026-08-01")
        .consents({Purpose::reminders});
    w.kill_after(static_cast<int>(seed) * 2);
    w.phone("an").says("STOP");
    if (!w.up()) w.start_daemon();
    w.forward(Hours(30));
    EXPECT_EQ(w.phone("an").count("stop_confirmed"), 1);
    EXPECT_LE(w.phone("an").count("reminder_invite"), 1);
  }
}

}  // namespace
}  // namespace muster::simulation
