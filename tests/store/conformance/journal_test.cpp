// SPDX-License-Identifier: Apache-2.0
#include "muster/store/journal.hpp"

#include "suite.hpp"

namespace muster {
namespace {

TEST_P(StoreConformance, the_journal_chains_each_commit_group) {
  for (int i = 1; i <= 3; ++i)
    write([&](Tx& tx) {
      tx.journal().append("token:lan", "donor", i, "added", R"({"n":1})", now());
      tx.journal().append("system", "club", i, "changed", "{}", now() + Hours(i));
    });
  EXPECT_FALSE(read([](Tx& tx) { return tx.journal().verify(); }));
  const auto head = read([](Tx& tx) { return tx.journal().head(); });
  ASSERT_TRUE(head);
  EXPECT_EQ(head->seq, 6);
  EXPECT_EQ(head->hash.size(), 32u);
  const auto recent = read([](Tx& tx) { return tx.journal().recent(2); });
  ASSERT_EQ(recent.size(), 2u);
  EXPECT_EQ(recent[0].seq, 6);
  EXPECT_EQ(recent[0].noun, "club");
  EXPECT_EQ(recent[0].at, now() + Hours(3));
  EXPECT_EQ(read([](Tx& tx) { return tx.journal().recent(2, 5); })[0].seq, 4);
  const auto of = read([](Tx& tx) { return tx.journal().of("donor", 2); });
  ASSERT_EQ(of.size(), 1u);
  EXPECT_EQ(of[0].actor, "token:lan");
  EXPECT_EQ(of[0].what, "added");
  EXPECT_EQ(of[0].data, R"({"n":1})");
}

TEST_P(StoreConformance, a_rolled_back_job_leaves_no_gap_in_the_journal) {
  write([&](Tx& tx) { tx.journal().append("a", "donor", 1, "added", "{}", now()); });
  std::ignore = try_write([&](Tx& tx) -> Result<void> {
    tx.journal().append("a", "donor", 2, "added", "{}", now());
    return conflict("no");
  });
  const auto seq =
      write([&](Tx& tx) { return tx.journal().append("a", "donor", 3, "added", "{}", now()); });
  EXPECT_EQ(seq, 2);
  EXPECT_FALSE(read([](Tx& tx) { return tx.journal().verify(); }));
}

TEST_P(StoreConformance, an_empty_journal_holds) {
  seed();
  EXPECT_FALSE(read([](Tx& tx) { return tx.journal().verify(); }));
  EXPECT_FALSE(read([](Tx& tx) { return tx.journal().head(); }));
}

TEST_P(StoreConformance, the_journal_goes_on_after_a_restart) {
  write([&](Tx& tx) { tx.journal().append("a", "donor", 1, "added", "{}", now()); });
  reopen();
  write([&](Tx& tx) { tx.journal().append("a", "donor", 2, "added", "{}", now()); });
  EXPECT_FALSE(read([](Tx& tx) { return tx.journal().verify(); }));
  EXPECT_EQ(read([](Tx& tx) { return tx.journal().head(); })->seq, 2);
}

}  // namespace
}  // namespace muster
