// SPDX-License-Identifier: Apache-2.0
#include "muster/store/ledger.hpp"

#include "eligibility_columns.hpp"
#include "muster/store/store.hpp"
#include "present.hpp"
#include "sql.hpp"

namespace muster {
namespace {

bool is_hold(DonationOutcome outcome) {
  return outcome == DonationOutcome::outcome_pending || outcome == DonationOutcome::self_reported;
}

// What the ledger has already, as far as a new entry is concerned.
struct Standing {
  bool same = false;
  bool holds_near = false;
};

Standing standing(Sql& sql, DonorId donor, const Donation& entry) {
  Standing found;
  auto rows = sql.query(
      "select product, outcome, day from donation where donor_id = ? and replaced_by is null "
      "and withdrawn_at is null",
      donor);
  while (rows.next()) {
    const auto outcome = rows.enumerator<DonationOutcome>(1);
    const Day day = rows.day(2);
    found.same = found.same || (rows.enumerator<Product>(0) == entry.product &&
                                outcome == entry.outcome && day == entry.on);
    found.holds_near =
        found.holds_near || (is_hold(outcome) && entry.on - hold_settled_within <= day &&
                             day <= entry.on + hold_settled_within);
  }
  return found;
}

}  // namespace

std::optional<DonationId> LedgerTable::add_donation(DonorId donor, OrganisationId organisation,
                                                    const Donation& donation,
                                                    const DonationPapers& papers, Instant now) {
  const Standing stands = standing(tx_.sql(), donor, donation);
  if (stands.same) return std::nullopt;
  const DonationId id(tx_.sql().next_id("donation"));
  // Not "insert ... select": with that SQLite scans the table for rows that a new one might
  // replace.
  tx_.sql().run(
      "insert into donation (id, donor_id, organisation_id, product, outcome, day, volume_ml, "
      "units, certificate, session_id, source, entered_by, entered_at) values (?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?)",
      id, donor, organisation, donation.product, donation.outcome, donation.on, donation.volume_ml,
      papers.units, present(papers.certificate), papers.session, papers.source, papers.entered_by,
      now);
  if (stands.holds_near && !is_hold(donation.outcome))
    tx_.sql().run(
        "update donation set replaced_by = ? where donor_id = ? and outcome in (?, ?) "
        "and replaced_by is null and withdrawn_at is null and day between ? and ?",
        id, donor, DonationOutcome::outcome_pending, DonationOutcome::self_reported,
        donation.on - hold_settled_within, donation.on + hold_settled_within);
  tx_.touch(Topic::donors);
  return id;
}

std::optional<DeferralId> LedgerTable::add_deferral(DonorId donor, OrganisationId organisation,
                                                    const Deferral& deferral,
                                                    std::string_view source, Instant now) {
  {
    auto same = tx_.sql().query(
        "select 1 from deferral where donor_id = ? and reason = ? and event_day = ? "
        "and until_day is ? and withdrawn_at is null",
        donor, deferral.reason, deferral.event, deferral.until);
    if (same.next()) return std::nullopt;
  }
  const DeferralId id(tx_.sql().next_id("deferral"));
  tx_.sql().run(
      "insert into deferral (id, donor_id, organisation_id, reason, event_day, until_day, source, "
      "entered_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
      id, donor, organisation, deferral.reason, deferral.event, deferral.until, source, now);
  tx_.touch(Topic::donors);
  return id;
}

std::vector<Donation> LedgerTable::donations(DonorId donor) {
  auto rows = tx_.sql().query(
      "select id, product, outcome, day, volume_ml from donation "
      "where donor_id = ? and replaced_by is null and withdrawn_at is null order by day, id",
      donor);
  std::vector<Donation> found;
  while (rows.next()) {
    Donation donation;
    donation.id = rows.id<DonationId>(0);
    donation.product = rows.enumerator<Product>(1);
    donation.outcome = rows.enumerator<DonationOutcome>(2);
    donation.on = rows.day(3);
    donation.volume_ml = rows.small(4);
    found.push_back(donation);
  }
  return found;
}

std::vector<Deferral> LedgerTable::deferrals(DonorId donor) {
  auto rows = tx_.sql().query(
      "select id, reason, event_day, until_day from deferral "
      "where donor_id = ? and withdrawn_at is null order by event_day, id",
      donor);
  std::vector<Deferral> found;
  while (rows.next()) {
    Deferral deferral;
    deferral.id = rows.id<DeferralId>(0);
    deferral.reason = rows.text(1);
    deferral.event = rows.day(2);
    deferral.until = rows.optional_day(3);
    found.push_back(std::move(deferral));
  }
  return found;
}

Ledger LedgerTable::ledger(const DonorRow& donor) {
  Ledger ledger;
  ledger.sex = donor.sex;
  ledger.birth = donor.birth;
  ledger.weight_kg = donor.weight_kg;
  ledger.donations = donations(donor.id);
  ledger.deferrals = deferrals(donor.id);
  return ledger;
}

void LedgerTable::store_eligibility(DonorId donor, const EligibilityRow& row) {
  tx_.sql().run(
      "insert into eligibility (donor_id, rule_set, never, hold, before_day, "
      "before_apheresis_day, whole_blood, red_cells, platelets, plasma, granulocytes) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "on conflict (donor_id) do update set rule_set = excluded.rule_set, never = excluded.never, "
      "hold = excluded.hold, before_day = excluded.before_day, "
      "before_apheresis_day = excluded.before_apheresis_day, "
      "whole_blood = excluded.whole_blood, red_cells = excluded.red_cells, "
      "platelets = excluded.platelets, plasma = excluded.plasma, "
      "granulocytes = excluded.granulocytes",
      donor, row.rule_set, row.never, row.hold, row.before, row.before_apheresis,
      row.on_for(Product::whole_blood), row.on_for(Product::red_cells),
      row.on_for(Product::platelets), row.on_for(Product::plasma),
      row.on_for(Product::granulocytes));
}

std::optional<EligibilityRow> LedgerTable::eligibility(DonorId donor) {
  auto rows = tx_.sql().query(
      "select " ELIGIBILITY_COLUMNS " from eligibility e where e.donor_id = ?", donor);
  if (!rows.next()) return std::nullopt;
  return read_eligibility(rows, 0);
}

}  // namespace muster
