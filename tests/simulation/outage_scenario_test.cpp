// SPDX-License-Identifier: Apache-2.0
// 36 hours without a daemon: each step that fell due meanwhile is sent, skipped or expired by its
// own policy (F26).
#include <gtest/gtest.h>

#include "muster/store/steps.hpp"
#include "world.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

StepRow step_of(World& w, const std::string& alias, const std::string& code) {
  auto donor = w.id(alias);
  auto job = [donor](Tx& tx) -> Result<std::vector<StepRow>> { return tx.steps().of_donor(donor); };
  for (const auto& step : w.look(job))
    if (step.step == code) return step;
  ADD_FAILURE() << alias << " has no step " << code;
  return {};
}

TEST(OutageScenario, EachMissedStepFollowsItsPolicy) {
  World w({.on_disk = true});
  w.session("kinh-mon-10").on("2026-10-26", "07:30", "11:30").places(100);
  w.session("kinh-mon-11").on("2026-11-05", "07:30", "11:30").places(100);
  w.donor("invite")
      .phone("0912345601")
      .gave(Product::whole_blood, "2026-08-03")
      .consents({reminders});
  w.donor("silent")
      .phone("0912345602")
      .gave(Product::whole_blood, "2026-07-31")
      .consents({reminders});
  w.donor("coming")
      .phone("0912345603")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders});
  w.forward_to("2026-10-24 10:00");
  w.phone("silent").gets("reminder_invite");
  w.phone("coming").gets("reminder_invite").saying("26/10");
  w.phone("coming").says("Có");
  w.phone("coming").gets("reminder_yes");

  // Down over the day before (25th 17:00), the invitation and the follow-up (26th 09:00).
  w.forward_to("2026-10-25 07:00");
  w.kill();
  w.forward_to("2026-10-26 19:00");
  w.start_daemon();
  w.forward(Minutes(1));

  w.phone("invite").gets("reminder_invite").saying("5/11");
  EXPECT_EQ(step_of(w, "invite", "invite").state, StepState::done);
  w.phone("silent").gets("reminder_followup");
  w.phone("coming").hears_nothing();
  EXPECT_EQ(step_of(w, "coming", "day-before").state, StepState::expired);
}

TEST(OutageScenario, AFollowUpOlderThanADayExpires) {
  World w({.on_disk = true});
  w.session("kinh-mon-11").on("2026-11-05", "07:30", "11:30").places(100);
  w.donor("silent")
      .phone("0912345602")
      .gave(Product::whole_blood, "2026-07-31")
      .consents({reminders});
  w.forward_to("2026-10-23 10:00");
  w.phone("silent").gets("reminder_invite");
  w.kill();
  w.forward_to("2026-10-27 10:00");
  w.start_daemon();
  w.forward(Hours(48));
  w.phone("silent").hears_nothing();
  EXPECT_EQ(step_of(w, "silent", "follow-up").state, StepState::expired);
}

TEST(OutageScenario, WhatProvidersTriedMeanwhileComesIn) {
  World w({.on_disk = true});
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.kill();
  w.phone("an").says("Có");
  w.forward(Minutes(20));
  w.start_daemon();
  w.forward(Minutes(1));
  w.phone("an").gets("reminder_yes");
}

TEST(OutageScenario, ARequestGoesOnAfterwards) {
  World w({.start = "2026-10-24 09:00", .on_disk = true});
  w.donor("an").phone("0912345601").group("O+").consents({emergency}).verified();
  w.club("rapid").members({"an"});
  w.kill();
  w.start_daemon();
  auto request = w.request("rapid", "O+", 1, Hours(3));
  w.phone("an").gets("emergency_page");
  w.forward(Seconds(10));
  w.kill();
  w.forward(Minutes(7));
  w.start_daemon();
  EXPECT_EQ(request.page_state("an"), PageState::silent);
  w.phone("an").says("CO 20");
  w.phone("an").gets("page_go");
  EXPECT_EQ(request.page_state("an"), PageState::accepted_go);
}

}  // namespace
}  // namespace muster::simulation
