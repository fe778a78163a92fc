// SPDX-License-Identifier: Apache-2.0
#include "muster/store/subject_requests.hpp"

#include "../../../src/store/sql.hpp"
#include "suite.hpp"

namespace muster {
namespace {

TEST_P(StoreConformance, data_subjects_requests_are_sealed_listed_and_closed_once) {
  auto seeded = seed();
  SubjectRequestRow row;
  row.organisation = seeded.organisation;
  row.right = SubjectRight::erasure;
  row.how = "phone";
  row.note = "bà Nguyễn Thị Lan";
  row.received_at = row.entered_at = now();
  row.entered_by = "token:desk";
  row.due_at = now() + Days(20);
  auto id = write([&](Tx& tx) { return SubjectRequests(tx).add(row); });
  write([&](Tx& tx) {
    SubjectRequests table(tx);
    auto found = table.find(id).value();
    EXPECT_EQ(found.note, row.note);
    EXPECT_EQ(found.right, SubjectRight::erasure);
    EXPECT_FALSE(found.donor);
    auto clear = tx.sql().query("select 1 from subject_request where instr(note, 'Lan') > 0");
    EXPECT_FALSE(clear.next());
    SubjectRequestFilter overdue;
    overdue.overdue_at = now() + Days(19);
    EXPECT_TRUE(table.list(system_principal(), overdue).empty());
    overdue.overdue_at = now() + Days(20);
    EXPECT_EQ(table.list(system_principal(), overdue).size(), 1U);
    EXPECT_EQ(table.open(now() + Days(21)).overdue, 1);
    EXPECT_EQ(table.open(now()).in_time, 1);
    EXPECT_TRUE(table.extend(id, now() + Days(30), now()));
    EXPECT_FALSE(table.extend(id, now() + Days(40), now())) << "one extension";
    EXPECT_TRUE(table.assign(id, seeded.donor));
    EXPECT_TRUE(table.close(id, SubjectOutcome::done, "token:a", now()));
    EXPECT_FALSE(table.close(id, SubjectOutcome::refused, "token:b", now()));
    EXPECT_TRUE(table.list(system_principal(), {}).empty());
    SubjectRequestFilter all;
    all.closed = true;
    all.donor = seeded.donor;
    EXPECT_EQ(table.list(system_principal(), all).at(0).outcome, "done");
    EXPECT_EQ(table.open(now()).in_time, 0);
  });
}

}  // namespace
}  // namespace muster
