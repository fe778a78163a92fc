// SPDX-License-Identifier: Apache-2.0
// What every job may rely on: all or nothing, visible after it resumed, kept across a restart.
#include "suite.hpp"

namespace muster {
namespace {

TEST_P(StoreConformance, a_job_that_fails_leaves_nothing) {
  const auto answer = try_write([](Tx& tx) -> Result<void> {
    add_organisation(tx, "kinh-mon");
    return conflict("no");
  });
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind(), ErrorKind::conflict);
  EXPECT_TRUE(read([](Tx& tx) { return tx.organisations().all(); }).empty());
}

TEST_P(StoreConformance, a_broken_key_fails_its_own_job_only) {
  seed();
  const auto answer = try_write([](Tx& tx) -> Result<void> {
    add_organisation(tx, "second");
    add_organisation(tx, "kinh-mon");
    return {};
  });
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind(), ErrorKind::internal);
  EXPECT_EQ(read([](Tx& tx) { return tx.organisations().all(); }).size(), 1u);
  write([](Tx& tx) { add_organisation(tx, "third"); });
  EXPECT_EQ(read([](Tx& tx) { return tx.organisations().all(); }).size(), 2u);
}

TEST_P(StoreConformance, jobs_of_an_emergency_are_counted_until_they_are_back) {
  const auto job = [](Tx& tx) -> Result<OrganisationId> { return add_organisation(tx, "second"); };
  std::optional<Result<OrganisationId>> made;
  loop_.start(store_->write(SendLane::emergency, job), &made);
  loop_.run_until([&] { return store_->emergencies() > 0; });
  EXPECT_FALSE(made);
  loop_.run_until([&] { return made.has_value(); });
  EXPECT_TRUE(*made);
  EXPECT_EQ(store_->emergencies(), 0);
  write([](Tx& tx) { return add_organisation(tx, "third"); });
  EXPECT_EQ(store_->emergencies(), 0);
}

TEST_P(StoreConformance, ids_are_not_used_twice_after_a_job_failed) {
  const auto seeded = seed();
  std::ignore = try_write([&](Tx& tx) -> Result<void> {
    add_donor(tx, seeded.organisation, "Trần Văn An", now());
    return conflict("no");
  });
  const auto next =
      write([&](Tx& tx) { return add_donor(tx, seeded.organisation, "Trần Văn An", now()); });
  EXPECT_GT(next, seeded.donor);
}

TEST_P(StoreConformance, what_was_written_is_there_after_a_restart) {
  const auto seeded = seed();
  const auto epoch = store_->epoch();
  const auto install = store_->install_id();
  reopen();
  EXPECT_EQ(store_->epoch(), epoch + 1);
  EXPECT_EQ(store_->install_id(), install);
  const auto donor = read([&](Tx& tx) { return tx.donors().find(seeded.donor); });
  ASSERT_TRUE(donor);
  EXPECT_EQ(donor->name, "Nguyễn Thị Lan");
}

TEST_P(StoreConformance, what_is_left_for_after_the_commit_is_done_unless_the_job_failed) {
  int done = 0;
  write([&](Tx& tx) { tx.after_commit([&] { done += 1; }); });
  while (done == 0) loop_.run_one();
  const auto failed = try_write([&](Tx& tx) -> Result<void> {
    tx.after_commit([&] { done += 100; });
    return conflict("not now");
  });
  EXPECT_FALSE(failed);
  write([&](Tx& tx) { tx.after_commit([&] { done += 1; }); });
  while (done == 1) loop_.run_one();
  EXPECT_EQ(done, 2);
}

TEST_P(StoreConformance, a_fault_of_one_job_does_not_end_the_writer) {
  const auto organisation = write([](Tx& tx) { return add_organisation(tx, "a"); });
  const auto thrown = try_write([&](Tx& tx) -> Result<int> {
    add_donor(tx, organisation, "Nguyễn Thị Lan", {});
    throw std::out_of_range("a fault");
  });
  ASSERT_FALSE(thrown);
  EXPECT_EQ(thrown.error().kind(), ErrorKind::internal);
  EXPECT_EQ(read([](Tx& tx) { return tx.donors().count(system_principal()); }), 0);
}

TEST_P(StoreConformance, a_commit_wakes_those_who_wait_for_its_topic) {
  int donors = 0;
  int messages = 0;
  store_->subscribe(Topic::donors, [&] { ++donors; });
  store_->subscribe(Topic::messages, [&] { ++messages; });
  seed();
  while (donors == 0) loop_.run_one();
  EXPECT_EQ(messages, 0);
}

}  // namespace
}  // namespace muster
