// SPDX-License-Identifier: Apache-2.0
#include "muster/store/consents.hpp"

#include <array>

#include "muster/store/donors.hpp"
#include "sql.hpp"

namespace muster {
namespace {

// What stands for one donor: the purposes in force, and for each the last time it was withdrawn.
struct Standing {
  Consents in_force;
  std::array<std::optional<Instant>, all_purposes.size()> withdrawn;
};

// Grouped here, not in SQL: a donor has a few rows, and an import asks this of each.
Standing standing(Sql& sql, DonorId donor) {
  Standing found;
  auto rows = sql.query("select purpose, withdrawn_at from consent where donor_id = ?", donor);
  while (rows.next()) {
    const auto purpose = parse_purpose(rows.text(0));
    if (!purpose) continue;
    const auto withdrawn = rows.optional_instant(1);
    auto& last = found.withdrawn[static_cast<std::size_t>(*purpose)];
    if (!withdrawn)
      found.in_force.give(*purpose);
    else if (!last || *last < *withdrawn)
      last = withdrawn;
  }
  return found;
}

Consents fresh_of(const Standing& stands, Consents purposes, Instant given_at) {
  Consents fresh;
  for (const Purpose purpose : all_purposes) {
    if (!purposes.has(purpose) || stands.in_force.has(purpose)) continue;
    const auto& withdrawn = stands.withdrawn[static_cast<std::size_t>(purpose)];
    if (!withdrawn || given_at > *withdrawn) fresh.give(purpose);
  }
  return fresh;
}

}  // namespace

bool ConsentTable::give(DonorId donor, OrganisationId organisation, Purpose purpose,
                        std::string_view how, std::string_view proof, std::string_view given_to,
                        Instant given_at) {
  ConsentGiven given;
  given.how = how;
  given.proof = proof;
  given.given_to = given_to;
  given.given_at = given_at;
  Consents one;
  one.give(purpose);
  return !give_all(donor, organisation, one, given).none();
}

Consents ConsentTable::givable(DonorId donor, Consents purposes, Instant given_at) {
  return fresh_of(standing(tx_.sql(), donor), purposes, given_at);
}

Consents ConsentTable::give_all(DonorId donor, OrganisationId organisation, Consents purposes,
                                const ConsentGiven& given) {
  const Standing stands = standing(tx_.sql(), donor);
  const Consents fresh = fresh_of(stands, purposes, given.given_at);
  if (fresh.none()) return fresh;
  record(donor, organisation, fresh, given);
  tx_.donors().set_consents(donor, Consents::of_bits(stands.in_force.bits() | fresh.bits()));
  return fresh;
}

void ConsentTable::record(DonorId donor, OrganisationId organisation, Consents purposes,
                          const ConsentGiven& given) {
  for (const Purpose purpose : all_purposes) {
    if (!purposes.has(purpose)) continue;
    tx_.sql().run(
        "insert into consent (id, donor_id, organisation_id, purpose, given_at, how, proof, "
        "given_to, text_shown) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tx_.sql().next_id("consent"), donor, organisation, name(purpose), given.given_at, given.how,
        given.proof, given.given_to, given.text_shown);
  }
}

bool ConsentTable::withdraw(DonorId donor, Purpose purpose, std::string_view how, Instant now) {
  const int ended = tx_.sql().run(
      "update consent set withdrawn_at = ?, withdrawn_how = ? "
      "where donor_id = ? and purpose = ? and withdrawn_at is null",
      now, how, donor, name(purpose));
  if (ended == 0) return false;
  tx_.donors().set_consents(donor, standing(tx_.sql(), donor).in_force);
  return true;
}

std::vector<ConsentRow> ConsentTable::of_donor(DonorId donor) {
  auto rows = tx_.sql().query(
      "select id, donor_id, organisation_id, purpose, given_at, how, proof, given_to, "
      "withdrawn_at, withdrawn_how, text_shown from consent where donor_id = ? order by id",
      donor);
  std::vector<ConsentRow> found;
  while (rows.next()) {
    const auto purpose = parse_purpose(rows.text(3));
    if (!purpose) continue;
    ConsentRow row;
    row.id = rows.id<ConsentId>(0);
    row.donor = rows.id<DonorId>(1);
    row.organisation = rows.id<OrganisationId>(2);
    row.purpose = *purpose;
    row.given_at = rows.instant(4);
    row.how = rows.text(5);
    row.proof = rows.text(6);
    row.given_to = rows.text(7);
    row.withdrawn_at = rows.optional_instant(8);
    row.withdrawn_how = rows.text(9);
    row.text_shown = rows.text(10);
    found.push_back(std::move(row));
  }
  return found;
}

}  // namespace muster
