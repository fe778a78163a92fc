// SPDX-License-Identifier: Apache-2.0
// An erased donor hears nothing more, is replaced at once where they were wanted, and leaves
// nothing in the files; what is old goes by itself.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "emergency_town.hpp"
#include "muster/domain/folding.hpp"
#include "muster/store/attempts.hpp"
#include "muster/store/erasure.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/replies.hpp"

namespace muster::simulation {
namespace {

using enum Purpose;

constexpr const char* full_name = "Trịnh Thị Zuyên Mốc";
constexpr const char* number = "0987650123";
constexpr const char* words = "nha em o ngo Cay Da Quai so bay";

EraseWanted wanted(DonorId donor) {
  EraseWanted wanted;
  wanted.donor = donor;
  return wanted;
}

Principal coordinator() {
  auto who = system_principal();
  who.actor = "token:coordinator";
  return who;
}

Erased erase(World& w, const std::string& alias) {
  auto& process = w.process();
  auto erased = process.run(process.eraser().erase(coordinator(), wanted(w.id(alias))));
  w.settle();
  if (!erased || !*erased) {
    ADD_FAILURE() << "not erased";
    return {};
  }
  return **erased;
}

std::vector<std::string> traces() {
  std::string phone(number);
  auto international = "84" + phone.substr(1);
  return {full_name,     fold_key(full_name),   "Zuyên", "zuyen", phone, phone.substr(1),
          international, "%2B" + international, words};
}

// Every file of the database that holds one of them.
void expect_no_trace(const World& w) {
  for (const auto& file : std::filesystem::directory_iterator(w.folder())) {
    std::ifstream in(file.path(), std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(in), {});
    for (const auto& trace : traces())
      EXPECT_EQ(bytes.find(trace), std::string::npos) << trace << " in " << file.path();
  }
}

void reminded(World& w) {
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.donor("zu")
      .name(full_name)
      .phone(number)
      .gave(Product::whole_blood, "2026-08-01")
      .consents({reminders});
  w.donor("an").phone("0912345678").gave(Product::whole_blood, "2026-08-01").consents({reminders});
  w.forward_to("2026-10-24 09:01");
  w.phone("zu").gets("reminder_invite");
  w.phone("an").gets("reminder_invite");
}

TEST(PrivacyScenario, AnErasedDonorLeavesNoTraceAndTheOthersEverything) {
  World w({.on_disk = true});
  reminded(w);
  w.phone("zu").says(words);
  w.forward(Minutes(1));
  auto erased = erase(w, "zu");
  EXPECT_TRUE(erased.scrubbed);
  EXPECT_EQ(erased.consents_ended, 1);
  expect_no_trace(w);
  w.phone("zu").forget_unread();
  w.forward_to("2027-03-01 12:00");
  w.phone("zu").hears_nothing();
  expect_no_trace(w);
  EXPECT_EQ(w.donor_row("an").name, "an");
  auto again = erase(w, "zu");
  EXPECT_TRUE(again.already);
}

TEST(PrivacyScenario, TheFilesAreScrubbedAfterAKillRightAfterTheCommit) {
  World w({.on_disk = true});
  reminded(w);
  auto job = [wanted = wanted(w.id("zu")), now = w.now()](Tx& tx) {
    return erase_donor(tx, coordinator(), wanted, now);
  };
  ASSERT_TRUE(w.change_unsettled(job));
  w.kill();
  w.start_daemon();
  expect_no_trace(w);
  auto due = [](Tx& tx) -> Result<bool> { return ErasureTable(tx).scrub_due().has_value(); };
  EXPECT_FALSE(w.look(due));
}

TEST(PrivacyScenario, ALeasedTextIsCalledBack) {
  GatewayManners narrow;
  narrow.in_flight = 1;
  World w({.start = "2026-10-25 10:00", .gateway = narrow});
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.gateway().answer_after(Seconds(5));
  for (int i = 0; i < 4; ++i)
    w.donor(fmt::format("d{}", i))
        .phone(fmt::format("091234560{}", i))
        .gave(Product::whole_blood, "2026-08-01")
        .consents({reminders});
  erase(w, "d3");
  w.forward(Minutes(5));
  w.phone("d3").hears_nothing();
  for (const auto* other : {"d0", "d1", "d2"}) w.phone(other).gets("reminder_invite");
}

// On the wire while they are erased: the gateway's id for it is kept nowhere.
TEST(PrivacyScenario, WhatIsOnTheWireKeepsNoProvidersId) {
  World w({.start = "2026-10-25 10:00"});
  w.session("kinh-mon-10").on("2026-10-29", "07:30", "11:30").places(100);
  w.gateway().answer_after(Seconds(5));
  w.donor("zu").phone(number).gave(Product::whole_blood, "2026-08-01").consents({reminders});
  ASSERT_EQ(w.gateway().calls().size(), 1U);
  erase(w, "zu");
  w.forward(Minutes(1));
  auto message = w.messages_to("zu").front();
  EXPECT_TRUE(is_final(message.state) || message.state == MessageState::accepted);
  auto job = [id = message.id](Tx& tx) -> Result<AttemptRow> { return *tx.attempts().last_of(id); };
  auto attempt = w.look(job);
  EXPECT_TRUE(attempt.finished_at);
  EXPECT_EQ(attempt.provider_id + attempt.request, "");
}

TEST(PrivacyScenario, AnErasedAcceptorIsReplacedAtOnce) {
  World w({.start = "2026-10-24 09:00"});
  auto members = make_club(w, 14, 0);
  auto request = w.request("rapid", "O+", 2, Hours(3));
  w.forward(Seconds(2));
  ASSERT_EQ(request.asked_so_far(), 10);
  auto first = asked(request, members, w).front();
  w.phone(first).gets("emergency_page");
  w.phone(first).says("CO");
  w.forward(Seconds(2));
  ASSERT_TRUE(is_commitment(request.page_state(first)));
  auto erased = erase(w, first);
  EXPECT_EQ(erased.pages_released, 1);
  EXPECT_EQ(request.page_state(first), PageState::released);
  EXPECT_EQ(request.page_to(first).arrival_code, "");
  w.forward(Seconds(2));
  EXPECT_EQ(request.asked_so_far(), 11);
  w.phone(first).forget_unread();
  request.close();
  w.forward(Minutes(5));
  w.phone(first).hears_nothing();
}

TEST(PrivacyScenario, ADonorAtTheDeskIsNotErased) {
  World w({.start = "2026-10-24 09:00"});
  auto members = make_club(w, 2, 0);
  auto request = w.request("rapid", "O+", 2, Hours(3));
  w.forward(Seconds(2));
  w.phone("m0").says("CO");
  ASSERT_TRUE(request.arrives("m0"));
  auto& process = w.process();
  auto erased = process.run(process.eraser().erase(coordinator(), wanted(w.id("m0"))));
  ASSERT_TRUE(erased.has_value());
  ASSERT_FALSE(*erased);
  EXPECT_EQ(erased->error().kind(), ErrorKind::conflict);
}

std::shared_ptr<const Settings> with_retention(RetentionPolicy policy) {
  auto settings = std::const_pointer_cast<Settings>(shipped_settings({}));
  policy.zone = Zone::named(viet_nam).value();
  settings->retention = policy;
  return settings;
}

std::vector<ReplyRow> replies_of(World& w, const std::string& alias) {
  auto job = [donor = w.id(alias)](Tx& tx) -> Result<std::vector<ReplyRow>> {
    return tx.replies().of_donor(donor);
  };
  return w.look(job);
}

TEST(PrivacyScenario, OldRepliesGoInTheNightAndTheJournalSaysSo) {
  RetentionPolicy policy;
  policy.keep[static_cast<std::size_t>(RetentionRule::reply_texts)] = Days(1);
  World w({.on_disk = true, .settings = with_retention(policy)});
  reminded(w);
  w.phone("an").says("Có");
  w.forward_to("2026-10-25 08:00");
  ASSERT_EQ(replies_of(w, "an").front().text, "Có") << "less than a day at 03:00";
  // Down over night: made up for at the start.
  w.kill();
  w.jump_to(w.at("2026-10-26 08:00"));
  w.start_daemon();
  EXPECT_EQ(replies_of(w, "an").front().text, "");
  auto rows = [](Tx& tx) -> Result<std::vector<JournalRow>> {
    return tx.journal().of("retention", static_cast<std::int64_t>(RetentionRule::reply_texts));
  };
  ASSERT_EQ(w.look(rows).size(), 1U) << "a row a chunk, none for nothing";
  w.forward_to("2026-10-28 08:00");
  EXPECT_EQ(w.look(rows).size(), 1U);
}

TEST(PrivacyScenario, InactiveDonorsGoByThemselvesOnlyWhenTheKeySaysSo) {
  for (bool by_itself : {false, true}) {
    SCOPED_TRACE(by_itself);
    RetentionPolicy policy;
    policy.inactive_months = 1;
    policy.erase_inactive = by_itself;
    World w({.settings = with_retention(policy)});
    w.donor("gone").phone("0912345671").gave(Product::whole_blood, "2020-08-01");
    w.donor("stays")
        .phone("0912345672")
        .gave(Product::whole_blood, "2020-08-01")
        .consents({campaigns});
    w.forward(Days(20));
    EXPECT_FALSE(w.donor_row("gone").erased_at);
    w.forward(Days(20));
    EXPECT_EQ(w.donor_row("gone").erased_at.has_value(), by_itself);
    EXPECT_FALSE(w.donor_row("stays").erased_at);
  }
}

}  // namespace
}  // namespace muster::simulation
