// SPDX-License-Identifier: Apache-2.0
// Who is meant, what is meant, and what a hook that comes twice or forged changes: nothing.
#include <gtest/gtest.h>

#include "muster/store/replies.hpp"
#include "world.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

World& with_session(World& w) {
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  return w;
}

std::vector<ReplyRow> for_a_person(World& w) {
  auto job = [](Tx& tx) -> Result<std::vector<ReplyRow>> {
    return tx.replies().list(system_principal(), true, {}, 50);
  };
  return w.look(job);
}

bool booked(World& w, const std::string& alias) {
  auto job = [donor = w.id(alias)](Tx& tx) -> Result<bool> {
    return tx.sessions().booking_of(donor).has_value();
  };
  return w.look(job);
}

TEST(ReplyScenario, AFamilyPhoneIsAnsweredForWhoeverWasAsked) {
  World w;
  with_session(w);
  w.donor("me")
      .name("Trần Thị Lan")
      .phone("0912345678")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders});
  w.donor("con")
      .name("Trần Văn Minh")
      .phone("0912345678")
      .gave(Product::whole_blood, "2026-10-20")
      .consents({reminders});
  w.forward_to("2026-10-24 09:01");
  w.phone("me").gets("reminder_invite").saying("Lan");
  w.phone("me").says("Có");
  EXPECT_TRUE(booked(w, "me"));
  EXPECT_FALSE(booked(w, "con"));
}

TEST(ReplyScenario, AFamilyPhoneWithTwoQuestionsOpenGoesToAPerson) {
  World w;
  with_session(w);
  w.donor("me")
      .name("Trần Thị Lan")
      .phone("0912345678")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders});
  w.donor("con")
      .name("Trần Văn Minh")
      .phone("0912345678")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders});
  w.forward_to("2026-10-24 09:01");
  w.phone("me").says("Có");
  EXPECT_FALSE(booked(w, "me"));
  EXPECT_FALSE(booked(w, "con"));
  ASSERT_EQ(for_a_person(w).size(), 1U);
  EXPECT_EQ(for_a_person(w).front().why, "several_people_on_number");
}

TEST(ReplyScenario, AWrongNumberIsNeverWrittenToAgain) {
  World w;
  with_session(w);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.phone("an").says("nhầm số rồi");
  w.forward_to("2027-03-01 12:00");
  w.phone("an").hears_nothing();
  ASSERT_EQ(for_a_person(w).size(), 1U);
  EXPECT_EQ(for_a_person(w).front().why, "wrong_number");
}

TEST(ReplyScenario, AHookThatComesTwiceCountsOnce) {
  World w;
  with_session(w);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.phone("an").says("Có");
  w.phone("an").says_again();
  w.phone("an").gets("reminder_yes");
  w.phone("an").says_again();
  w.phone("an").hears_nothing();
}

TEST(ReplyScenario, AlreadyGaveHoldsUntilTheDeskEntersIt) {
  World w;
  with_session(w);
  w.donor("an")
      .phone("0912345678")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders, emergency})
      .verified();
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.phone("an").says("đã hiến");
  w.phone("an").gets("already_noted");
  w.forward_to("2026-10-27 12:00");
  w.phone("an").hears_nothing();
}

TEST(ReplyScenario, LaterSnoozesForTwoWeeks) {
  World w;
  with_session(w);
  w.session("kinh-mon-11").on("2026-11-20", "07:30", "11:30").places(100);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.phone("an").says("để sau nhé");
  w.phone("an").gets("reminder_later").saying("7/11");
  w.forward_to("2026-11-06 12:00");
  w.phone("an").hears_nothing();
}

TEST(ReplyScenario, AFullSessionIsNotOverbooked) {
  World w;
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(1);
  w.donor("an").phone("0912345601").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.donor("binh")
      .phone("0912345602")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders});
  w.forward_to("2026-10-24 09:01");
  w.phone("an").says("Có");
  w.phone("binh").says("Có");
  EXPECT_NE(booked(w, "an"), booked(w, "binh"));
}

TEST(ReplyScenario, AForgedHookChangesNothing) {
  World w;
  with_session(w);
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward_to("2026-10-24 09:01");
  auto body = w.reply_body(w.phone("an").number(), "Có");
  auto forged = signed_hook("replies", "msg-1", body, w.now(),
                            "Zm9yZ2VkLWZvcmdlZC1mb3JnZWQtZm9yZ2VkLWZvcmdlZA==");
  auto old = signed_hook("replies", "msg-1", body, w.now() - Minutes(6), hook_signing_secret);
  for (const auto& request : {forged, old}) {
    std::string gateway = gateway_name;
    auto answer =
        w.process().run(w.process().hooks().take(gateway, hook_path_secret, "replies", request));
    ASSERT_TRUE(answer && answer->has_error());
    EXPECT_EQ(answer->error().kind(), ErrorKind::unauthorised);
  }
  auto genuine = signed_hook("replies", "msg-1", body, w.now(), hook_signing_secret);
  auto elsewhere =
      w.process().run(w.process().hooks().take(gateway_name, "guessed", "replies", genuine));
  ASSERT_TRUE(elsewhere && elsewhere->has_error());
  EXPECT_EQ(elsewhere->error().kind(), ErrorKind::not_found);
  EXPECT_FALSE(booked(w, "an"));
}

}  // namespace
}  // namespace muster::simulation
