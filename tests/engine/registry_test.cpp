// SPDX-License-Identifier: Apache-2.0
// The rules of changes to the registers: who may, what a field must be, what follows for the donor.
#include "muster/engine/registry.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/steps.hpp"
#include "registry_fixture.hpp"

namespace muster {
namespace {

TEST_F(RegistryTest, roles_that_may_not_are_refused_here_too) {
  auto id = donor();
  for (auto role : {Role::approver, Role::caller, Role::viewer}) {
    auto who = as(role);
    auto refused = [&](auto job) {
      auto result = try_write(job);
      ASSERT_FALSE(result) << name(role);
      EXPECT_EQ(ErrorKind::forbidden, result.error().kind()) << result.error().text();
    };
    refused([&](Tx& tx) { return add_donor(tx, *settings_, who, NewDonor(), now_); });
    refused([&](Tx& tx) { return add_donation(tx, *settings_, who, id, NewDonation(), now_); });
    refused([&](Tx& tx) { return give_consent(tx, *settings_, who, id, NewConsent(), now_); });
    refused([&](Tx& tx) { return stop_donor(tx, *settings_, who, id, "x", now_); });
    refused([&](Tx& tx) { return add_session(tx, *settings_, who, NewSession(), now_); });
    refused([&](Tx& tx) { return add_club(tx, *settings_, who, NewClub(), now_); });
    refused([&](Tx& tx) { return issue_token(tx, *settings_, who, NewToken(), now_); });
    refused([&](Tx& tx) { return resolve_reply(tx, *settings_, who, ReplyId(1), now_); });
  }
}

TEST_F(RegistryTest, only_the_system_adds_a_root) {
  auto who = as(Role::admin, "hai-duong");
  NewOrganisation wanted;
  wanted.code = "an-luu";
  wanted.name = "An Lưu";
  auto row = try_write([&](Tx& tx) { return add_organisation(tx, *settings_, who, wanted, now_); });
  EXPECT_TRUE(row.value().parent) << "below the admin's own";
}

TEST_F(RegistryTest, a_donation_moves_the_dates_and_ends_what_the_old_cycle_was_to_say) {
  auto id = donor();
  auto who = as(Role::desk);
  write([&](Tx& tx) {
    MessageRow message;
    message.organisation = who.organisation;
    message.donor = id;
    message.contact_point = tx.contact_points().of_donor(id).at(0).id;
    message.purpose = Purpose::reminders;
    message.kind = "reminder_invite";
    message.dedupe = "old-cycle";
    message.due_at = message.created_at = now_;
    for (const auto& step : tx.steps().of_donor(id)) message.step = step.id;
    if (!message.step) {
      StepRow step;
      step.organisation = who.organisation;
      step.donor = id;
      step.series = "repeat-donors";
      step.cycle = "registered";
      step.step = "invite";
      step.due_at = now_;
      tx.steps().plan(step, now_);
      message.step = tx.steps().of_donor(id).at(0).id;
    }
    return tx.messages().insert(message).value();
  });
  NewDonation wanted;
  wanted.on = day(2026, 11, 22);
  auto entered =
      write([&](Tx& tx) { return add_donation(tx, *settings_, who, id, wanted, now_).value(); });
  EXPECT_FALSE(entered.known);
  write([&](Tx& tx) {
    auto next = tx.ledger().eligibility(id)->on_for(Product::whole_blood).value_or(Day());
    EXPECT_EQ("2027-02-14", to_string(next));
    EXPECT_EQ(MessageState::dropped, tx.messages().find_dedupe("old-cycle")->state);
    bool planned = false;
    for (const auto& step : tx.steps().of_donor(id))
      planned = planned || (step.state == StepState::scheduled && step.cycle != "registered");
    EXPECT_TRUE(planned) << "the new cycle has its steps";
    return true;
  });
  auto again =
      write([&](Tx& tx) { return add_donation(tx, *settings_, who, id, wanted, now_).value(); });
  EXPECT_TRUE(again.known);
  EXPECT_EQ(entered.donation.id, again.donation.id);
}

TEST_F(RegistryTest, tomorrow_is_told_by_the_donors_clock) {
  auto id = donor();
  auto who = as(Role::desk);
  NewDonation wanted;
  wanted.on = day(2026, 11, 23);
  auto late = *parse_instant("2026-11-22T16:59:00Z");  // 23:59 in Viet Nam
  auto refused =
      try_write([&](Tx& tx) { return add_donation(tx, *settings_, who, id, wanted, late); });
  ASSERT_FALSE(refused);
  EXPECT_EQ("/on", refused.error().field());
  EXPECT_TRUE(try_write(
      [&](Tx& tx) { return add_donation(tx, *settings_, who, id, wanted, late + Minutes(1)); }));
}

TEST_F(RegistryTest, a_deferral_ends_by_the_rule_or_by_the_day_that_was_said) {
  auto id = donor();
  auto who = as(Role::desk);
  const auto& reason = settings_->rules.reasons.front();
  NewDeferral wanted;
  wanted.reason = reason.code;
  wanted.event = day(2026, 11, 1);
  auto by_rule =
      try_write([&](Tx& tx) { return add_deferral(tx, *settings_, who, id, wanted, now_); });
  EXPECT_EQ(deferral_end(settings_->rules, reason.code, wanted.event).value(),
            by_rule.value().deferral.until);
  wanted.until = day(2027, 1, 5);
  auto said =
      try_write([&](Tx& tx) { return add_deferral(tx, *settings_, who, id, wanted, now_); });
  EXPECT_EQ(wanted.until, said.value().deferral.until);
  wanted.until = wanted.event;
  auto wrong =
      try_write([&](Tx& tx) { return add_deferral(tx, *settings_, who, id, wanted, now_); });
  EXPECT_EQ("/until", wrong.error().field());
}

TEST_F(RegistryTest, an_old_list_does_not_undo_a_later_no) {
  auto id = donor();
  auto who = as(Role::desk);
  NewConsent list;
  list.purposes = {Purpose::reminders};
  list.how = "list";
  list.proof = "folder 3";
  list.on = day(2026, 11, 20);
  auto consents = [&] {
    return write([&](Tx& tx) {
      return give_consent(tx, *settings_, who, id, list, now_).value().consents.bits();
    });
  };
  EXPECT_EQ(1u, consents());
  write([&](Tx& tx) {
    return withdraw_consent(tx, *settings_, who, id, list.purposes, "by phone", now_).value();
  });
  EXPECT_EQ(0u, consents());
  list.on.reset();
  now_ += Minutes(1);
  EXPECT_EQ(1u, consents()) << "given anew";
}

TEST_F(RegistryTest, names_are_kept_tidy_and_out_of_the_journal) {
  auto id = donor();
  write([&](Tx& tx) {
    EXPECT_EQ("Nguyễn Thị Lan", tx.donors().find(id)->name);
    for (const auto& row : tx.journal().recent(100)) {
      EXPECT_EQ(std::string::npos, row.data.find("Lan"));
      EXPECT_EQ(std::string::npos, row.data.find("912345678"));
    }
    return true;
  });
}

TEST_F(RegistryTest, a_token_sees_its_subtree_and_the_only_root_sees_all) {
  auto issue = [&](const char* organisation, const char* token_name) {
    return write([&](Tx& tx) {
      NewToken wanted;
      wanted.organisation = organisation;
      wanted.name = token_name;
      wanted.role = Role::admin;
      return issue_token(tx, *settings_, system_principal(), wanted, now_).value();
    });
  };
  auto subtree = [&](const TokenIssued& issued) {
    return write([&](Tx& tx) {
      auto token = find_token(tx, issued.secret, now_).value();
      return principal_of(tx, token).subtree;
    });
  };
  auto below = issue("kinh-mon", "below");
  auto root = issue("hai-duong", "root");
  EXPECT_EQ("/1/2/", subtree(below));
  EXPECT_EQ("/", subtree(root));
  write([&](Tx& tx) {
    NewOrganisation second;
    second.code = "quang-ninh";
    second.name = "Quảng Ninh";
    return add_organisation(tx, *settings_, system_principal(), second, now_).value();
  });
  EXPECT_EQ("/1/", subtree(root)) << "with two trees each root sees its own";
  auto revoked = try_write(
      [&](Tx& tx) { return revoke_token(tx, *settings_, system_principal(), "below", now_); });
  EXPECT_TRUE(revoked);
  EXPECT_FALSE(try_write([&](Tx& tx) { return find_token(tx, below.secret, now_); }));
}

}  // namespace
}  // namespace muster
