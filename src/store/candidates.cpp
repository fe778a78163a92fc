// SPDX-License-Identifier: Apache-2.0
#include "muster/store/candidates.hpp"

#include "sql.hpp"

namespace muster {
namespace {

std::vector<OtherPage> pages(Rows rows) {
  std::vector<OtherPage> found;
  while (rows.next())
    found.push_back({rows.id<DonorId>(0), rows.enumerator<PageState>(1), rows.instant(2)});
  return found;
}

}  // namespace

std::vector<CandidateRow> CandidateTable::of_club(ClubId club, Product product) {
  // A column a product, in the order of the enumerators after the fixed ones.
  constexpr int first_product = 15;
  auto rows = tx_.sql().query(
      "select d.id, d.organisation_id, d.abo, d.rhd, d.typing, d.consents, d.zone, "
      "d.travel_minutes, d.snoozed_until, "
      "e.before_day, e.never, e.hold, "
      "(select c.id from contact_point c where c.donor_id = d.id and c.verified_at is not null "
      " and c.suppressed_at is null and not exists (select 1 from stop s where s.address_index = "
      "c.address_index "
      " and s.lifted_at is null and s.scope = 0) order by c.position limit 1), "
      "exists (select 1 from contact_point c where c.donor_id = d.id and c.verified_at is not null "
      " and c.suppressed_at is null), e.donor_id, "
      "e.whole_blood, e.red_cells, e.platelets, e.plasma, e.granulocytes "
      "from member m join donor d on d.id = m.donor_id left join eligibility e on e.donor_id = "
      "d.id "
      "where m.club_id = ? and m.left_at is null and d.erased_at is null order by d.id",
      club);
  std::vector<CandidateRow> found;
  while (rows.next()) {
    CandidateRow row;
    row.donor = rows.id<DonorId>(0);
    row.organisation = rows.id<OrganisationId>(1);
    row.group = {rows.enumerator<Abo>(2), rows.enumerator<RhD>(3)};
    row.typing = rows.enumerator<TypingSource>(4);
    row.consents = Consents::of_bits(static_cast<std::uint32_t>(rows.integer(5)));
    if (!rows.null(6)) row.zone = rows.text(6);
    if (!rows.null(7)) row.travel_minutes = rows.small(7);
    row.snoozed_until = rows.optional_instant(8);
    row.before = rows.optional_day(9);
    row.contact_point = rows.id<ContactPointId>(12);
    row.has_verified = rows.flag(13);
    // Without a computed eligibility the donor counts as never: fail closed.
    if (!rows.null(14)) {
      row.never = rows.flag(10);
      row.hold = rows.flag(11);
      row.eligible_on = rows.optional_day(first_product + static_cast<int>(product));
    }
    found.push_back(std::move(row));
  }
  return found;
}

std::optional<std::pair<ContactPointId, Channel>> CandidateTable::contact_point(DonorId donor) {
  auto rows = tx_.sql().query(
      "select c.id, c.channel from contact_point c where c.donor_id = ? and c.verified_at is not "
      "null "
      "and c.suppressed_at is null and not exists (select 1 from stop s where s.address_index = "
      "c.address_index "
      "and s.lifted_at is null and s.scope = 0) order by c.position limit 1",
      donor);
  if (!rows.next()) return std::nullopt;
  return std::make_pair(rows.id<ContactPointId>(0), rows.enumerator<Channel>(1));
}

std::vector<OtherPage> CandidateTable::elsewhere(ClubId club, RequestId but) {
  return pages(tx_.sql().query(
      "select p.donor_id, p.state, p.asked_at from request r join page p on p.request_id = r.id "
      "join member m on m.donor_id = p.donor_id and m.club_id = ? where r.closed_at is null and "
      "r.id <> ?",
      club, but));
}

std::vector<OtherPage> CandidateTable::asked_since(ClubId club, RequestId but, Instant since) {
  return pages(tx_.sql().query(
      "select p.donor_id, p.state, p.asked_at from member m join page p on p.donor_id = m.donor_id "
      "where m.club_id = ? and p.request_id <> ? and p.asked_at > ?",
      club, but, since));
}

}  // namespace muster
