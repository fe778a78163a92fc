// SPDX-License-Identifier: Apache-2.0
// What is old goes in steps, each row once; what is young or still needed stays.
#include "muster/store/retention.hpp"

#include "muster/store/attempts.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/replies.hpp"
#include "suite.hpp"

namespace muster {
namespace {

MessageId add_message(Tx& tx, OrganisationId organisation, DonorId donor, int n, Instant at) {
  MessageRow row;
  row.organisation = organisation;
  row.donor = donor;
  row.kind = "reminder_invite";
  row.dedupe = fmt::format("m-{}", n);
  row.detail = "K7, K8";
  row.state = MessageState::dropped;
  row.due_at = row.created_at = at;
  auto id = tx.messages().insert(row).value();
  AttemptRow attempt;
  attempt.message = id;
  attempt.key = row.dedupe;
  attempt.gateway = "kannel";
  attempt.started_at = attempt.deadline = at;
  attempt.request = "the text and the number";
  Outcome outcome;
  outcome.provider_id = fmt::format("p-{}", n);
  tx.attempts().finish(tx.attempts().insert(attempt), outcome, true, at);
  return id;
}

TEST_P(StoreConformance, old_details_go_in_steps_and_young_ones_stay) {
  auto seeded = seed();
  std::vector<MessageId> ids;
  write([&](Tx& tx) {
    for (int i = 0; i < 7; ++i)
      ids.push_back(add_message(tx, seeded.organisation, seeded.donor, i, now() + Hours(i)));
  });
  auto before = now() + Hours(5);
  write([&](Tx& tx) {
    RetentionTable table(tx);
    for (auto rule : {RetentionRule::message_details, RetentionRule::request_bytes,
                      RetentionRule::provider_ids}) {
      EXPECT_EQ(table.count(rule, before, 100), 5) << name(rule);
      auto first = table.clear(rule, before, 3, now());
      EXPECT_EQ(first.cleared, 3);
      EXPECT_TRUE(first.more);
      auto second = table.clear(rule, before, 3, now());
      EXPECT_EQ(second.cleared, 2) << "the third is too young";
      EXPECT_FALSE(second.more);
      EXPECT_EQ(table.clear(rule, before, 3, now()).looked_at, 0);
      EXPECT_EQ(table.count(rule, before, 100), 0);
    }
    EXPECT_EQ(tx.messages().find(ids[4])->detail, "");
    EXPECT_EQ(tx.messages().find(ids[5])->detail, "K7, K8");
    EXPECT_EQ(tx.attempts().last_of(ids[4])->request, "");
    EXPECT_EQ(tx.attempts().last_of(ids[4])->provider_id, "");
    EXPECT_EQ(tx.attempts().last_of(ids[5])->request, "the text and the number");
    // The next day one more has come of age.
    EXPECT_EQ(table.clear(RetentionRule::request_bytes, before + Hours(1), 3, now()).cleared, 1);
  });
}

TEST_P(StoreConformance, an_old_reply_goes_unless_it_waits_for_a_person) {
  auto seeded = seed();
  write([&](Tx& tx) {
    for (int i = 0; i < 3; ++i) {
      ReplyRow row;
      row.organisation = seeded.organisation;
      row.gateway = "kannel";
      row.external_id = fmt::format("r-{}", i);
      row.address_index = index("+84912345678");
      row.text = "chiều em qua";
      row.intent = "unclear";
      row.state = i == 1 ? ReplyState::needs_person : ReplyState::applied;
      row.received_at = now();
      tx.replies().insert(row);
    }
    RetentionTable table(tx);
    auto rule = RetentionRule::reply_texts;
    EXPECT_EQ(table.count(rule, now(), 10), 0);
    auto before = now() + Hours(1);
    EXPECT_EQ(table.count(rule, before, 10), 2);
    auto step = table.clear(rule, before, 10, now());
    EXPECT_EQ(step.cleared, 2);
    EXPECT_FALSE(step.more);
    EXPECT_EQ(tx.replies().find(ReplyId(1))->text, "");
    EXPECT_EQ(tx.replies().find(ReplyId(2))->text, "chiều em qua");
    tx.replies().resolve(ReplyId(2), "token:desk", now());
    EXPECT_EQ(table.clear(rule, before, 10, now()).cleared, 1);
  });
}

TEST_P(StoreConformance, only_donors_without_consent_or_sign_of_life_are_inactive) {
  auto seeded = seed();
  write([&](Tx& tx) {
    auto consenting = add_donor(tx, seeded.organisation, "Trần An", now());
    Consents reminders;
    reminders.give(Purpose::reminders);
    tx.donors().set_consents(consenting, reminders);
    RetentionTable table(tx);
    auto day = Day(Days(to_millis(now()) / 86'400'000));
    auto who = system_principal();
    EXPECT_TRUE(table.inactive(who, day, now(), {}, 10).empty()) << "registered today";
    auto later = now() + Days(400);
    auto found = table.inactive(who, day + Days(400), later, {}, 10);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].donor, seeded.donor);
    EXPECT_EQ(found[0].last_seen, day);
    EXPECT_TRUE(table.inactive(who, day + Days(400), later, seeded.donor, 10).empty());
  });
}

TEST_P(StoreConformance, the_daily_run_is_remembered) {
  write([&](Tx& tx) {
    RetentionTable table(tx);
    EXPECT_FALSE(table.finished());
    table.finish(now());
    table.finish(now() + Hours(24));
    EXPECT_EQ(table.finished(), now() + Hours(24));
  });
}

}  // namespace
}  // namespace muster
