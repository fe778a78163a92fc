// SPDX-License-Identifier: Apache-2.0
#include "muster/store/bypasses.hpp"

#include "sql.hpp"
#include "subtree.hpp"

#define BYPASS_COLUMNS                                                                  \
  "b.id, o.path, b.club_id, b.opened_at, b.expires_at, b.ended_at, b.organisation_id, " \
  "b.reason, b.opened_by, b.role, b.ended_by, (select count(*) from message m where "   \
  "m.bypass_id = b.id and m.attempts > 0)"

namespace muster {
namespace {

BypassRow read(const Rows& rows) {
  BypassRow row;
  row.bypass.id = rows.id<BypassId>(0);
  row.bypass.organisation_path = rows.text(1);
  row.bypass.club = rows.id<ClubId>(2);
  row.bypass.opened_at = rows.instant(3);
  row.bypass.expires_at = rows.instant(4);
  row.bypass.ended_at = rows.optional_instant(5);
  row.organisation = rows.id<OrganisationId>(6);
  row.reason = rows.text(7);
  row.opened_by = rows.text(8);
  row.role = rows.text(9);
  row.ended_by = rows.text(10);
  row.used = rows.small(11);
  return row;
}

}  // namespace

BypassId BypassTable::add(const BypassRow& row) {
  BypassId id(tx_.sql().next_id("bypass"));
  tx_.sql().run(
      "insert into bypass (id, organisation_id, club_id, reason, opened_at, expires_at, opened_by, "
      "role) values (?, ?, ?, ?, ?, ?, ?, ?)",
      id, row.organisation, row.bypass.club, row.reason, row.bypass.opened_at,
      row.bypass.expires_at, row.opened_by, row.role);
  return id;
}

std::optional<BypassRow> BypassTable::find(BypassId id) {
  auto rows = tx_.sql().query("select " BYPASS_COLUMNS
                              " from bypass b join organisation o on o.id = b.organisation_id "
                              "where b.id = ?",
                              id);
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<BypassRow> BypassTable::list(const Principal& who, BypassId before, int limit) {
  auto rows = tx_.sql().query("select " BYPASS_COLUMNS
                              " from bypass b join organisation o on o.id = b.organisation_id "
                              "where o.path >= ?1 and o.path < ?2 and (?3 = 0 or b.id < ?3) "
                              "order by b.id desc limit ?4",
                              who.subtree, subtree_end(who), before.value(), limit);
  std::vector<BypassRow> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

std::vector<Bypass> BypassTable::in_force(Instant now) {
  auto rows = tx_.sql().query(
      "select b.id, o.path, b.club_id, b.opened_at, b.expires_at from bypass b "
      "join organisation o on o.id = b.organisation_id where b.ended_at is null and b.expires_at > "
      "? order by b.id",
      now);
  std::vector<Bypass> found;
  while (rows.next()) {
    Bypass bypass;
    bypass.id = rows.id<BypassId>(0);
    bypass.organisation_path = rows.text(1);
    bypass.club = rows.id<ClubId>(2);
    bypass.opened_at = rows.instant(3);
    bypass.expires_at = rows.instant(4);
    found.push_back(std::move(bypass));
  }
  return found;
}

bool BypassTable::end(BypassId id, std::string_view by, Instant now) {
  return tx_.sql().run(
             "update bypass set ended_at = ?, ended_by = ? where id = ? and ended_at is null and "
             "expires_at > ?",
             now, by, id, now) > 0;
}

void BypassTable::mark(MessageId message, BypassId bypass) {
  tx_.sql().run("update message set bypass_id = ? where id = ?", bypass, message);
}

}  // namespace muster
