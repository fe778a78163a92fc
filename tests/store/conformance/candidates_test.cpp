// SPDX-License-Identifier: Apache-2.0
#include "muster/store/candidates.hpp"

#include "muster/store/clubs.hpp"
#include "muster/store/pages.hpp"
#include "muster/store/requests.hpp"
#include "suite.hpp"

namespace muster {
namespace {

RequestId add_request(Tx& tx, ClubId club, OrganisationId organisation, Instant now) {
  RequestRow row;
  row.organisation = organisation;
  row.club = club;
  row.needed_by = row.arrive_by = now + Hours(2);
  row.opened_at = now;
  return tx.requests().insert(std::move(row)).id;
}

void add_page(Tx& tx, RequestId request, DonorId donor, OrganisationId organisation, Instant at) {
  PageRow page;
  page.organisation = organisation;
  page.request = request;
  page.donor = donor;
  page.asked_at = at;
  EXPECT_TRUE(tx.pages().insert(page));
}

TEST_P(StoreConformance, earlier_pages_are_counted_by_window_and_donor) {
  const auto seeded = seed();
  const PageCaps caps{4, Days(90), Days(14), 2, Hours(12)};
  write([&](Tx& tx) {
    const auto organisation = seeded.organisation;
    ClubRow row;
    row.organisation = organisation;
    row.code = "club";
    const auto club = tx.clubs().add(row);
    const auto other = add_donor(tx, organisation, "Trần Văn Hai", now());
    const auto stranger = add_donor(tx, organisation, "Lê Thị Ba", now());
    for (auto donor : {seeded.donor, other})
      tx.clubs().add_member(club, donor, "member", {}, now());
    // At the border of a window a page is no longer in it.
    const Millis ago[] = {Hours(1), Hours(12), Days(20), Days(90)};
    for (auto age : ago) {
      const auto request = add_request(tx, club, organisation, now() - age);
      add_page(tx, request, seeded.donor, organisation, now() - age);
      add_page(tx, request, stranger, organisation, now() - age);
    }
    const auto current = add_request(tx, club, organisation, now());
    add_page(tx, current, other, organisation, now());
    const auto found = tx.candidates().paged_before(club, current, RhD::positive, caps, now());
    ASSERT_EQ(found.size(), 1u) << "neither strangers nor pages of the request itself count";
    EXPECT_EQ(found[0].donor, seeded.donor);
    EXPECT_EQ(found[0].paged.in_standby_window, 3);
    EXPECT_EQ(found[0].paged.in_on_call_window, 1);
    EXPECT_EQ(found[0].paged.last, now() - Hours(1));
  });
}

}  // namespace
}  // namespace muster
