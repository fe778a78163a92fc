// SPDX-License-Identifier: Apache-2.0
// Corrections and withdrawals, and what entries said before them.
#include <unordered_map>

#include "muster/store/ledger.hpp"
#include "muster/store/store.hpp"
#include "present.hpp"
#include "sql.hpp"

#define DONATION_COLUMNS                                                                 \
  "d.id, d.donor_id, d.product, d.outcome, d.day, d.volume_ml, d.units, d.certificate, " \
  "d.session_id, d.source, d.entered_by, d.entered_at, d.replaced_by, d.withdrawn_at"
#define DEFERRAL_COLUMNS                                                           \
  "f.id, f.donor_id, f.reason, f.event_day, f.until_day, f.source, f.entered_at, " \
  "f.withdrawn_at"

namespace muster {
namespace {

DonationEntry read_donation(const Rows& rows) {
  DonationEntry entry;
  entry.donation.id = rows.id<DonationId>(0);
  entry.donor = rows.id<DonorId>(1);
  entry.donation.product = rows.enumerator<Product>(2);
  entry.donation.outcome = rows.enumerator<DonationOutcome>(3);
  entry.donation.on = rows.day(4);
  entry.donation.volume_ml = rows.small(5);
  entry.papers.units = rows.small(6);
  entry.papers.certificate = rows.text(7);
  entry.papers.session = rows.id<SessionId>(8);
  entry.papers.source = rows.text(9);
  entry.papers.entered_by = rows.text(10);
  entry.entered_at = rows.instant(11);
  entry.replaced_by = rows.id<DonationId>(12);
  entry.withdrawn_at = rows.optional_instant(13);
  return entry;
}

DeferralEntry read_deferral(const Rows& rows) {
  DeferralEntry entry;
  entry.deferral.id = rows.id<DeferralId>(0);
  entry.donor = rows.id<DonorId>(1);
  entry.deferral.reason = rows.text(2);
  entry.deferral.event = rows.day(3);
  entry.deferral.until = rows.optional_day(4);
  entry.source = rows.text(5);
  entry.entered_at = rows.instant(6);
  entry.withdrawn_at = rows.optional_instant(7);
  return entry;
}

void keep_donation(Sql& sql, DonationId id, const LedgerChange& change) {
  sql.run(
      "insert into donation_version (id, donation_id, donor_id, organisation_id, product, outcome, "
      "day, volume_ml, units, certificate, until, ended_by, note) select ?, id, donor_id, "
      "organisation_id, product, outcome, day, volume_ml, units, certificate, ?, ?, ? from "
      "donation where id = ?",
      sql.next_id("donation_version"), change.at, change.by, change.note, id);
}

void keep_deferral(Sql& sql, DeferralId id, const LedgerChange& change) {
  sql.run(
      "insert into deferral_version (id, deferral_id, donor_id, organisation_id, reason, "
      "event_day, until_day, until, ended_by, note) select ?, id, donor_id, organisation_id, "
      "reason, event_day, until_day, ?, ?, ? from deferral where id = ?",
      sql.next_id("deferral_version"), change.at, change.by, change.note, id);
}

Said said_by(Rows rows) {
  rows.next();  // an aggregate: one row always
  if (rows.null(0)) return Said::never;
  return rows.flag(0) ? Said::taken_back : Said::stands;
}

bool same(const DonationEntry& a, const DonationEntry& b) {
  return a.donation.product == b.donation.product && a.donation.outcome == b.donation.outcome &&
         a.donation.on == b.donation.on && a.donation.volume_ml == b.donation.volume_ml &&
         a.papers.units == b.papers.units && a.papers.certificate == b.papers.certificate;
}

}  // namespace

bool LedgerTable::correct_donation(const DonationEntry& to, const LedgerChange& change) {
  const auto before = find_donation(to.donation.id);
  if (!before || !before->in_force() || same(*before, to)) return false;
  keep_donation(tx_.sql(), to.donation.id, change);
  tx_.sql().run(
      "update donation set product = ?, outcome = ?, day = ?, volume_ml = ?, units = ?, "
      "certificate = ? where id = ?",
      to.donation.product, to.donation.outcome, to.donation.on, to.donation.volume_ml,
      to.papers.units, present(to.papers.certificate), to.donation.id);
  tx_.touch(Topic::donors);
  return true;
}

bool LedgerTable::correct_deferral(const DeferralEntry& to, const LedgerChange& change) {
  const auto before = find_deferral(to.deferral.id);
  if (!before || before->withdrawn_at) return false;
  const auto& was = before->deferral;
  if (was.reason == to.deferral.reason && was.event == to.deferral.event &&
      was.until == to.deferral.until)
    return false;
  keep_deferral(tx_.sql(), to.deferral.id, change);
  tx_.sql().run("update deferral set reason = ?, event_day = ?, until_day = ? where id = ?",
                to.deferral.reason, to.deferral.event, to.deferral.until, to.deferral.id);
  tx_.touch(Topic::donors);
  return true;
}

bool LedgerTable::withdraw_donation(DonationId id, const LedgerChange& change) {
  const auto before = find_donation(id);
  if (!before || !before->in_force()) return false;
  keep_donation(tx_.sql(), id, change);
  // The holds that it settled are open again.
  tx_.sql().run("update donation set replaced_by = null where replaced_by = ?", id);
  tx_.sql().run("update donation set withdrawn_at = ? where id = ?", change.at, id);
  tx_.touch(Topic::donors);
  return true;
}

bool LedgerTable::withdraw_deferral(DeferralId id, const LedgerChange& change) {
  const auto before = find_deferral(id);
  if (!before || before->withdrawn_at) return false;
  keep_deferral(tx_.sql(), id, change);
  tx_.sql().run("update deferral set withdrawn_at = ? where id = ?", change.at, id);
  tx_.touch(Topic::donors);
  return true;
}

bool LedgerTable::drop_hold(DonorId donor, SessionId session, const LedgerChange& change) {
  std::vector<DonationId> holds;
  {
    auto rows = tx_.sql().query(
        "select id from donation where donor_id = ? and session_id = ? and outcome = ? and "
        "replaced_by is null and withdrawn_at is null",
        donor, session, DonationOutcome::outcome_pending);
    while (rows.next()) holds.push_back(rows.id<DonationId>(0));
  }
  for (auto id : holds) withdraw_donation(id, change);
  return !holds.empty();
}

Said LedgerTable::said(DonorId donor, const Donation& donation, std::optional<Product> product) {
  return said_by(tx_.sql().query(
      "select min(taken_back) from (select withdrawn_at is not null as taken_back from donation "
      "where donor_id = ?1 and day = ?2 and outcome = ?3 and product = coalesce(?4, product) "
      "union all select 1 from donation_version where donor_id = ?1 and day = ?2 and "
      "outcome = ?3 and product = coalesce(?4, product))",
      donor, donation.on, donation.outcome, product));
}

Said LedgerTable::said(DonorId donor, const Deferral& deferral, bool end_named) {
  return said_by(tx_.sql().query(
      "select min(taken_back) from (select withdrawn_at is not null as taken_back from deferral "
      "where donor_id = ?1 and reason = ?2 and event_day = ?3 and case when ?5 then until_day is "
      "?4 else withdrawn_at is not null or until_day is null or until_day >= ?4 end "
      "union all select 1 from deferral_version where donor_id = ?1 and reason = ?2 and "
      "event_day = ?3 and (not ?5 or until_day is ?4))",
      donor, deferral.reason, deferral.event, deferral.until, end_named));
}

std::optional<DonationEntry> LedgerTable::find_donation(DonationId id) {
  auto rows = tx_.sql().query("select " DONATION_COLUMNS " from donation d where d.id = ?", id);
  if (!rows.next()) return std::nullopt;
  return read_donation(rows);
}

std::optional<DeferralEntry> LedgerTable::find_deferral(DeferralId id) {
  auto rows = tx_.sql().query("select " DEFERRAL_COLUMNS " from deferral f where f.id = ?", id);
  if (!rows.next()) return std::nullopt;
  return read_deferral(rows);
}

std::vector<DonationEntry> LedgerTable::donation_history(DonorId donor) {
  std::vector<DonationEntry> found;
  std::unordered_map<DonationId, std::size_t> places;
  {
    auto rows =
        tx_.sql().query("select " DONATION_COLUMNS
                        " from donation d where d.donor_id = ? order by d.day desc, d.id desc",
                        donor);
    while (rows.next()) {
      found.push_back(read_donation(rows));
      places.emplace(found.back().donation.id, found.size() - 1);
    }
  }
  auto rows = tx_.sql().query(
      "select donation_id, product, outcome, day, volume_ml, until, ended_by, note from "
      "donation_version where donor_id = ? order by id",
      donor);
  while (rows.next()) {
    Earlier<Donation> earlier;
    earlier.entry = {rows.id<DonationId>(0), rows.enumerator<Product>(1),
                     rows.enumerator<DonationOutcome>(2), rows.day(3), rows.small(4)};
    earlier.until = rows.instant(5);
    earlier.by = rows.text(6);
    earlier.note = rows.text(7);
    if (const auto place = places.find(earlier.entry.id); place != places.end())
      found[place->second].earlier.push_back(std::move(earlier));
  }
  return found;
}

std::vector<DeferralEntry> LedgerTable::deferral_history(DonorId donor) {
  std::vector<DeferralEntry> found;
  std::unordered_map<DeferralId, std::size_t> places;
  {
    auto rows = tx_.sql().query("select " DEFERRAL_COLUMNS
                                " from deferral f where f.donor_id = ? order by f.event_day desc, "
                                "f.id desc",
                                donor);
    while (rows.next()) {
      found.push_back(read_deferral(rows));
      places.emplace(found.back().deferral.id, found.size() - 1);
    }
  }
  auto rows = tx_.sql().query(
      "select deferral_id, reason, event_day, until_day, until, ended_by, note from "
      "deferral_version where donor_id = ? order by id",
      donor);
  while (rows.next()) {
    Earlier<Deferral> earlier;
    earlier.entry = {rows.id<DeferralId>(0), rows.text(1), rows.day(2), rows.optional_day(3)};
    earlier.until = rows.instant(4);
    earlier.by = rows.text(5);
    earlier.note = rows.text(6);
    if (const auto place = places.find(earlier.entry.id); place != places.end())
      found[place->second].earlier.push_back(std::move(earlier));
  }
  return found;
}

}  // namespace muster
