// SPDX-License-Identifier: Apache-2.0
// The ledgers of many donors at once, and the holds of all.
#include "eligibility_columns.hpp"
#include "muster/store/ledger.hpp"
#include "sql.hpp"
#include "subtree.hpp"

namespace muster {
namespace {

// Both lists are in the order of donors.
Ledger& ledger_of(std::vector<DonorLedger>& all, std::size_t& at, DonorId donor) {
  while (all[at].donor < donor) ++at;
  return all[at].ledger;
}

}  // namespace

std::vector<DonorLedger> LedgerTable::ledgers(DonorId after, int limit) {
  std::vector<DonorLedger> found;
  {
    auto rows = tx_.sql().query(
        "select d.id, d.sex, d.birth_day, d.weight_kg, " ELIGIBILITY_COLUMNS
        " from donor d left join eligibility e on e.donor_id = d.id where d.id > ? and "
        "d.erased_at is null and d.merged_into is null order by d.id limit ?",
        after.value(), limit);
    while (rows.next()) {
      DonorLedger one;
      one.donor = rows.id<DonorId>(0);
      one.ledger.sex = rows.enumerator<Sex>(1);
      one.ledger.birth = rows.optional_day(2);
      if (!rows.null(3)) one.ledger.weight_kg = rows.small(3);
      one.stored = read_eligibility(rows, 4);
      found.push_back(std::move(one));
    }
  }
  if (found.empty()) return found;
  const auto first = found.front().donor, last = found.back().donor;
  {
    std::size_t at = 0;
    auto rows = tx_.sql().query(
        "select d.donor_id, d.id, d.product, d.outcome, d.day, d.volume_ml from donation d "
        "join donor o on o.id = d.donor_id where d.donor_id between ? and ? and o.erased_at is "
        "null and o.merged_into is null and d.replaced_by is null and d.withdrawn_at is null order "
        "by d.donor_id",
        first, last);
    while (rows.next())
      ledger_of(found, at, rows.id<DonorId>(0))
          .donations.push_back({rows.id<DonationId>(1), rows.enumerator<Product>(2),
                                rows.enumerator<DonationOutcome>(3), rows.day(4), rows.small(5)});
  }
  std::size_t at = 0;
  auto rows = tx_.sql().query(
      "select f.donor_id, f.id, f.reason, f.event_day, f.until_day from deferral f join donor o on "
      "o.id = f.donor_id where f.donor_id between ? and ? and o.erased_at is null and "
      "o.merged_into is null and f.withdrawn_at is null order by f.donor_id",
      first, last);
  while (rows.next())
    ledger_of(found, at, rows.id<DonorId>(0))
        .deferrals.push_back(
            {rows.id<DeferralId>(1), rows.text(2), rows.day(3), rows.optional_day(4)});
  return found;
}

std::vector<Hold> LedgerTable::holds(const Principal& principal, Day since, DonationId after,
                                     int limit) {
  auto rows = tx_.sql().query(
      "select d.id, d.donor_id, d.organisation_id, d.day, d.outcome, d.session_id, d.source from "
      "donation d join organisation o on o.id = d.organisation_id join donor p on p.id = "
      "d.donor_id where d.replaced_by is null and d.withdrawn_at is null and (d.outcome = 2 or "
      "d.outcome = 3) and d.day <= ? and d.id > ? and o.path >= ? and o.path < ? and p.erased_at "
      "is null order by d.id limit ?",
      since, after.value(), principal.subtree, subtree_end(principal), limit);
  std::vector<Hold> found;
  while (rows.next())
    found.push_back({rows.id<DonationId>(0), rows.id<DonorId>(1), rows.id<OrganisationId>(2),
                     rows.day(3), rows.enumerator<DonationOutcome>(4), rows.id<SessionId>(5),
                     rows.text(6)});
  return found;
}

}  // namespace muster
