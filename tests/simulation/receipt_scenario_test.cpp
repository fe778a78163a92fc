// SPDX-License-Identifier: Apache-2.0
// Receipts early, late, doubled and overtaking each other: the same end in every order (F47).
#include <gtest/gtest.h>

#include "world.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

struct Case {
  const char* what;
  Faults faults;
  bool reachable;
  MessageState end;
};

Faults with(double Faults::* share) {
  Faults faults;
  faults.*share = 1;
  return faults;
}

void run(const Case& c, bool keyed) {
  SCOPED_TRACE(c.what);
  GatewayManners manners;
  manners.keyed = keyed;
  World w({.gateway = manners});
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  if (!c.reachable) w.gateway().never_delivers_to(w.phone("an").number());
  w.gateway().suffer(c.faults);
  w.forward_to("2026-10-24 09:01");
  w.forward(Hours(22));
  ASSERT_EQ(w.messages_to("an").size(), 1U);
  EXPECT_EQ(name(w.messages_to("an").front().state), name(c.end));
}

TEST(ReceiptScenario, TheEndIsTheSameInEveryOrder) {
  const Case cases[] = {
      {"in time", {}, true, MessageState::delivered},
      {"before the answer", with(&Faults::early_receipt), true, MessageState::delivered},
      {"hours later", with(&Faults::late_receipt), true, MessageState::delivered},
      {"twice", with(&Faults::doubled_receipt), true, MessageState::delivered},
      {"never", with(&Faults::lost_receipt), true, MessageState::accepted},
      {"undelivered", {}, false, MessageState::undelivered},
      {"undelivered, before the answer", with(&Faults::early_receipt), false,
       MessageState::undelivered},
      {"undelivered, twice", with(&Faults::doubled_receipt), false, MessageState::undelivered},
  };
  for (const auto& c : cases) {
    run(c, true);
    run(c, false);
  }
}

// The answer is lost, the receipt comes: it proves that the gateway has the text.
TEST(ReceiptScenario, AReceiptSettlesWhatNobodyKnew) {
  for (bool keyed : {true, false}) {
    GatewayManners manners;
    manners.keyed = keyed;
    World w({.gateway = manners});
    w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
    w.donor("an")
        .phone("0912345678")
        .gave(Product::whole_blood, "2026-08-01")
        .consents({reminders});
    w.forward_to("2026-10-24 08:59");
    w.gateway().next_fate(Fate::lost_answer);
    w.forward_to("2026-10-24 09:30");
    ASSERT_EQ(w.messages_to("an").size(), 1U);
    EXPECT_EQ(w.messages_to("an").front().state, MessageState::delivered) << "keyed " << keyed;
    EXPECT_EQ(w.phone("an").count("reminder_invite"), 1);
  }
}

// Lost answer, then a gateway in trouble: the text may be on the phone, so it stays under its first
// key to the end.
TEST(ReceiptScenario, ATextInDoubtKeepsItsKeyThroughLaterFailures) {
  World w;
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  Faults silent;
  silent.lost_receipt = 1;
  w.gateway().suffer(silent);
  w.forward_to("2026-10-24 08:59");
  w.gateway().next_fate(Fate::lost_answer);
  w.forward_to("2026-10-24 09:00");
  w.gateway().next_fate(Fate::server_error);
  w.forward_to("2026-10-24 09:20");
  ASSERT_EQ(w.gateway().calls().size(), 3U);
  for (const auto& call : w.gateway().calls()) {
    EXPECT_EQ(call.key, w.gateway().calls().front().key);
    EXPECT_EQ(call.text, w.gateway().calls().front().text);
  }
  EXPECT_EQ(w.phone("an").count("reminder_invite"), 1);
}

TEST(ReceiptScenario, ATextInDoubtIsNeverCalledRejected) {
  World w;
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  Faults trouble;
  trouble.lost_receipt = 1;
  trouble.server_error = 1;
  w.gateway().suffer(trouble);
  w.forward_to("2026-10-24 08:59");
  w.gateway().next_fate(Fate::lost_answer);
  w.forward_to("2026-10-24 19:00");
  EXPECT_EQ(name(w.messages_to("an").front().state), name(MessageState::unknown));
}

// The receipt comes while the text waits to go again: it has arrived, so it does not go again.
TEST(ReceiptScenario, AReceiptEndsTheWaitForAnotherTry) {
  World w;
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.gateway().answer_after(Seconds(9));  // receipts 11 s after the delivery, the time-out before
  w.forward_to("2026-10-24 08:59");
  w.gateway().next_fate(Fate::lost_answer);
  w.forward_to("2026-10-24 09:30");
  EXPECT_EQ(name(w.messages_to("an").front().state), name(MessageState::delivered));
}

TEST(ReceiptScenario, WithoutKeysAndReceiptARoutineTextIsListedAsUnknown) {
  GatewayManners manners;
  manners.keyed = false;
  World w({.gateway = manners});
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward_to("2026-10-24 08:59");
  w.gateway().next_fate(Fate::lost_request);
  w.forward_to("2026-10-24 12:00");
  ASSERT_EQ(w.messages_to("an").size(), 1U);
  EXPECT_EQ(w.messages_to("an").front().state, MessageState::unknown);
  EXPECT_EQ(w.gateway().calls().size(), 1U);
}

TEST(ReceiptScenario, AStormOf429IsWaitedOut) {
  World w({.start = "2026-10-25 10:00"});
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  Faults storm;
  storm.throttled = 1;
  w.gateway().suffer(storm);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward(Minutes(1));
  const auto& calls = w.gateway().calls();
  for (std::size_t i = 1; i < calls.size(); ++i)
    EXPECT_GE(calls[i].at, calls[i - 1].at + Seconds(7));
  w.gateway().suffer({});
  w.forward(Minutes(15));
  EXPECT_EQ(w.phone("an").count("reminder_invite"), 1);
}

// A rate limit with its tokens spent: the next text goes when the next token comes, woken by
// nothing else.
TEST(ReceiptScenario, ARateLimitDelaysAndForgetsNobody) {
  GatewayManners slow;
  slow.per_second = 0.5;
  World w({.start = "2026-10-25 10:00", .gateway = slow});
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  for (int i = 0; i < 8; ++i)
    w.donor("d" + std::to_string(i))
        .phone("091234560" + std::to_string(i))
        .gave(Product::whole_blood, "2026-08-01")
        .consents({reminders});
  w.forward(Seconds(30));
  EXPECT_EQ(w.gateway().deliveries().size(), 8U);
  const auto& calls = w.gateway().calls();
  for (std::size_t i = 1; i < calls.size(); ++i)
    EXPECT_GE(calls[i].at, calls[i - 1].at + Millis(1'900));
}

}  // namespace
}  // namespace muster::simulation
