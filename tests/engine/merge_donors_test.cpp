// SPDX-License-Identifier: Apache-2.0
// Two records of one person made one and undone: what moves, what counts, what is refused.
#include <algorithm>

#include "merge_fixture.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/steps.hpp"

namespace muster {
namespace {

TEST_F(MergeDonorsTest, both_histories_are_kept_and_go_back) {
  auto who = as(Role::desk);
  write([&](Tx& tx) {
    NewDonation donation;
    donation.on = day(2026, 11, 1);
    add_donation(tx, *settings_, who, other_, donation, now_).value();
    donation.on = day(2026, 5, 1);
    return add_donation(tx, *settings_, who, kept_, donation, now_).value().donation.id.value();
  });
  auto scheduled = [&](DonorId id) {
    return write([&](Tx& tx) {
      return std::ranges::count(tx.steps().of_donor(id), StepState::scheduled, &StepRow::state);
    });
  };
  const auto of_kept = scheduled(kept_);
  const auto of_other = scheduled(other_);
  EXPECT_GT(of_other, 0);
  auto done = merge().value();
  EXPECT_EQ(0, scheduled(other_));
  EXPECT_EQ(1, done.moved.at("donation"));
  EXPECT_EQ(1, done.moved.at("contact_point"));
  write([&](Tx& tx) {
    EXPECT_EQ(2u, tx.ledger().donations(kept_).size());
    EXPECT_TRUE(tx.ledger().donations(other_).empty());
    EXPECT_EQ(2u, tx.contact_points().of_donor(kept_).size());
    EXPECT_EQ("+84912345678", tx.contact_points().of_donor(kept_)[0].address) << "its own first";
    // 84 days after the later of both.
    EXPECT_EQ(day(2027, 1, 24), tx.ledger().eligibility(kept_)->on_for(Product::whole_blood));
    EXPECT_FALSE(tx.ledger().eligibility(other_));
    return 0;
  });
  EXPECT_EQ(kept_, row(other_).merged_into);
  ASSERT_TRUE(unmerge());
  EXPECT_FALSE(row(other_).merged_into);
  write([&](Tx& tx) {
    EXPECT_EQ(1u, tx.ledger().donations(kept_).size());
    EXPECT_EQ(1u, tx.ledger().donations(other_).size());
    EXPECT_EQ(1u, tx.contact_points().of_donor(kept_).size());
    EXPECT_EQ(day(2027, 1, 24), tx.ledger().eligibility(other_)->on_for(Product::whole_blood));
    EXPECT_NE(day(2027, 1, 24), tx.ledger().eligibility(kept_)->on_for(Product::whole_blood));
    return 0;
  });
  EXPECT_EQ(of_kept, scheduled(kept_)) << "their reminders go on";
  EXPECT_EQ(of_other, scheduled(other_));
}

TEST_F(MergeDonorsTest, a_merged_record_takes_nothing_and_says_where_to_go) {
  ASSERT_TRUE(merge());
  auto who = as(Role::desk);
  auto refused =
      try_write([&](Tx& tx) { return add_donation(tx, *settings_, who, other_, {}, now_); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(ErrorKind::conflict, refused.error().kind());
  EXPECT_NE(std::string::npos, refused.error().message().find(std::to_string(kept_.value())));
  EXPECT_EQ(ErrorKind::conflict, merge().error().kind()) << "once";
}

TEST_F(MergeDonorsTest, the_last_word_on_each_consent_counts) {
  auto early = now_ - Days(10);
  auto late = now_ - Days(5);
  given(kept_, Purpose::reminders, early);
  given(other_, Purpose::reminders, early - Days(1));
  withdrawn(other_, Purpose::reminders, late);  // a no after the yes
  given(kept_, Purpose::campaigns, late);
  given(other_, Purpose::campaigns, early - Days(1));
  withdrawn(other_, Purpose::campaigns, early);  // a yes after the no
  given(kept_, Purpose::emergency, late);
  given(other_, Purpose::emergency, early);
  withdrawn(other_, Purpose::emergency, late);  // at the same moment: no
  given(other_, Purpose::emergency_night, early);
  auto done = merge().value();
  EXPECT_FALSE(done.kept.consents.has(Purpose::reminders));
  EXPECT_TRUE(done.kept.consents.has(Purpose::campaigns));
  EXPECT_FALSE(done.kept.consents.has(Purpose::emergency));
  EXPECT_TRUE(done.kept.consents.has(Purpose::emergency_night));
  EXPECT_TRUE(row(other_).consents.none());
  ASSERT_TRUE(unmerge());
  EXPECT_TRUE(row(kept_).consents.has(Purpose::reminders));
  EXPECT_TRUE(row(kept_).consents.has(Purpose::emergency));
  EXPECT_FALSE(row(kept_).consents.has(Purpose::emergency_night));
  EXPECT_FALSE(row(other_).consents.has(Purpose::reminders));
  EXPECT_TRUE(row(other_).consents.has(Purpose::emergency_night));
}

TEST_F(MergeDonorsTest, what_the_kept_one_lacks_is_filled_and_emptied_again) {
  change(kept_, [](DonorRow& row) { row.commune = "An Lưu"; });
  change(other_, [](DonorRow& row) {
    row.commune = "Minh Tân";
    row.birth = day(1990, 3, 4);
    row.group = parse_blood_group("O-").value();
    row.typing = TypingSource::laboratory;
    row.typed_on = day(2026, 1, 2);
    row.weight_kg = 50;
  });
  auto done = merge().value();
  EXPECT_EQ("An Lưu", done.kept.commune);
  EXPECT_EQ(day(1990, 3, 4), done.kept.birth);
  EXPECT_EQ("O-", to_string(done.kept.group));
  EXPECT_EQ(TypingSource::laboratory, done.kept.typing);
  EXPECT_EQ(day(2026, 1, 2), done.kept.typed_on);
  ASSERT_TRUE(unmerge());
  EXPECT_FALSE(row(kept_).birth);
  EXPECT_FALSE(row(kept_).weight_kg);
  EXPECT_EQ(BloodGroup(), row(kept_).group);
  EXPECT_EQ(TypingSource::none, row(kept_).typing);
  EXPECT_EQ("O-", to_string(row(other_).group));
}

TEST_F(MergeDonorsTest, records_that_contradict_each_other_are_not_one_person) {
  auto lab = [](std::string_view group) {
    return [group](DonorRow& row) { row.group = parse_blood_group(group).value(); };
  };
  change(kept_, lab("O-"));
  change(other_, lab("A-"));
  EXPECT_EQ(ErrorKind::conflict, merge().error().kind());
  change(other_, lab("O"));
  change(kept_, [](DonorRow& row) { row.sex = Sex::female; });
  change(other_, [](DonorRow& row) { row.sex = Sex::male; });
  EXPECT_EQ(ErrorKind::conflict, merge().error().kind());
  change(other_, [](DonorRow& row) { row.sex = Sex::unknown; });
  EXPECT_TRUE(merge());
}

TEST_F(MergeDonorsTest, what_came_after_the_merge_stays_with_the_kept_one) {
  ASSERT_TRUE(merge());
  auto who = as(Role::desk);
  write([&](Tx& tx) {
    NewDonation donation;
    donation.on = day(2026, 11, 20);
    return add_donation(tx, *settings_, who, kept_, donation, now_).value().donation.id.value();
  });
  ASSERT_TRUE(unmerge());
  write([&](Tx& tx) {
    EXPECT_EQ(1u, tx.ledger().donations(kept_).size());
    EXPECT_TRUE(tx.ledger().donations(other_).empty());
    return 0;
  });
  EXPECT_EQ(ErrorKind::conflict, unmerge().error().kind());
}

TEST_F(MergeDonorsTest, who_may_not_is_refused_and_the_neighbours_do_not_exist) {
  auto desk = as(Role::desk);
  auto refused =
      try_write([&](Tx& tx) { return merge_donors(tx, *settings_, desk, kept_, other_, now_); });
  EXPECT_EQ(ErrorKind::forbidden, refused.error().kind());
  auto self = as(Role::coordinator);
  auto same =
      try_write([&](Tx& tx) { return merge_donors(tx, *settings_, self, kept_, kept_, now_); });
  EXPECT_EQ("/other", same.error().field());
  auto none = try_write(
      [&](Tx& tx) { return merge_donors(tx, *settings_, self, kept_, DonorId(99), now_); });
  EXPECT_EQ(ErrorKind::not_found, none.error().kind());
}

}  // namespace
}  // namespace muster
