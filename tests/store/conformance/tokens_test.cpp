// SPDX-License-Identifier: Apache-2.0
#include "muster/store/tokens.hpp"

#include "muster/base/bytes.hpp"
#include "suite.hpp"

namespace muster {
namespace {

TEST_P(StoreConformance, a_token_is_found_by_hash_until_it_is_revoked) {
  const auto seeded = seed();
  const auto hash = sha256("mst_secret");
  write([&](Tx& tx) {
    auto& tokens = tx.tokens();
    const auto org = seeded.organisation;
    EXPECT_TRUE(tokens.add(hash, "duty", Role::caller, org, now(), now() + Hours(12)));
    EXPECT_FALSE(tokens.add(sha256("other"), "duty", Role::admin, org, now())) << "name taken";
    EXPECT_TRUE(tokens.add(sha256("third"), "admin", Role::admin, org, now()));
  });
  const auto find = [&](std::string token) {
    return read([&](Tx& tx) { return tx.tokens().find(sha256(token)); });
  };
  const auto found = find("mst_secret");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "duty");
  EXPECT_EQ(found->role, Role::caller);
  EXPECT_TRUE(found->valid(now()));
  EXPECT_TRUE(found->valid(now() + Hours(12) - Millis(1)));
  EXPECT_FALSE(found->valid(now() + Hours(12)));
  const auto who = found->principal();
  EXPECT_EQ(who.actor, "token:duty");
  EXPECT_EQ(who.role, Role::caller);
  EXPECT_EQ(who.organisation, seeded.organisation);
  EXPECT_EQ(who.subtree, "/" + std::to_string(seeded.organisation.value()) + "/");
  EXPECT_FALSE(find("mst_wrong"));
  EXPECT_FALSE(find("other"));
  write([&](Tx& tx) {
    EXPECT_TRUE(tx.tokens().revoke("duty", now()));
    EXPECT_FALSE(tx.tokens().revoke("duty", now()));
    EXPECT_FALSE(tx.tokens().revoke("nobody", now()));
  });
  EXPECT_FALSE(find("mst_secret"));
  EXPECT_TRUE(find("third"));
  const auto all = read([](Tx& tx) { return tx.tokens().all(); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].name, "admin");
  EXPECT_EQ(all[1].revoked_at, now());
  EXPECT_FALSE(all[1].valid(now()));
}

TEST(Role, names_read_back) {
  using enum Role;
  for (const auto role : {system, admin, coordinator, approver, desk, caller, viewer})
    EXPECT_EQ(parse_role(name(role)), role);
  EXPECT_FALSE(parse_role("root"));
}

}  // namespace
}  // namespace muster
