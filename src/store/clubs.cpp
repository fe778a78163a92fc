// SPDX-License-Identifier: Apache-2.0
#include "muster/store/clubs.hpp"

#include <algorithm>

#include "muster/base/assert.hpp"
#include "sql.hpp"
#include "subtree.hpp"

#define CLUB_COLUMNS                                                                  \
  "c.id, c.organisation_id, c.code, c.name, c.place, c.contact, c.zone, c.latitude, " \
  "c.longitude"

namespace muster {
namespace {

ClubRow read(const Rows& rows) {
  ClubRow row;
  row.id = rows.id<ClubId>(0);
  row.organisation = rows.id<OrganisationId>(1);
  row.code = rows.text(2);
  row.name = rows.text(3);
  row.place = rows.text(4);
  row.contact = rows.text(5);
  row.zone = rows.text(6);
  if (!rows.null(7) && !rows.null(8)) row.where = Place{rows.small(7), rows.small(8)};
  return row;
}

std::optional<ClubRow> first(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

// Tags are stored as words between commas: "rare,night".
std::string join(const std::vector<std::string>& tags) {
  std::string text;
  for (const auto& tag : tags) {
    MUSTER_ASSERT(!tag.empty() && tag.find_first_of(", ") == std::string::npos);
    if (!text.empty()) text += ',';
    text += tag;
  }
  return text;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> tags;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(',', begin), text.size());
    tags.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return tags;
}

}  // namespace

ClubId ClubTable::add(const ClubRow& row) {
  const ClubId id(tx_.sql().next_id("club"));
  tx_.sql().run(
      "insert into club (id, organisation_id, code, name, place, contact, zone) "
      "values (?, ?, ?, ?, ?, ?, ?)",
      id, row.organisation, row.code, row.name, row.place, row.contact, row.zone);
  if (row.where) set_where(id, row.where);
  return id;
}

void ClubTable::set_where(ClubId id, const std::optional<Place>& where) {
  std::optional<std::int32_t> latitude;
  std::optional<std::int32_t> longitude;
  if (where) {
    latitude = where->latitude;
    longitude = where->longitude;
  }
  tx_.sql().run("update club set latitude = ?, longitude = ? where id = ?", latitude, longitude,
                id);
}

std::optional<ClubRow> ClubTable::find(std::string_view code) {
  return first(tx_.sql().query("select " CLUB_COLUMNS " from club c where c.code = ?", code));
}

std::optional<ClubRow> ClubTable::find(ClubId id) {
  return first(tx_.sql().query("select " CLUB_COLUMNS " from club c where c.id = ?", id));
}

std::vector<ClubRow> ClubTable::all(const Principal& principal) {
  auto rows = tx_.sql().query("select " CLUB_COLUMNS
                              " from club c join organisation o on o.id = c.organisation_id "
                              "where o.path >= ? and o.path < ? order by c.code",
                              principal.subtree, subtree_end(principal));
  std::vector<ClubRow> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

bool ClubTable::add_member(ClubId club, DonorId donor, std::string_view role,
                           const std::vector<std::string>& tags, Instant now) {
  return tx_.sql().run(
             "insert into member (club_id, donor_id, role, tags, joined_at) "
             "values (?, ?, ?, ?, ?) on conflict (club_id, donor_id) do update set "
             "joined_at = case when left_at is null then joined_at else excluded.joined_at end, "
             "role = excluded.role, tags = excluded.tags, left_at = null "
             "where left_at is not null or role <> excluded.role or tags <> excluded.tags",
             club, donor, role, join(tags), now) > 0;
}

bool ClubTable::remove_member(ClubId club, DonorId donor, Instant now) {
  tx_.sql().run("delete from rota_shift where club_id = ? and donor_id = ?", club, donor);
  return tx_.sql().run(
             "update member set left_at = ? where club_id = ? and donor_id = ? "
             "and left_at is null",
             now, club, donor) > 0;
}

std::vector<MemberRow> ClubTable::members(ClubId club) {
  auto rows = tx_.sql().query(
      "select club_id, donor_id, role, tags, joined_at from member "
      "where club_id = ? and left_at is null order by donor_id",
      club);
  std::vector<MemberRow> found;
  while (rows.next()) {
    MemberRow row;
    row.club = rows.id<ClubId>(0);
    row.donor = rows.id<DonorId>(1);
    row.role = rows.text(2);
    row.tags = split(rows.text(3));
    row.joined_at = rows.instant(4);
    found.push_back(std::move(row));
  }
  return found;
}

std::vector<ClubId> ClubTable::clubs_of(DonorId donor) {
  auto rows = tx_.sql().query(
      "select club_id from member where donor_id = ? and left_at is null order by club_id", donor);
  std::vector<ClubId> found;
  while (rows.next()) found.push_back(rows.id<ClubId>(0));
  return found;
}

void ClubTable::add_shift(ClubId club, const RotaShift& shift) {
  tx_.sql().run(
      "insert into rota_shift (club_id, donor_id, weekday, from_minute, to_minute) "
      "values (?, ?, ?, ?, ?) on conflict (club_id, donor_id, weekday, from_minute) "
      "do update set to_minute = excluded.to_minute",
      club, shift.donor, shift.weekday, shift.from.count(), shift.to.count());
}

bool ClubTable::remove_shift(ClubId club, const RotaShift& shift) {
  return tx_.sql().run(
             "delete from rota_shift where club_id = ? and donor_id = ? and weekday = ? "
             "and from_minute = ?",
             club, shift.donor, shift.weekday, shift.from.count()) > 0;
}

std::vector<RotaShift> ClubTable::rota(ClubId club) {
  auto rows = tx_.sql().query(
      "select donor_id, weekday, from_minute, to_minute from rota_shift where club_id = ? "
      "order by weekday, from_minute, donor_id",
      club);
  std::vector<RotaShift> found;
  while (rows.next()) {
    RotaShift shift;
    shift.donor = rows.id<DonorId>(0);
    shift.weekday = rows.small(1);
    shift.from = MinuteOfDay(rows.integer(2));
    shift.to = MinuteOfDay(rows.integer(3));
    found.push_back(shift);
  }
  return found;
}

}  // namespace muster
