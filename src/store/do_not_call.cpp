// SPDX-License-Identifier: Apache-2.0
#include "muster/store/do_not_call.hpp"

#include "sql.hpp"

namespace muster {

DncListId DncTable::begin(const DncListRow& row) {
  DncListId id(tx_.sql().next_id("dnc_list"));
  tx_.sql().run(
      "insert into dnc_list (id, listed_on, source, imported_at, imported_by) "
      "values (?, ?, ?, ?, ?)",
      id, row.listed_on, row.source, row.imported_at, row.imported_by);
  return id;
}

bool DncTable::add(DncListId list, std::string_view address_index, DncChannel channel) {
  int added = tx_.sql().run(
      "insert into dnc_entry (list_id, address_index, channel) values (?, ?, ?) "
      "on conflict (address_index, list_id) do nothing",
      list, Blob{address_index}, channel);
  if (added > 0) return true;
  tx_.sql().run(
      "update dnc_entry set channel = ? where address_index = ? and list_id = ? and channel <> ?",
      DncChannel::both, Blob{address_index}, list, channel);
  return false;
}

void DncTable::complete(DncListId list, int entries, Instant now) {
  tx_.sql().run("update dnc_list set entries = ?, complete_at = ? where id = ?", entries, now,
                list);
}

void DncTable::retire_older(DncListId list, Instant now) {
  tx_.sql().run("update dnc_list set retired_at = ? where id < ? and retired_at is null", now,
                list);
}

int DncTable::forget_retired(int limit) {
  return tx_.sql().run(
      "delete from dnc_entry where (address_index, list_id) in (select e.address_index, e.list_id "
      "from dnc_entry e join dnc_list l on l.id = e.list_id where l.retired_at is not null limit "
      "?)",
      limit);
}

std::vector<DncListRow> DncTable::lists() {
  auto rows = tx_.sql().query(
      "select id, listed_on, source, imported_at, imported_by, entries, complete_at "
      "from dnc_list where retired_at is null order by id desc");
  std::vector<DncListRow> found;
  while (rows.next()) {
    DncListRow row;
    row.id = rows.id<DncListId>(0);
    row.listed_on = rows.day(1);
    row.source = rows.text(2);
    row.imported_at = rows.instant(3);
    row.imported_by = rows.text(4);
    row.entries = rows.small(5);
    row.complete_at = rows.optional_instant(6);
    found.push_back(std::move(row));
  }
  return found;
}

std::optional<Day> DncTable::newest() {
  auto rows = tx_.sql().query(
      "select max(listed_on) from dnc_list where retired_at is null and complete_at is not null");
  if (!rows.next()) return std::nullopt;
  return rows.optional_day(0);
}

std::vector<DncChannel> DncTable::entries_of(std::string_view address_index) {
  auto rows = tx_.sql().query(
      "select e.channel from dnc_entry e join dnc_list l on l.id = e.list_id "
      "where e.address_index = ? and l.retired_at is null",
      Blob{address_index});
  std::vector<DncChannel> found;
  while (rows.next()) found.push_back(rows.enumerator<DncChannel>(0));
  return found;
}

}  // namespace muster
