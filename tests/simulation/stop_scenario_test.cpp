// SPDX-License-Identifier: Apache-2.0
// STOP wins over every state of a message; one confirmation is the last text. START restores what
// was there before.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "world.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

void due_donor(World& w, const std::string& alias = "an", const std::string& phone = "0912345678") {
  w.donor(alias).phone(phone).gave(Product::whole_blood, "2026-08-01").consents({reminders});
}

World& with_session(World& w) {
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  return w;
}

const char* const forms[] = {"TC", "từ chối", "STOP"};

TEST(StopScenario, EveryFormOfItIsConfirmedOnceAndIsTheEnd) {
  for (const auto* form : forms) {
    SCOPED_TRACE(form);
    World w;
    with_session(w);
    due_donor(w);
    w.forward_to("2026-10-24 09:01");
    w.phone("an").gets("reminder_invite");
    w.phone("an").says(form);
    w.phone("an").gets("stop_confirmed");
    w.phone("an").says(form);
    w.forward_to("2027-06-01 12:00");
    w.phone("an").hears_nothing();
    EXPECT_EQ(w.phone("an").count("stop_confirmed"), 1);
  }
}

TEST(StopScenario, WinsOverAQueuedText) {
  World w({.start = "2026-10-25 22:00"});
  with_session(w);
  due_donor(w);  // queued for 08:00
  w.forward_to("2026-10-26 07:30");
  w.phone("an").says("STOP");
  w.phone("an").gets("stop_confirmed");
  w.forward_to("2026-10-26 12:00");
  w.phone("an").hears_nothing();
  EXPECT_EQ(w.messages_to("an").front().state, MessageState::dropped);
  EXPECT_EQ(w.messages_to("an").front().reason, Reason::stopped);
}

TEST(StopScenario, WinsOverATextThatIsTriedAgain) {
  for (auto fate : {Fate::server_error, Fate::throttled, Fate::refused, Fate::lost_request,
                    Fate::lost_answer}) {
    SCOPED_TRACE(static_cast<int>(fate));
    World w;
    with_session(w);
    due_donor(w);
    w.forward_to("2026-10-24 08:59");
    w.gateway().next_fate(fate);
    w.forward_to("2026-10-24 09:00");
    EXPECT_EQ(w.gateway().calls().size(), 1U);
    // While the answer, or the lack of one, is awaited; the retry is still to come.
    w.phone("an").says("STOP");
    w.forward(Hours(2));
    EXPECT_EQ(w.gateway().calls().size(), 2U) << "the first try and the confirmation";
    EXPECT_EQ(w.phone("an").count("stop_confirmed"), 1);
  }
}

// Committed, and waiting for its place at the gateway: it is called back.
TEST(StopScenario, WinsOverALeasedText) {
  GatewayManners narrow;
  narrow.in_flight = 1;
  World w({.start = "2026-10-25 10:00", .gateway = narrow});
  with_session(w);
  w.gateway().answer_after(Seconds(5));
  for (int i = 0; i < 4; ++i) due_donor(w, fmt::format("d{}", i), fmt::format("091234560{}", i));
  EXPECT_EQ(w.gateway().calls().size(), 1U);
  w.phone("d3").says("STOP");
  w.forward(Minutes(5));
  EXPECT_EQ(w.phone("d3").count("reminder_invite"), 0);
  w.phone("d3").gets("stop_confirmed");
  for (const auto* other : {"d0", "d1", "d2"}) w.phone(other).gets("reminder_invite");
}

TEST(StopScenario, AWrongNumberCallsBackALeasedTextToo) {
  GatewayManners narrow;
  narrow.in_flight = 1;
  World w({.start = "2026-10-25 10:00", .gateway = narrow});
  with_session(w);
  w.gateway().answer_after(Seconds(5));
  for (int i = 0; i < 4; ++i) due_donor(w, fmt::format("d{}", i), fmt::format("091234560{}", i));
  w.phone("d3").says("nhầm số rồi");
  w.forward(Minutes(5));
  w.phone("d3").hears_nothing();
}

TEST(StopScenario, BindsTheNumberAndEverybodyOnIt) {
  World w;
  with_session(w);
  due_donor(w, "an");
  w.donor("binh")
      .phone("0912345678")
      .gave(Product::whole_blood, "2026-08-02")
      .consents({reminders});
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.phone("an").says("TC");
  w.phone("an").gets("stop_confirmed");
  w.forward_to("2026-12-01 12:00");
  w.phone("an").hears_nothing();
}

TEST(StopScenario, FreesTheBooking) {
  World w;
  with_session(w);
  due_donor(w);
  w.forward_to("2026-10-24 09:01");
  w.phone("an").says("Có");
  w.phone("an").says("STOP");
  auto donor = w.id("an");
  auto job = [donor](Tx& tx) -> Result<bool> {
    return tx.sessions().booking_of(donor).has_value();
  };
  EXPECT_FALSE(w.look(job));
}

TEST(StopScenario, StartRestoresWhatWasConsentedAndNothingMore) {
  World w;
  with_session(w);
  due_donor(w);
  w.forward_to("2026-10-20 12:00");
  w.phone("an").says("STOP");
  w.phone("an").gets("stop_confirmed");
  w.phone("an").says("START");
  w.phone("an").gets("start_confirmed");
  auto consents = w.donor_row("an").consents;
  EXPECT_TRUE(consents.has(reminders));
  EXPECT_FALSE(consents.has(emergency));
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
}

TEST(StopScenario, ANumberNobodyKnowsIsStoppedToo) {
  World w;
  with_session(w);
  due_donor(w, "an", "0912345678");
  auto body = w.reply_body("+84999888777", "STOP");
  w.reply_arrives("+84999888777", body, "STOP");
  w.settle();
  w.donor("moi").phone("0999888777").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward_to("2026-10-25 12:00");
  w.phone("moi").hears_nothing();
}

TEST(StopScenario, OfSomebodyPagedPullsTheNext) {
  World w({.start = "2026-10-24 09:00"});
  std::vector<std::string> members;
  for (int i = 0; i < 14; ++i) {
    members.push_back(fmt::format("m{}", i));
    w.donor(members.back())
        .phone(fmt::format("09123456{:02}", i))
        .group("O+")
        .consents({emergency})
        .verified();
  }
  w.club("rapid").members(members);
  auto request = w.request("rapid", "O+", 2, Hours(3));
  w.forward(Seconds(2));
  EXPECT_EQ(request.asked_so_far(), 10);
  for (const auto& alias : members)
    if (request.asked(alias)) {
      w.phone(alias).gets("emergency_page");
      w.phone(alias).says("STOP");
      EXPECT_EQ(request.page_state(alias), PageState::released);
      w.forward(Seconds(1));
      EXPECT_EQ(request.asked_so_far(), 11);
      request.close();
      w.phone(alias).gets("stop_confirmed");
      w.forward(Minutes(5));
      w.phone(alias).hears_nothing();
      return;
    }
}

}  // namespace
}  // namespace muster::simulation
