// SPDX-License-Identifier: Apache-2.0
#include "muster/store/contact_rules.hpp"

#include "muster/store/organisations.hpp"
#include "sql.hpp"
#include "subtree.hpp"

// An organisation's own row and those above it: their path is the beginning of its path.
#define ABOVE(PATH) "substr(" PATH ", 1, length(o.path)) = o.path"

namespace muster {
namespace {

BlackoutRow read_blackout(const Rows& rows) {
  BlackoutRow row;
  row.id = rows.id<BlackoutId>(0);
  row.organisation = rows.id<OrganisationId>(1);
  row.name = rows.text(2);
  row.days.first = rows.day(3);
  row.days.last = rows.day(4);
  row.days.purposes = Consents::of_bits(static_cast<std::uint32_t>(rows.integer(5)));
  row.added_at = rows.instant(6);
  row.added_by = rows.text(7);
  row.removed_at = rows.optional_instant(8);
  return row;
}

}  // namespace

void ContactRuleTable::set_hours(OrganisationId organisation, const NarrowedHours& hours,
                                 std::string_view by, Instant now) {
  tx_.sql().run(
      "insert into organisation_hours (organisation_id, kind, from_minute, to_minute, changed_at, "
      "changed_by) values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (organisation_id, kind) do update "
      "set from_minute = ?3, to_minute = ?4, changed_at = ?5, changed_by = ?6",
      organisation, name(hours.kind), static_cast<std::int64_t>(hours.window.from.count()),
      static_cast<std::int64_t>(hours.window.to.count()), now, by);
  forget();
}

bool ContactRuleTable::remove_hours(OrganisationId organisation, HoursKind kind) {
  forget();
  return tx_.sql().run("delete from organisation_hours where organisation_id = ? and kind = ?",
                       organisation, name(kind)) > 0;
}

std::vector<HoursRow> ContactRuleTable::hours_of(OrganisationId organisation) {
  auto rows = tx_.sql().query(
      "select h.organisation_id, h.kind, h.from_minute, h.to_minute, h.changed_at, h.changed_by "
      "from organisation_hours h join organisation o on o.id = h.organisation_id "
      "where " ABOVE("(select path from organisation where id = ?)") " order by o.path, h.kind",
      organisation);
  std::vector<HoursRow> found;
  while (rows.next()) {
    auto kind = parse_hours_kind(rows.text(1));
    if (!kind) continue;
    HoursRow row;
    row.organisation = rows.id<OrganisationId>(0);
    row.hours.kind = *kind;
    row.hours.window = {MinuteOfDay(rows.integer(2)), MinuteOfDay(rows.integer(3))};
    row.changed_at = rows.instant(4);
    row.changed_by = rows.text(5);
    found.push_back(std::move(row));
  }
  return found;
}

BlackoutId ContactRuleTable::add_blackout(const BlackoutRow& row) {
  BlackoutId id(tx_.sql().next_id("blackout"));
  tx_.sql().run(
      "insert into blackout (id, organisation_id, name, first_day, last_day, purposes, added_at, "
      "added_by) values (?, ?, ?, ?, ?, ?, ?, ?)",
      id, row.organisation, row.name, row.days.first, row.days.last, row.days.purposes.bits(),
      row.added_at, row.added_by);
  forget();
  return id;
}

std::optional<BlackoutRow> ContactRuleTable::find_blackout(BlackoutId id) {
  auto rows = tx_.sql().query(
      "select id, organisation_id, name, first_day, last_day, purposes, added_at, added_by, "
      "removed_at from blackout where id = ?",
      id);
  if (!rows.next()) return std::nullopt;
  return read_blackout(rows);
}

bool ContactRuleTable::remove_blackout(BlackoutId id, std::string_view by, Instant now) {
  forget();
  return tx_.sql().run(
             "update blackout set removed_at = ?, removed_by = ? where id = ? and removed_at is "
             "null",
             now, by, id) > 0;
}

std::vector<BlackoutRow> ContactRuleTable::blackouts(const Principal& who, Day from) {
  auto rows = tx_.sql().query(
      "select b.id, b.organisation_id, b.name, b.first_day, b.last_day, b.purposes, b.added_at, "
      "b.added_by, b.removed_at from blackout b join organisation o on o.id = b.organisation_id "
      "where b.removed_at is null and b.last_day >= ?1 and ((o.path >= ?2 and o.path < ?3) "
      "or " ABOVE("?2") ") order by b.first_day, b.id",
      from, who.subtree, subtree_end(who));
  std::vector<BlackoutRow> found;
  while (rows.next()) found.push_back(read_blackout(rows));
  return found;
}

const ContactRules& ContactRuleTable::of(OrganisationId organisation) {
  if (auto known = known_.find(organisation); known != known_.end()) return known->second;
  ContactRules rules;
  for (auto& row : hours_of(organisation)) rules.narrowed.push_back(row.hours);
  auto rows = tx_.sql().query(
      "select b.id, b.organisation_id, b.name, b.first_day, b.last_day, b.purposes, b.added_at, "
      "b.added_by, b.removed_at from blackout b join organisation o on o.id = b.organisation_id "
      "where b.removed_at is null and " ABOVE("(select path from organisation where id = ?)"),
      organisation);
  while (rows.next()) rules.blackouts.push_back(read_blackout(rows).days);
  return known_.emplace(organisation, std::move(rules)).first->second;
}

}  // namespace muster
