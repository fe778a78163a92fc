// SPDX-License-Identifier: Apache-2.0
#include "muster/store/verifications.hpp"

#include <fmt/format.h>

#include "muster/base/sealing.hpp"
#include "sql.hpp"

namespace muster {

std::string VerificationTable::hash(VerificationId id, std::string_view code) const {
  return tx_.sealer().blind_index(fmt::format("verification:{}:{}", id.value(), code));
}

VerificationRow VerificationTable::add(VerificationRow row, std::string_view code) {
  tx_.sql().run(
      "update verification set ended_at = ?, ended_how = 'replaced' where contact_point_id = ? "
      "and ended_at is null",
      row.sent_at, row.contact_point);
  row.id = VerificationId(tx_.sql().next_id("verification"));
  const std::string hashed = hash(row.id, code);
  tx_.sql().run(
      "insert into verification (id, contact_point_id, organisation_id, code_hash, sent_at, "
      "expires_at) values (?, ?, ?, ?, ?, ?)",
      row.id, row.contact_point, row.organisation, Blob{hashed}, row.sent_at, row.expires_at);
  return row;
}

std::optional<VerificationRow> VerificationTable::open(ContactPointId point, Instant now) {
  auto rows = tx_.sql().query(
      "select id, contact_point_id, organisation_id, sent_at, expires_at, tries from verification "
      "where contact_point_id = ? and ended_at is null and expires_at > ? "
      "order by sent_at desc, id desc limit 1",
      point, now);
  if (!rows.next()) return std::nullopt;
  VerificationRow row;
  row.id = rows.id<VerificationId>(0);
  row.contact_point = rows.id<ContactPointId>(1);
  row.organisation = rows.id<OrganisationId>(2);
  row.sent_at = rows.instant(3);
  row.expires_at = rows.instant(4);
  row.tries = rows.small(5);
  return row;
}

bool VerificationTable::is_code(const VerificationRow& row, std::string_view code) {
  auto rows = tx_.sql().query("select code_hash from verification where id = ?", row.id);
  return rows.next() && rows.text(0) == hash(row.id, code);
}

void VerificationTable::tried(VerificationId id) {
  tx_.sql().run("update verification set tries = tries + 1 where id = ?", id);
}

void VerificationTable::end(VerificationId id, std::string_view how, Instant now) {
  tx_.sql().run(
      "update verification set ended_at = ?, ended_how = ? where id = ? and ended_at is null", now,
      how, id);
}

int VerificationTable::sent_to(std::string_view address_index, Instant since) {
  auto rows = tx_.sql().query(
      "select count(*) from contact_point c join verification v on v.contact_point_id = c.id "
      "where c.address_index = ? and v.sent_at > ?",
      Blob{address_index}, since);
  rows.next();
  return rows.small(0);
}

}  // namespace muster
