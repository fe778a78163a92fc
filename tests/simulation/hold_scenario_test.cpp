// SPDX-License-Identifier: Apache-2.0
// Nobody is called between giving and the entry of the result.
#include <gtest/gtest.h>

#include "muster/domain/series.hpp"
#include "muster/engine/corrections.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/bulk_plans.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/sessions.hpp"
#include "world.hpp"

namespace muster::simulation {
namespace {

void booked_donor(World& w) {
  w.session("kinh-mon-10")
      .venue("Nhà văn hóa Kinh Môn")
      .on("2026-10-29", "07:30", "11:30")
      .places(100);
  w.donor("an")
      .name("Nguyễn Văn An")
      .phone("0912345678")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({Purpose::reminders});
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.phone("an").says("Có");
  w.phone("an").gets("reminder_yes");
}

EligibilityRow eligibility(World& w) {
  auto id = w.id("an");
  return w.look([id](Tx& tx) -> Result<EligibilityRow> { return *tx.ledger().eligibility(id); });
}

std::vector<Hold> holds(World& w, std::string_view day) {
  auto since = Zone::named("Asia/Ho_Chi_Minh").value().day_of(w.at(std::string(day) + " 12:00"));
  return w.look([since](Tx& tx) -> Result<std::vector<Hold>> {
    return tx.ledger().holds(system_principal(), since, {}, 10);
  });
}

void desk_says(World& w, BookingState state) {
  auto id = w.id("an");
  auto settings = w.settings();
  auto now = w.now();
  auto entered = w.change([=](Tx& tx) -> Result<BookingRow> {
    BookingEntry entry;
    entry.session = tx.sessions().find("kinh-mon-10")->id;
    entry.donor = id;
    entry.state = state;
    entry.volume_ml = 350;
    return enter_booking(tx, *settings, system_principal(), entry, now);
  });
  ASSERT_TRUE(entered) << entered.error().text();
}

TEST(HoldScenario, ABookingIsHeldFromTheStartOfItsSession) {
  World w;
  booked_donor(w);
  w.forward_to("2026-10-29 07:29");
  EXPECT_FALSE(eligibility(w).hold);
  w.forward_to("2026-10-29 07:31");
  EXPECT_TRUE(eligibility(w).hold);
  EXPECT_EQ(holds(w, "2026-10-28").size(), 0u);
  auto held = holds(w, "2026-10-29");
  ASSERT_EQ(held.size(), 1u);
  EXPECT_EQ(held[0].source, "booking");
}

TEST(HoldScenario, TheOutcomeSettlesIt) {
  World w;
  booked_donor(w);
  w.forward_to("2026-10-30 08:00");
  desk_says(w, BookingState::given);
  EXPECT_FALSE(eligibility(w).hold);
  EXPECT_TRUE(holds(w, "2026-10-30").empty());
  auto next = w.at("2027-01-21 09:00");  // 84 days after
  EXPECT_EQ(eligibility(w).on_for(Product::whole_blood),
            Zone::named("Asia/Ho_Chi_Minh").value().day_of(next));
}

TEST(HoldScenario, WhoDidNotComeIsFreeAgain) {
  World w;
  booked_donor(w);
  w.forward_to("2026-10-30 08:00");
  EXPECT_TRUE(eligibility(w).hold);
  desk_says(w, BookingState::no_show);
  EXPECT_FALSE(eligibility(w).hold);
  EXPECT_TRUE(holds(w, "2026-10-30").empty());
}

TEST(HoldScenario, WhoCancelsDuringTheSessionIsNotHeld) {
  World w;
  booked_donor(w);
  w.forward_to("2026-10-29 08:00");
  EXPECT_TRUE(eligibility(w).hold);
  w.phone("an").says("Không đến được");
  w.settle();
  EXPECT_FALSE(eligibility(w).hold);
  EXPECT_TRUE(holds(w, "2026-10-29").empty());
}

// They may have given, whatever the no is about now.
TEST(HoldScenario, ANoAfterTheSessionSettlesNothing) {
  World w;
  booked_donor(w);
  w.forward_to("2026-10-29 14:00");
  w.phone("an").says("Không");
  w.settle();
  EXPECT_TRUE(eligibility(w).hold);
  EXPECT_EQ(holds(w, "2026-10-29").size(), 1u);
}

// A stop ends texts, not the question whether they gave.
TEST(HoldScenario, AStopDuringTheSessionKeepsTheHold) {
  World w;
  booked_donor(w);
  w.forward_to("2026-10-29 08:00");
  w.phone("an").says("TC");
  w.settle();
  EXPECT_TRUE(eligibility(w).hold);
  EXPECT_EQ(holds(w, "2026-10-29").size(), 1u);
}

TEST(HoldScenario, ACrashInBetweenLosesNoHold) {
  WorldOptions options;
  options.on_disk = true;
  World w(options);
  booked_donor(w);
  w.kill();
  w.forward_to("2026-10-29 10:00");
  w.start_daemon();
  w.settle();
  EXPECT_TRUE(eligibility(w).hold);
}

// One day's slip of the pen: the date moves, the cycle does not begin anew.
TEST(HoldScenario, ACorrectionMovesTheDateAndKeepsTheCycle) {
  World w;
  w.session("kinh-mon-11").venue("Nhà văn hóa").on("2026-11-29", "07:30", "11:30").places(100);
  w.donor("an")
      .name("Nguyễn Văn An")
      .phone("0912345678")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({Purpose::reminders});
  auto id = w.id("an");
  auto settings = w.settings();
  auto now = w.now();
  auto cycle = [&] {
    return w.look([id](Tx& tx) -> Result<std::string> {
      return cycle_name(CycleOpener::donation, tx.ledger().donations(id).at(0).id.value());
    });
  };
  auto before = cycle();
  auto corrected = w.change([=](Tx& tx) -> Result<DonationEntry> {
    DonationCorrection wanted;
    wanted.on = parse_day("2026-08-10").value();
    wanted.note = "read the list again";
    auto entry = tx.ledger().donations(id).at(0).id;
    return correct_donation(tx, *settings, system_principal(), entry, wanted, now);
  });
  ASSERT_TRUE(corrected) << corrected.error().text();
  EXPECT_EQ(cycle(), before);
  w.forward_to("2026-11-02 08:59");
  w.phone("an").hears_nothing();
  w.forward_to("2026-11-02 09:01");
  w.phone("an").gets("reminder_invite");
}

// Other rules: everybody's dates follow, a crash in the middle included.
TEST(HoldScenario, NewRulesMoveEverybodysDates) {
  WorldOptions options;
  options.on_disk = true;
  // Made for us alone: nobody else holds them.
  auto strict = std::const_pointer_cast<Settings>(shipped_settings({}));
  strict->rules_version = "vn-2013 strict";
  for (auto& row : strict->rules.intervals)
    for (auto& rule : row) rule.days = 112;
  World w(options);
  for (int i = 0; i < 250; ++i)
    w.donor("donor-" + std::to_string(i))
        .name("Nguyễn Văn An")
        .phone("09120" + std::to_string(10000 + i))
        .gave(Product::whole_blood, "2026-08-01");
  auto first_day = [&](const std::string& alias) {
    auto id = w.id(alias);
    return w.look([id](Tx& tx) -> Result<Day> {
      return *tx.ledger().eligibility(id)->on_for(Product::whole_blood);
    });
  };
  auto zone = Zone::named("Asia/Ho_Chi_Minh").value();
  EXPECT_EQ(first_day("donor-7"), zone.day_of(w.at("2026-10-24 12:00")));
  w.take_settings(strict);
  w.kill_after(3, Millis(500));  // in the second of three chunks
  w.forward(Minutes(5));
  for (int i : {0, 7, 99, 100, 101, 249})
    EXPECT_EQ(first_day("donor-" + std::to_string(i)), zone.day_of(w.at("2026-11-21 12:00"))) << i;
  auto plan =
      w.look([](Tx& tx) -> Result<BulkPlanRow> { return *tx.bulk_plans().newest("rules"); });
  EXPECT_TRUE(plan.finished_at);
  EXPECT_EQ(plan.done, 250);
}

}  // namespace
}  // namespace muster::simulation
