// SPDX-License-Identifier: Apache-2.0
// Stops in part, consents that end, the register, limits: whatever order they and the sending come
// in, they win.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "office.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

World& with_session(World& w) {
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  return w;
}

void due_donor(World& w, const std::string& alias, const std::string& phone,
               std::vector<Purpose> consents = {reminders, campaigns}) {
  w.donor(alias).phone(phone).gave(Product::whole_blood, "2026-08-01").consents(consents);
}

// One place at the gateway: the last of them waits for it, committed and leased.
GatewayManners narrow() {
  GatewayManners manners;
  manners.in_flight = 1;
  return manners;
}
void fill(World& w) {
  with_session(w);
  w.gateway().answer_after(Seconds(5));
  for (int i = 0; i < 4; ++i) due_donor(w, fmt::format("d{}", i), fmt::format("091234560{}", i));
  ASSERT_EQ(w.gateway().calls().size(), 1U);
}

Reason dropped(World& w, const std::string& alias) {
  auto row = w.messages_to(alias).back();
  EXPECT_EQ(row.state, MessageState::dropped) << name(row.state);
  return row.reason;
}

TEST(ConsentScenario, AStopOfCampaignsLeavesReminders) {
  World w({.start = "2026-10-24 08:00"});
  with_session(w);
  due_donor(w, "an", "0912345678");
  Office office(w);
  EXPECT_TRUE(office.stops("an", {campaigns}, Channel::sms));
  EXPECT_TRUE(office.invites("an"));
  EXPECT_EQ(dropped(w, "an"), Reason::stopped);
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
}

TEST(ConsentScenario, AStopOfRemindersLeavesCampaignsAndPages) {
  World w({.start = "2026-10-24 08:00"});
  with_session(w);
  w.donor("an")
      .phone("0912345678")
      .group("O+")
      .gave(Product::whole_blood, "2026-06-01")
      .consents({reminders, campaigns, emergency})
      .verified();
  w.club("rapid").members({"an"});
  Office office(w);
  EXPECT_TRUE(office.stops("an", {reminders}));
  w.forward_to("2026-10-24 12:00");
  auto before = w.phone("an").count("reminder_invite");
  EXPECT_TRUE(office.invites("an"));
  w.forward(Seconds(10));
  EXPECT_EQ(w.phone("an").count("reminder_invite"), before + 1);
  w.phone("an").forget_unread();
  w.request("rapid", "O+", 1, Hours(3));
  w.phone("an").gets("emergency_page");
}

TEST(ConsentScenario, ADonorsOwnStopLeavesWhoeverSharesTheNumber) {
  World w({.start = "2026-10-24 08:00"});
  with_session(w);
  due_donor(w, "an", "0912345678");
  due_donor(w, "binh", "0912345678");
  EXPECT_TRUE(Office(w).stops("an", {reminders}));
  w.forward_to("2026-10-24 09:01");
  EXPECT_EQ(w.phone("an").count("reminder_invite"), 1) << "Bình's";
  EXPECT_EQ(w.messages_to("binh").size(), 1U);
}

TEST(ConsentScenario, AStopInPartCallsBackWhatIsLeasedAndNothingElse) {
  World w({.start = "2026-10-25 10:00", .gateway = narrow()});
  fill(w);
  EXPECT_TRUE(Office(w).stops("d3", {reminders}));
  EXPECT_TRUE(Office(w).stops("d2", {campaigns}));
  w.forward(Minutes(5));
  w.phone("d3").hears_nothing();
  EXPECT_EQ(dropped(w, "d3"), Reason::stopped);
  for (const auto* other : {"d0", "d1", "d2"}) w.phone(other).gets("reminder_invite");
}

TEST(ConsentScenario, AWithdrawalCallsBackWhatIsLeased) {
  World w({.start = "2026-10-25 10:00", .gateway = narrow()});
  fill(w);
  EXPECT_TRUE(Office(w).withdraws("d3", {reminders}));
  w.forward(Minutes(5));
  w.phone("d3").hears_nothing();
  EXPECT_EQ(dropped(w, "d3"), Reason::no_consent);
}

TEST(ConsentScenario, APauseCallsBackWhatIsLeasedAndItGoesAfterwards) {
  World w({.start = "2026-10-25 10:00", .gateway = narrow()});
  fill(w);
  EXPECT_TRUE(Office(w).snoozes("d3", "2026-10-27"));
  w.forward_to("2026-10-27 07:59");
  EXPECT_EQ(w.phone("d3").count("reminder_invite"), 0);
  w.forward_to("2026-10-27 08:01");
  EXPECT_EQ(w.phone("d3").count("reminder_invite"), 1);
}

TEST(ConsentScenario, AWithdrawalDropsWhatIsQueuedInTheSameTransaction) {
  World w({.start = "2026-10-25 22:00"});
  with_session(w);
  due_donor(w, "an", "0912345678");  // queued for 08:00
  Office office(w);
  EXPECT_TRUE(office.withdraws("an", {campaigns}));
  EXPECT_EQ(w.messages_to("an").back().state, MessageState::queued);
  EXPECT_TRUE(office.withdraws("an", {reminders}));
  EXPECT_EQ(dropped(w, "an"), Reason::no_consent);
}

void pool(World& w, int members) {
  std::vector<std::string> aliases;
  for (int i = 0; i < members; ++i) {
    aliases.push_back(fmt::format("m{}", i));
    w.donor(aliases.back())
        .phone(fmt::format("09123456{:02}", i))
        .group("O+")
        .consents({emergency, emergency_night})
        .verified();
  }
  w.club("rapid").members(aliases);
}

TEST(ConsentScenario, AWithdrawalReleasesAPageThatWaitsAndKeepsOneThatWasPromised) {
  World w({.start = "2026-10-24 09:00"});
  pool(w, 2);
  auto request = w.request("rapid", "O+", 2, Hours(3));
  w.forward(Seconds(2));
  w.phone("m0").gets("emergency_page");
  w.phone("m0").says("CO 20");
  Office office(w);
  EXPECT_TRUE(office.withdraws("m0", {emergency}));
  EXPECT_TRUE(office.withdraws("m1", {emergency}));
  EXPECT_EQ(request.page_state("m0"), PageState::accepted_go);
  EXPECT_EQ(request.page_state("m1"), PageState::released);
  w.phone("m0").gets("page_go");
  request.close();
  w.phone("m0").gets("stand_down");
}

TEST(ConsentScenario, AStopOfPagesReleasesAlsoWhatWasPromised) {
  World w({.start = "2026-10-24 09:00"});
  pool(w, 1);
  auto request = w.request("rapid", "O+", 1, Hours(3));
  w.forward(Seconds(2));
  w.phone("m0").gets("emergency_page");
  w.phone("m0").says("CO 20");
  w.phone("m0").gets("page_go");
  EXPECT_TRUE(Office(w).stops("m0", {emergency}));
  EXPECT_EQ(request.page_state("m0"), PageState::released);
  request.close();
  w.forward(Minutes(5));
  w.phone("m0").hears_nothing();
}

TEST(ConsentScenario, TheRegisterKeepsCampaignsAndNoReminder) {
  World w({.start = "2026-10-24 08:00"});
  with_session(w);
  due_donor(w, "an", "0912345678");
  Office office(w);
  EXPECT_TRUE(office.lists({"+84912345678"}));
  EXPECT_TRUE(office.invites("an"));
  EXPECT_EQ(dropped(w, "an"), Reason::do_not_call);
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  EXPECT_TRUE(office.lists({"+84912345670"}, DncChannel::both, true));
  EXPECT_TRUE(office.invites("an"));
  w.phone("an").gets("reminder_invite");
}

TEST(ConsentScenario, TheRegisterCallsBackALeasedCampaign) {
  World w({.start = "2026-10-24 10:00", .gateway = narrow()});
  with_session(w);
  w.gateway().answer_after(Seconds(5));
  Office office(w);
  for (int i = 0; i < 4; ++i) {
    due_donor(w, fmt::format("d{}", i), fmt::format("091234560{}", i), {campaigns});
    EXPECT_TRUE(office.invites(fmt::format("d{}", i)));
  }
  EXPECT_TRUE(office.lists({"+84912345603"}));
  w.forward(Minutes(5));
  w.phone("d3").hears_nothing();
  EXPECT_EQ(dropped(w, "d3"), Reason::do_not_call);
  for (const auto* other : {"d0", "d1", "d2"}) w.phone(other).gets("reminder_invite");
}

// Three a day to one number, whoever has it (Decree 91/2020).
TEST(ConsentScenario, CampaignsKeepTheLimitOfTheNumber) {
  World w({.start = "2026-10-24 08:00"});
  with_session(w);
  due_donor(w, "an", "0912345678", {campaigns});
  due_donor(w, "binh", "0912345678", {campaigns});
  Office office(w);
  for (int i = 0; i < 2; ++i)
    for (const auto* alias : {"an", "binh"}) {
      EXPECT_TRUE(office.invites(alias));
      w.forward(Minutes(10));
    }
  EXPECT_EQ(w.phone("an").count("reminder_invite"), 3);
  EXPECT_EQ(w.messages_to("binh").back().reason, Reason::frequency_cap);
  w.forward_to("2026-10-25 07:59");
  EXPECT_EQ(w.phone("an").count("reminder_invite"), 3);
  w.forward_to("2026-10-25 08:30");
  EXPECT_EQ(w.phone("an").count("reminder_invite"), 4);
}

TEST(ConsentScenario, AnOldRegisterIsToldOnceADay) {
  World w({.start = "2026-10-24 08:00"});
  with_session(w);
  due_donor(w, "an", "0912345678", {campaigns});
  due_donor(w, "binh", "0912345679", {campaigns});
  Office office(w);
  auto told = [&] {
    int count = 0;
    for (const auto& line : w.log().lines())
      count += line.find("do_not_call_register_old") != std::string::npos;
    return count;
  };
  EXPECT_TRUE(office.invites("an"));
  EXPECT_TRUE(office.invites("binh"));
  EXPECT_EQ(told(), 1);
  EXPECT_TRUE(office.lists({"+84912345670"}));
  w.forward_to("2026-10-25 09:00");
  EXPECT_TRUE(office.invites("an"));
  EXPECT_EQ(told(), 1) << "it is young now";
}

}  // namespace
}  // namespace muster::simulation
