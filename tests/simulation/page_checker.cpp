// SPDX-License-Identifier: Apache-2.0
#include "page_checker.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../../src/store/sql.hpp"
#include "legal_steps.hpp"
#include "muster/domain/compatibility.hpp"
#include "muster/store/clubs.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"

namespace muster::simulation {
namespace {

std::string describe(const PageRow& row) {
  return fmt::format("page {} of request {} to donor {} ({})", row.id.value(), row.request.value(),
                     row.donor.value(), name(row.state));
}

}  // namespace

void PageChecker::check(Tx& tx, Instant now) {
  std::vector<PageId> changed;
  {
    auto rows = tx.sql().query("select id from page where changed_at >= ? order by id", checked_);
    while (rows.next()) changed.push_back(rows.id<PageId>(0));
  }
  checked_ = now;
  for (auto id : changed) compare(tx, *tx.pages().find(id), now);
  requests(tx, now);
  if (!changed.empty()) double_booked(tx, now);
}

void PageChecker::compare(Tx& tx, const PageRow& row, Instant now) {
  auto known = pages_.find(row.id);
  auto from = known == pages_.end() ? PageState::queued : known->second;
  if (!reachable(from, row.state))
    witness_.broken(now, fmt::format("{} cannot come from {}", describe(row), name(from)));
  if (known == pages_.end()) inserted(tx, row, now);
  pages_[row.id] = row.state;
}

// I1, I9, I12: who is paged passes the hard filter, can be there in time, and is told why.
void PageChecker::inserted(Tx& tx, const PageRow& row, Instant now) {
  auto request = *tx.requests().find(row.request);
  auto donor = *tx.donors().find(row.donor);
  if (row.why.empty()) witness_.broken(now, describe(row) + " has no explanation");
  const auto& table = witness_.settings().compatibility;
  const Recipient whom{request.group, request.recipient, !request.allow_o_positive.empty()};
  if (table.tier(request.product, whom, donor.group, request.rhd_policy) == tier_incompatible)
    witness_.broken(now, describe(row) + " is not compatible");
  if (row.asked_at + Minutes(donor.travel_minutes.value_or(0)) > request.arrive_by)
    witness_.broken(now, describe(row) + " would come after the deadline");
  if (request.closed_at && *request.closed_at < row.asked_at)
    witness_.broken(now, describe(row) + " was asked after the close");
  auto members = tx.clubs().members(request.club);
  if (std::none_of(members.begin(), members.end(),
                   [&](const auto& member) { return member.donor == row.donor; }))
    witness_.broken(now, describe(row) + " is no member of the club");
  auto points = tx.contact_points().of_donor(row.donor);
  if (std::none_of(points.begin(), points.end(), [&](const auto& point) {
        bool reached = point.reached_at && row.asked_at - *point.reached_at < Days(365);
        return point.verified_at || reached;
      }))
    witness_.broken(now, describe(row) + " has no verified number");
  for (const auto& other : tx.pages().of_donor(row.donor, 20)) {
    if (other.request == row.request) continue;
    if (tx.requests().find(other.request)->closed_at) continue;
    bool fresh = is_unanswered(other.state) &&
                 row.asked_at < other.asked_at + 2 * witness_.settings().wave.interval;
    if (is_commitment(other.state) || fresh)
      witness_.broken(now, fmt::format("{} was asked while they are {} in request {}",
                                       describe(row), name(other.state), other.request.value()));
  }
}

void PageChecker::requests(Tx& tx, Instant now) {
  for (const auto& open : tx.requests().open()) requests_.try_emplace(open.id, open);
  for (auto& [id, known] : requests_) {
    if (known.closed_at) continue;
    auto row = *tx.requests().find(id);
    if (!reachable(known.state, row.state))
      witness_.broken(now, fmt::format("request {} went from {} to {}", row.code, name(known.state),
                                       name(row.state)));
    // I13: waves keep their distance, whatever the clock does.
    auto w = witness_.settings().wave.interval;
    if (known.last_wave_at && row.last_wave_at && *row.last_wave_at > *known.last_wave_at &&
        *row.last_wave_at < *known.last_wave_at + w / 2)
      witness_.broken(now, fmt::format("request {}: a wave {} after the one before", row.code,
                                       to_string(*row.last_wave_at - *known.last_wave_at)));
    counts(tx, row, now);
    known = row;
  }
}

// I11; nobody closes as filled on promises.
void PageChecker::counts(Tx& tx, const RequestRow& request, Instant now) {
  auto rows = tx.sql().query(
      "select count(*), coalesce(sum(arrived_at is not null), 0) from page where request_id = ?",
      request.id);
  rows.next();
  int paged = rows.small(0);
  int arrived = rows.small(1);
  if (request.usable > arrived || arrived > paged)
    witness_.broken(now, fmt::format("request {}: {} units of {} arrived of {} paged", request.code,
                                     request.usable, arrived, paged));
  if (request.close_reason == "filled" && request.usable < request.units)
    witness_.broken(now, fmt::format("request {} closed as filled with {} of {}", request.code,
                                     request.usable, request.units));
}

// I14
void PageChecker::double_booked(Tx& tx, Instant now) {
  auto rows = tx.sql().query(
      "select p.donor_id from page p join request r on r.id = p.request_id where r.closed_at is "
      "null "
      "and p.state in (?, ?) group by p.donor_id having count(*) > 1",
      PageState::accepted_go, PageState::accepted_reserve);
  while (rows.next())
    witness_.broken(
        now, fmt::format("donor {} is promised to two requests", rows.id<DonorId>(0).value()));
}

}  // namespace muster::simulation
