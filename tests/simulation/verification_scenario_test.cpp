// SPDX-License-Identifier: Apache-2.0
// What makes a number pageable: a code sent back from it, an answer, a delivered text (F11).
#include <gtest/gtest.h>

#include <algorithm>

#include "muster/engine/contacts.hpp"
#include "world.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

void with_club(World& w) { w.club("rapid").members({"an"}).on_call({"an"}); }

bool is_asked(World& w) {
  auto request = w.request("rapid", "O-", 1, Hours(3));
  w.forward(Minutes(1));
  bool asked = request.asked("an");
  request.close();
  w.forward(Minutes(1));
  w.phone("an").forget_unread();
  return asked;
}

ContactPointId phone_of(World& w, const std::string& alias) {
  auto job = [donor = w.id(alias)](Tx& tx) -> Result<ContactPointId> {
    return tx.contact_points().of_donor(donor).at(0).id;
  };
  return w.look(job);
}

Result<CodeSent> send_code_to(World& w, ContactPointId id) {
  auto job = [settings = w.settings(), id, now = w.now()](Tx& tx) {
    return send_code(tx, *settings, system_principal(), id, now);
  };
  return w.change(job);
}

std::string digits_in(const std::string& text) {
  std::string digits;
  for (char c : text) {
    if (c >= '0' && c <= '9') digits += c;
    if (digits.size() == 6) break;
  }
  return digits;
}

TEST(VerificationScenario, ACodeSentBackBySmsMakesANumberPageable) {
  World w;
  w.donor("an").phone("0912345678").group("O-").consents({emergency, emergency_night});
  with_club(w);
  EXPECT_FALSE(is_asked(w)) << "nobody has shown that the number is theirs";
  auto id = phone_of(w, "an");
  ASSERT_TRUE(send_code_to(w, id));
  auto code = digits_in(w.phone("an").gets("verify_code").text());
  ASSERT_EQ(6U, code.size());
  auto wrong = code;
  wrong[0] = wrong[0] == '9' ? '0' : '9';
  w.phone("an").says(wrong);
  EXPECT_FALSE(is_asked(w));
  w.phone("an").says(code);
  EXPECT_TRUE(is_asked(w));
}

TEST(VerificationScenario, ACodeThatIsOldOrSentFromElsewhereVerifiesNothing) {
  World w;
  w.donor("an").phone("0912345678").group("O-").consents({emergency, emergency_night});
  w.donor("binh").phone("0912345679").group("O-");
  with_club(w);
  auto id = phone_of(w, "an");
  ASSERT_TRUE(send_code_to(w, id));
  auto code = digits_in(w.phone("an").gets("verify_code").text());
  w.phone("binh").says(code);
  w.forward(Minutes(15));
  w.phone("an").says(code);
  auto how = w.look(
      [id](Tx& tx) -> Result<std::string> { return tx.contact_points().find(id)->verified_how; });
  EXPECT_NE("code_reply", how);
}

TEST(VerificationScenario, AnAddressGetsThreeCodesADay) {
  World w;
  w.donor("an").phone("0912345678");
  auto id = phone_of(w, "an");
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(send_code_to(w, id));
    w.phone("an").gets("verify_code");
  }
  EXPECT_EQ(ErrorKind::conflict, send_code_to(w, id).error().kind());
  w.phone("an").hears_nothing();
  w.forward(Hours(24));
  EXPECT_TRUE(send_code_to(w, id));
}

TEST(VerificationScenario, ADeliveredTextMakesANumberPageableForAYear) {
  World w;
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("an")
      .phone("0912345678")
      .group("O-")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders, emergency, emergency_night});
  with_club(w);
  w.forward_to("2026-10-24 08:00");
  EXPECT_FALSE(is_asked(w));
  w.forward_to("2026-10-24 09:01");
  w.phone("an").gets("reminder_invite");
  w.forward(Minutes(2));
  EXPECT_TRUE(is_asked(w)) << "the receipt said delivered";
}

TEST(VerificationScenario, ATextThatDidNotArriveProvesNothing) {
  World w;
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("an")
      .phone("0912345678")
      .group("O-")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders, emergency, emergency_night});
  with_club(w);
  w.gateway().never_delivers_to(w.phone("an").number());
  w.forward_to("2026-10-24 09:30");
  EXPECT_FALSE(is_asked(w));
}

TEST(VerificationScenario, AnAddressHasHours) {
  World w;
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("an")
      .phone("0912345678")
      .group("O-")
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders, emergency, emergency_night})
      .verified();
  with_club(w);
  auto job = [id = phone_of(w, "an")](Tx& tx) -> Result<bool> {
    return tx.contact_points().set_window(id, DayWindow{Hours(18), Hours(22)});
  };
  w.change(job).value();
  w.forward_to("2026-10-24 09:01");
  w.phone("an").hears_nothing();
  EXPECT_FALSE(is_asked(w)) << "a page skips the address too";
  w.forward_to("2026-10-24 17:59");
  w.phone("an").hears_nothing();
  w.forward_to("2026-10-24 18:01");
  w.phone("an").gets("reminder_invite");
  EXPECT_TRUE(is_asked(w));
}

TEST(VerificationScenario, AnAnswerThatNamesItsPersonIsTheirs) {
  World w;
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
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
  auto booked = [&](const std::string& alias) {
    return w.look([donor = w.id(alias)](Tx& tx) -> Result<bool> {
      return tx.sessions().booking_of(donor).has_value();
    });
  };
  w.phone("me").says("Minh có");
  EXPECT_TRUE(booked("con"));
  EXPECT_FALSE(booked("me"));
  w.phone("me").says("chi Lan khong");
  EXPECT_FALSE(booked("me"));
  EXPECT_TRUE(booked("con"));
}

}  // namespace
}  // namespace muster::simulation
