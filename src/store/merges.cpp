// SPDX-License-Identifier: Apache-2.0
#include "muster/store/merges.hpp"

#include "muster/base/assert.hpp"
#include "muster/store/store.hpp"
#include "sql.hpp"

namespace muster {
namespace {

// What a table's rows need to move: ?1 the merge, ?2 from whom, ?3 to whom.
struct MovedTable {
  const char* name;
  const char* note;
  const char* move;
  const char* back;
};

#define NOTED(table, key)                                                                      \
  " and " key " in (select row_id from donor_merge_row where merge_id = ?1 and what = '" table \
  "'"                                                                                          \
  ")"

#define MOVED(table, key, unless)                                                        \
  {table,                                                                                \
   "insert into donor_merge_row (merge_id, what, row_id) select ?1, '" table "', t." key \
   " from " table " t where t.donor_id = ?2 and not exists (select 1 from " table        \
   " k where k.donor_id = ?3 and " unless ")",                                           \
   "update " table " set donor_id = ?3 where donor_id = ?2" NOTED(table, key),           \
   "update " table " set donor_id = ?2 where donor_id = ?3" NOTED(table, key)}

// Every table that hangs on a donor, but eligibility (computed anew) and the merges themselves. The
// same donation entered for both is one event and stays where it is.
constexpr MovedTable moved_tables[] = {
    MOVED("contact_point", "id", "k.channel = t.channel and k.address_index = t.address_index"),
    MOVED("consent", "id", "k.id = t.id"),
    MOVED("donation", "id",
          "k.product = t.product and k.outcome = t.outcome and k.day = t.day and k.replaced_by is "
          "null and t.replaced_by is null and k.withdrawn_at is null and t.withdrawn_at is null"),
    MOVED("donation_version", "id", "k.id = t.id"),
    MOVED("deferral", "id", "k.id = t.id"),
    MOVED("deferral_version", "id", "k.id = t.id"),
    MOVED("stop", "id", "k.id = t.id"),
    MOVED("subject_request", "id", "k.id = t.id"),
    MOVED("booking", "session_id", "k.session_id = t.session_id"),
    MOVED("step", "id", "k.series = t.series and k.cycle = t.cycle and k.step = t.step"),
    MOVED("member", "club_id", "k.club_id = t.club_id"),
    MOVED("message", "id", "k.id = t.id"),
    MOVED("page", "id", "k.request_id = t.request_id"),
    MOVED("reply", "id", "k.id = t.id"),
};

MergeRow read(const Rows& rows) {
  MergeRow row;
  row.id = rows.id<MergeId>(0);
  row.organisation = rows.id<OrganisationId>(1);
  row.kept = rows.id<DonorId>(2);
  row.other = rows.id<DonorId>(3);
  row.at = rows.instant(4);
  row.by = rows.text(5);
  row.undone_at = rows.optional_instant(6);
  row.undone_by = rows.text(7);
  return row;
}

// A page's texts are found by request and donor (engine: page_dedupe, the stand-down's key).
void rename_page_texts(Sql& sql, MergeId merge, DonorId from, DonorId to) {
  std::vector<std::int64_t> requests;
  {
    auto rows = sql.query(
        "select p.request_id from donor_merge_row r join page p on p.id = r.row_id "
        "where r.merge_id = ? and r.what = 'page' and p.donor_id = ?",
        merge, to);
    while (rows.next()) requests.push_back(rows.integer(0));
  }
  for (auto request : requests) {
    sql.run(
        "update message set dedupe = 'page-' || ?1 || '-' || ?3 "
        "where dedupe = 'page-' || ?1 || '-' || ?2",
        request, from, to);
    sql.run(
        "update message set dedupe = 'stand-down-' || ?1 || '-' || ?3 "
        "where dedupe = 'stand-down-' || ?1 || '-' || ?2",
        request, from, to);
  }
}

// Shifts have no number of their own: "club, weekday:from:to". One that begins with a shift of the
// kept one is taken out of the rota.
void move_shifts(Sql& sql, const MergeRow& row) {
  sql.run(
      "insert into donor_merge_row (merge_id, what, row_id, detail) select ?1, 'rota_shift', "
      "club_id, weekday || ':' || from_minute || ':' || to_minute from rota_shift where "
      "donor_id = ?2",
      row.id, row.other);
  sql.run(
      "insert into donor_merge_row (merge_id, what, row_id, detail) select ?1, 'rota_shift_new', "
      "t.club_id, t.weekday || ':' || t.from_minute || ':' || t.to_minute from rota_shift t where "
      "t.donor_id = ?2 and not exists (select 1 from rota_shift k where k.donor_id = ?3 and "
      "k.club_id = t.club_id and k.weekday = t.weekday and k.from_minute = t.from_minute)",
      row.id, row.other, row.kept);
  sql.run(
      "insert into rota_shift (club_id, donor_id, weekday, from_minute, to_minute) select club_id, "
      "?2, weekday, from_minute, to_minute from rota_shift where donor_id = ?1 "
      "on conflict (club_id, donor_id, weekday, from_minute) do nothing",
      row.other, row.kept);
  sql.run("delete from rota_shift where donor_id = ?", row.other);
}

void move_shifts_back(Sql& sql, const MergeRow& row, const std::vector<MergeNote>& notes) {
  for (const auto& note : notes) {
    const auto first = note.detail.find(':');
    const auto second = note.detail.find(':', first + 1);
    const auto weekday = std::stoll(note.detail.substr(0, first));
    const auto from = std::stoll(note.detail.substr(first + 1, second - first - 1));
    const auto to = std::stoll(note.detail.substr(second + 1));
    sql.run(
        "insert into rota_shift (club_id, donor_id, weekday, from_minute, to_minute) "
        "values (?, ?, ?, ?, ?) on conflict (club_id, donor_id, weekday, from_minute) do nothing",
        note.row, row.other, weekday, from, to);
  }
}

}  // namespace

MergeRow MergeTable::begin(MergeRow row) {
  row.id = MergeId(tx_.sql().next_id("donor_merge"));
  tx_.sql().run(
      "insert into donor_merge (id, organisation_id, kept_id, other_id, at, by) "
      "values (?, ?, ?, ?, ?, ?)",
      row.id, row.organisation, row.kept, row.other, row.at, row.by);
  const int marked = tx_.sql().run(
      "update donor set merged_into = ?1, changed_at = ?3 where id = ?2 and merged_into is null "
      "and exists (select 1 from donor k where k.id = ?1 and k.merged_into is null)",
      row.kept, row.other, row.at);
  MUSTER_ASSERT(marked == 1 && row.kept != row.other);
  tx_.sql().run("delete from eligibility where donor_id = ?", row.other);
  tx_.touch(Topic::donors);
  return row;
}

std::optional<MergeRow> MergeTable::of(DonorId other) {
  auto rows = tx_.sql().query(
      "select id, organisation_id, kept_id, other_id, at, by, undone_at, undone_by "
      "from donor_merge where other_id = ? and undone_at is null",
      other);
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

void MergeTable::note(MergeId id, std::string_view what, std::int64_t row,
                      std::string_view detail) {
  tx_.sql().run(
      "insert into donor_merge_row (merge_id, what, row_id, detail) values (?, ?, ?, ?) "
      "on conflict do nothing",
      id, what, row, detail);
}

std::vector<MergeNote> MergeTable::notes(MergeId id, std::string_view what) {
  auto rows = tx_.sql().query(
      "select row_id, detail from donor_merge_row where merge_id = ? and what = ? "
      "order by row_id, detail",
      id, what);
  std::vector<MergeNote> found;
  while (rows.next()) found.push_back({rows.integer(0), rows.text(1)});
  return found;
}

std::map<std::string, int> MergeTable::move(const MergeRow& row) {
  auto& sql = tx_.sql();
  // The other's addresses come after those of the kept one.
  sql.run(
      "update contact_point set position = position + 1 + (select coalesce(max(k.position), -1) "
      "from contact_point k where k.donor_id = ?1) where donor_id = ?2",
      row.kept, row.other);
  std::map<std::string, int> moved;
  for (const auto& table : moved_tables) {
    sql.run(table.note, row.id, row.other, row.kept);
    if (int count = sql.run(table.move, row.id, row.other, row.kept); count > 0)
      moved[table.name] = count;
  }
  move_shifts(sql, row);
  rename_page_texts(sql, row.id, row.other, row.kept);
  for (auto topic : {Topic::donors, Topic::steps, Topic::messages, Topic::requests})
    tx_.touch(topic);
  return moved;
}

void MergeTable::move_back(const MergeRow& row) {
  auto& sql = tx_.sql();
  for (const auto& table : moved_tables) sql.run(table.back, row.id, row.other, row.kept);
  // Those of the kept one that are still what was copied go with it.
  sql.run(
      "delete from rota_shift where donor_id = ?2 and exists (select 1 from donor_merge_row r "
      "where r.merge_id = ?1 and r.what = 'rota_shift_new' and r.row_id = rota_shift.club_id and "
      "r.detail = weekday || ':' || from_minute || ':' || to_minute)",
      row.id, row.kept);
  move_shifts_back(sql, row, notes(row.id, "rota_shift"));
  rename_page_texts(sql, row.id, row.kept, row.other);
  for (auto topic : {Topic::donors, Topic::steps, Topic::messages, Topic::requests})
    tx_.touch(topic);
}

void MergeTable::end(const MergeRow& row, std::string_view by, Instant now) {
  tx_.sql().run(
      "update donor_merge set undone_at = ?, undone_by = ? where id = ? and undone_at is null", now,
      by, row.id);
  tx_.sql().run("update donor set merged_into = null, changed_at = ? where id = ?", now, row.other);
  tx_.touch(Topic::donors);
}

}  // namespace muster
