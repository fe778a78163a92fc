// SPDX-License-Identifier: Apache-2.0
// Addresses: order, windows, removal; codes and how often they may be wrong.
#include "muster/engine/contacts.hpp"

#include "muster/store/verifications.hpp"
#include "registry_fixture.hpp"

namespace muster {
namespace {

class ContactsTest : public RegistryTest {
 protected:
  ContactPointId phone_of(DonorId id) {
    return write([&](Tx& tx) { return tx.contact_points().of_donor(id).at(0).id; });
  }
  ContactPointRow row_of(ContactPointId id) {
    return write([&](Tx& tx) { return tx.contact_points().find(id).value(); });
  }
  void sent(ContactPointId id, std::string code) {
    write([&](Tx& tx) {
      VerificationRow row;
      row.contact_point = id;
      row.organisation = tx.contact_points().find(id)->organisation;
      row.sent_at = now_;
      row.expires_at = now_ + Minutes(15);
      return tx.verifications().add(row, code).id.value();
    });
  }
  CodeCheck enter(ContactPointId id, std::string code, Instant at) {
    auto who = as(Role::desk);
    return try_write([&](Tx& tx) { return enter_code(tx, *settings_, who, id, code, at); }).value();
  }
};

TEST_F(ContactsTest, the_right_code_in_time_verifies) {
  auto id = phone_of(donor());
  EXPECT_EQ(CodeCheck::closed, enter(id, "123456", now_)) << "none was sent";
  sent(id, "123456");
  EXPECT_EQ(CodeCheck::wrong, enter(id, "123457", now_));
  EXPECT_FALSE(row_of(id).verified_at);
  EXPECT_EQ(CodeCheck::verified, enter(id, "123 456", now_ + Minutes(14)));
  EXPECT_EQ("code", row_of(id).verified_how);
  EXPECT_EQ(CodeCheck::closed, enter(id, "123456", now_ + Minutes(14))) << "good once";
}

TEST_F(ContactsTest, a_code_is_no_good_after_a_quarter_of_an_hour_or_five_tries) {
  auto id = phone_of(donor());
  sent(id, "123456");
  EXPECT_EQ(CodeCheck::closed, enter(id, "123456", now_ + Minutes(15)));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(CodeCheck::wrong, enter(id, "000000", now_));
  EXPECT_EQ(CodeCheck::closed, enter(id, "000000", now_)) << "the fifth";
  EXPECT_EQ(CodeCheck::closed, enter(id, "123456", now_));
  EXPECT_FALSE(row_of(id).verified_at);
}

TEST_F(ContactsTest, who_may_not_is_refused) {
  auto id = phone_of(donor());
  for (auto role : {Role::approver, Role::caller, Role::viewer}) {
    auto who = as(role);
    auto refused = [&](auto job) {
      auto result = try_write(job);
      ASSERT_FALSE(result);
      EXPECT_EQ(ErrorKind::forbidden, result.error().kind());
    };
    refused(
        [&](Tx& tx) { return edit_contact_point(tx, *settings_, who, id, AddressEdit(), now_); });
    refused([&](Tx& tx) { return remove_contact_point(tx, *settings_, who, id, now_); });
    refused([&](Tx& tx) { return send_code(tx, *settings_, who, id, now_); });
    refused([&](Tx& tx) { return enter_code(tx, *settings_, who, id, "123456", now_); });
    refused([&](Tx& tx) { return verify_at_desk(tx, *settings_, who, id, "seen", now_); });
  }
}

TEST_F(ContactsTest, a_removed_address_is_gone_until_it_is_added_again) {
  auto donor_id = donor();
  auto id = phone_of(donor_id);
  auto who = as(Role::desk);
  write([&](Tx& tx) { return verify_at_desk(tx, *settings_, who, id, "seen", now_).value(); });
  write([&](Tx& tx) { return remove_contact_point(tx, *settings_, who, id, now_).value(); });
  auto gone =
      try_write([&](Tx& tx) { return remove_contact_point(tx, *settings_, who, id, now_); });
  EXPECT_EQ(ErrorKind::not_found, gone.error().kind());
  auto again = write([&](Tx& tx) {
    NewContactPoint same;
    same.address = "0912 345 678";
    same.from = Hours(8);
    same.to = Hours(17);
    return add_contact_point(tx, *settings_, who, donor_id, same, now_).value();
  });
  EXPECT_EQ(id, again.id);
  EXPECT_FALSE(again.removed_at);
  EXPECT_FALSE(again.verified_at);
  EXPECT_EQ((DayWindow{Hours(8), Hours(17)}), again.window);
}

TEST_F(ContactsTest, windows_need_both_ends) {
  auto id = phone_of(donor());
  auto who = as(Role::desk);
  auto edit = [&](AddressEdit change) {
    return try_write(
        [&](Tx& tx) { return edit_contact_point(tx, *settings_, who, id, change, now_); });
  };
  AddressEdit half;
  half.from = Hours(8);
  EXPECT_EQ("/from", edit(half).error().field());
  AddressEdit narrow = half;
  narrow.to = Hours(8) + Minutes(5);
  EXPECT_EQ("/to", edit(narrow).error().field());
  AddressEdit office = half;
  office.to = Hours(17);
  EXPECT_EQ((DayWindow{Hours(8), Hours(17)}), edit(office).value().window);
  AddressEdit any;
  any.at_any_time = true;
  EXPECT_FALSE(edit(any).value().window);
}

}  // namespace
}  // namespace muster
