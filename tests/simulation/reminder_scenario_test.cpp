// SPDX-License-Identifier: Apache-2.0
// One reminder from the ledger to the day before the session.
#include <gtest/gtest.h>

#include "world.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

// Gave on 1 August, so may give whole blood again on 24 October (84 days).
void repeat_donor(World& w, const std::string& alias = "an",
                  const std::string& phone = "0912345678") {
  w.donor(alias)
      .name("Nguyễn Văn An")
      .phone(phone)
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders});
}

void town(World& w) {
  w.session("kinh-mon-10")
      .venue("Nhà văn hóa Kinh Môn")
      .on("2026-10-29", "07:30", "11:30")
      .places(100);
}

TEST(ReminderScenario, IsSentOnTheDayInTheDonorsLanguageAndByName) {
  World w;
  town(w);
  repeat_donor(w);
  w.forward_to("2026-10-24 08:59");
  w.phone("an").hears_nothing();
  w.forward_to("2026-10-24 09:01");
  w.phone("an")
      .gets("reminder_invite")
      .saying("An")
      .saying("Nhà văn hóa Kinh Môn")
      .saying("29/10")
      .not_saying("{{")
      .arriving_at(w.at("2026-10-24 09:00"));
}

TEST(ReminderScenario, YesBooksAndTheDayBeforeIsRemembered) {
  World w;
  town(w);
  repeat_donor(w);
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.phone("an").says("Có");
  w.phone("an").gets("reminder_yes").saying("29/10");
  // No follow-up for who has answered.
  w.forward_to("2026-10-28 16:59");
  w.phone("an").hears_nothing();
  w.forward_to("2026-10-28 17:01");
  w.phone("an").gets("session_day_before").saying("7h30").arriving_at(w.at("2026-10-28 17:00"));
}

TEST(ReminderScenario, SilenceIsFollowedUpOnce) {
  World w;
  town(w);
  repeat_donor(w);
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.forward_to("2026-10-27 09:01");
  w.phone("an").gets("reminder_followup").saying("An");
  w.forward_to("2026-12-31 12:00");
  w.phone("an").hears_nothing();
}

// Nowhere to go on the day: the invitation waits for a session, and comes alone.
TEST(ReminderScenario, WaitsForASessionAndIsNotFollowedUpOnTheSameDay) {
  World w;
  repeat_donor(w);
  w.forward_to("2026-11-01 12:00");
  w.phone("an").hears_nothing();
  w.session("kinh-mon-11").on("2026-11-12", "07:30", "11:30").places(100);
  w.forward_to("2026-11-02 09:01");
  w.phone("an").gets("reminder_invite").saying("12/11");
  w.phone("an").hears_nothing();
}

TEST(ReminderScenario, WithNoSessionForHalfAYearItExpires) {
  World w;
  repeat_donor(w);
  w.forward_to("2027-05-01 12:00");
  w.session("kinh-mon-05").on("2027-05-12", "07:30", "11:30").places(100);
  w.forward_to("2027-05-03 12:00");
  w.phone("an").hears_nothing();
}

TEST(ReminderScenario, NoEndsTheCycle) {
  World w;
  town(w);
  repeat_donor(w);
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.phone("an").says("không đi được");
  w.phone("an").gets("reminder_no");
  w.forward_to("2026-12-31 12:00");
  w.phone("an").hears_nothing();
}

}  // namespace
}  // namespace muster::simulation
