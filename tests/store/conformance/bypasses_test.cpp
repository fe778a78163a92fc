// SPDX-License-Identifier: Apache-2.0
#include "muster/store/bypasses.hpp"

#include "muster/store/messages.hpp"
#include "suite.hpp"

namespace muster {
namespace {

TEST_P(StoreConformance, a_bypass_counts_the_messages_that_went_because_of_it) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto phone = add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    BypassRow row;
    row.organisation = seeded.organisation;
    row.reason = "a bus accident";
    row.opened_by = "token:lan";
    row.role = "approver";
    row.bypass.opened_at = now();
    row.bypass.expires_at = now() + Hours(2);
    const auto id = tx.bypasses().add(row);
    const auto message = [&](const char* dedupe) {
      MessageRow text;
      text.organisation = seeded.organisation;
      text.donor = seeded.donor;
      text.contact_point = phone;
      text.purpose = Purpose::emergency;
      text.kind = "emergency_page";
      text.dedupe = dedupe;
      text.due_at = text.created_at = now();
      return *tx.messages().insert(text);
    };
    const auto sent = message("one");
    tx.bypasses().mark(sent, id);
    tx.bypasses().mark(message("two"), id);  // planned, and never attempted
    EXPECT_EQ(tx.bypasses().find(id)->used, 0);
    tx.messages().start(sent, "kannel", 1, now());
    const auto found = tx.bypasses().find(id);
    EXPECT_EQ(found->used, 1);
    EXPECT_EQ(found->reason, "a bus accident");
    EXPECT_EQ(found->role, "approver");
    EXPECT_EQ(found->bypass.organisation_path, "/1/");
    EXPECT_EQ(tx.messages().find(sent)->bypass, id);
    // Tried again under another: that one answers for it.
    const auto second = tx.bypasses().add(row);
    tx.bypasses().mark(sent, second);
    EXPECT_EQ(tx.messages().find(sent)->bypass, second);
    tx.bypasses().mark(sent, id);
    EXPECT_EQ(tx.bypasses().in_force(now()).size(), 2u);
    EXPECT_TRUE(tx.bypasses().end(second, "token:lan", now() + Hours(1)));
    EXPECT_FALSE(tx.bypasses().end(second, "token:lan", now() + Hours(1)));
    EXPECT_FALSE(tx.bypasses().end(id, "token:lan", now() + Hours(2))) << "over by itself";
    EXPECT_EQ(tx.bypasses().in_force(now() + Hours(1)).size(), 1u);
    EXPECT_TRUE(tx.bypasses().in_force(now() + Hours(2)).empty());
    Principal all;
    EXPECT_EQ(tx.bypasses().list(all, {}, 10).size(), 2u);
    EXPECT_EQ(tx.bypasses().list(all, second, 10).size(), 1u);
    Principal beside;
    beside.subtree = "/9/";
    EXPECT_TRUE(tx.bypasses().list(beside, {}, 10).empty());
  });
}

}  // namespace
}  // namespace muster
