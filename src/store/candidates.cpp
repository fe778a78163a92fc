// SPDX-License-Identifier: Apache-2.0
#include "muster/store/candidates.hpp"

#include <algorithm>

#include "sql.hpp"

// Whether a stop of the address or of the donor ends emergency pages (bit 4) on that channel.
#define STOPPED_FOR_PAGES                                                                     \
  "(exists (select 1 from stop s where s.address_index = c.address_index and s.lifted_at is " \
  "null and (s.purposes & 4) <> 0 and coalesce(s.only_channel, c.channel) = c.channel) or "   \
  "exists (select 1 from stop s where s.donor_id = c.donor_id and s.lifted_at is null and "   \
  "(s.purposes & 4) <> 0 and coalesce(s.only_channel, c.channel) = c.channel))"

namespace muster {
namespace {

// Columns of the query for candidates: of a contact point, of the eligibility.
constexpr int contact = 12;
constexpr int eligibility = 19;
constexpr int first_product = eligibility + 5;  // then one a product, in their order

CandidateRow read(const Rows& rows) {
  CandidateRow row;
  row.donor = rows.id<DonorId>(0);
  row.organisation = rows.id<OrganisationId>(1);
  row.group = {rows.enumerator<Abo>(2), rows.enumerator<RhD>(3)};
  row.typing = rows.enumerator<TypingSource>(4);
  row.consents = Consents::of_bits(static_cast<std::uint32_t>(rows.integer(5)));
  if (!rows.null(6)) row.zone = rows.text(6);
  if (!rows.null(7)) row.travel_minutes = rows.small(7);
  row.snoozed_until = rows.optional_instant(8);
  if (!rows.null(9) && !rows.null(10)) row.place = Place{rows.small(9), rows.small(10)};
  if (!row.travel_minutes && !row.place) row.commune = rows.text(11);
  auto& may = row.eligibility;
  // Without a computed eligibility the donor counts as never: fail closed.
  may.never = true;
  if (rows.null(eligibility)) return row;
  may.before = rows.optional_day(eligibility + 1);
  may.before_apheresis = rows.optional_day(eligibility + 2);
  may.never = rows.flag(eligibility + 3);
  may.hold = rows.flag(eligibility + 4);
  for (std::size_t product = 0; product < may.on.size(); ++product)
    may.on[product] = rows.optional_day(first_product + static_cast<int>(product));
  return row;
}

std::optional<DayWindow> window_at(const Rows& rows, int column) {
  if (rows.null(column) || rows.null(column + 1)) return std::nullopt;
  return DayWindow{MinuteOfDay(rows.integer(column)), MinuteOfDay(rows.integer(column + 1))};
}

// Hardly any address has a window: the zone is asked only for one that has.
bool open_now(const std::optional<DayWindow>& window, const std::optional<std::string>& zone,
              const PageTime& when) {
  if (!window) return true;
  auto own = zone ? Zone::named(*zone) : Result<Zone>(when.zone);
  return page_may_use(window, (own ? *own : when.zone).minute_of(when.now));
}

}  // namespace

std::vector<CandidateRow> CandidateTable::of_club(ClubId club, const PageTime& when) {
  // A row for each contact point of a member, one without any for who has none: sorting them here
  // is cheaper than a subquery with an order of its own for each member. Whether one is verified is
  // the rule's question; the index (contact_point_usable) has all that it asks.
  auto rows = tx_.sql().query(
      "select d.id, d.organisation_id, d.abo, d.rhd, d.typing, d.consents, d.zone, "
      "d.travel_minutes, d.snoozed_until, d.latitude, d.longitude, d.commune, c.id, c.position, "
      "c.verified_at, c.reached_at, c.from_minute, c.to_minute, " STOPPED_FOR_PAGES
      ", e.donor_id, e.before_day, e.before_apheresis_day, e.never, e.hold, "
      "e.whole_blood, e.red_cells, e.platelets, e.plasma, e.granulocytes "
      "from member m join donor d on d.id = m.donor_id left join eligibility e on e.donor_id = "
      "d.id left join contact_point c on c.donor_id = d.id and c.suppressed_at is null and "
      "c.removed_at is null "
      "where m.club_id = ? and m.left_at is null and d.erased_at is null and d.merged_into is null "
      "order by m.donor_id",
      club);
  std::vector<CandidateRow> found;
  std::int64_t best_position = 0;
  while (rows.next()) {
    auto donor = rows.id<DonorId>(0);
    if (found.empty() || found.back().donor != donor) found.push_back(read(rows));
    auto& row = found.back();
    if (rows.null(contact) ||
        !counts_as_verified(rows.optional_instant(contact + 2), rows.optional_instant(contact + 3),
                            when.rules, when.now))
      continue;
    row.has_verified = true;
    bool stopped = rows.flag(contact + 6);
    auto position = rows.integer(contact + 1);
    if (stopped || (row.contact_point && position >= best_position)) continue;
    if (!open_now(window_at(rows, contact + 4), row.zone, when)) {
      row.window_closed = true;
      continue;
    }
    row.contact_point = rows.id<ContactPointId>(contact);
    best_position = position;
  }
  return found;
}

std::optional<std::pair<ContactPointId, Channel>> CandidateTable::contact_point(
    DonorId donor, const PageTime& when) {
  auto rows = tx_.sql().query(
      "select c.id, c.channel, c.verified_at, c.reached_at, c.from_minute, c.to_minute, d.zone "
      "from contact_point c join donor d on d.id = c.donor_id where c.donor_id = ? "
      "and c.suppressed_at is null and c.removed_at is null and not " STOPPED_FOR_PAGES
      " order by c.position, c.id",
      donor);
  while (rows.next()) {
    if (!counts_as_verified(rows.optional_instant(2), rows.optional_instant(3), when.rules,
                            when.now))
      continue;
    std::optional<std::string> zone;
    if (!rows.null(6)) zone = rows.text(6);
    if (!open_now(window_at(rows, 4), zone, when)) continue;
    return std::make_pair(rows.id<ContactPointId>(0), rows.enumerator<Channel>(1));
  }
  return std::nullopt;
}

std::vector<OtherPage> CandidateTable::elsewhere(ClubId club, RequestId but) {
  // In this order: hardly ever is more than one request open.
  auto rows = tx_.sql().query(
      "select p.donor_id, p.state, p.asked_at, r.arrive_by from request r cross join page p on "
      "p.request_id = "
      "r.id cross join member m on m.donor_id = p.donor_id and m.club_id = ? where r.closed_at is "
      "null and r.id <> coalesce(?, 0)",
      club, but);
  std::vector<OtherPage> found;
  while (rows.next())
    found.push_back(
        {rows.id<DonorId>(0), rows.enumerator<PageState>(1), rows.instant(2), rows.instant(3)});
  return found;
}

std::vector<PastPages> CandidateTable::paged_before(ClubId club, RequestId but, RhD recipient,
                                                    const PageCaps& caps, Instant now) {
  auto since = now - std::max({caps.standby_window, caps.standby_apart, caps.on_call_window});
  // Counted here: a row a page would be the most expensive part of planning a wave.
  auto rows = tx_.sql().query(
      "select m.donor_id, sum(p.asked_at > ?), sum(p.asked_at > ?), max(p.asked_at) from member m "
      "join page p on p.donor_id = m.donor_id where m.club_id = ? and p.asked_at > ? and "
      "p.request_id <> coalesce(?, 0) and (? or not (exists (select 1 from donor d where d.id = "
      "m.donor_id and "
      "d.rhd = ?) and exists (select 1 from request r where r.id = p.request_id and r.rhd = ?))) "
      "group by m.donor_id order by m.donor_id",
      now - caps.standby_window, now - caps.on_call_window, club, since, but,
      recipient == RhD::positive, RhD::negative, RhD::positive);
  std::vector<PastPages> found;
  while (rows.next())
    found.push_back({rows.id<DonorId>(0), {rows.small(1), rows.small(2), rows.instant(3)}});
  return found;
}

}  // namespace muster
