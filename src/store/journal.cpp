// SPDX-License-Identifier: Apache-2.0
#include "muster/store/journal.hpp"

#include "muster/base/bytes.hpp"
#include "sql.hpp"

namespace muster {
namespace {

JournalRow read(const Rows& rows) {
  JournalRow row;
  row.seq = rows.integer(0);
  row.at = rows.instant(1);
  row.actor = rows.text(2);
  row.noun = rows.text(3);
  row.noun_id = rows.integer(4);
  row.what = rows.text(5);
  row.data = rows.text(6);
  return row;
}

// "4:spam": lengths, so that no two different rows read the same.
void add_field(std::string& bytes, std::string_view field) {
  bytes += std::to_string(field.size());
  bytes += ':';
  bytes += field;
}

void add_row(std::string& bytes, const JournalRow& row) {
  add_field(bytes, std::to_string(row.seq));
  add_field(bytes, std::to_string(to_millis(row.at)));
  add_field(bytes, row.actor);
  add_field(bytes, row.noun);
  add_field(bytes, std::to_string(row.noun_id));
  add_field(bytes, row.what);
  add_field(bytes, row.data);
}

struct Group {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::string hash;
};

std::optional<Group> next_group(Sql& sql, std::int64_t after) {
  auto rows = sql.query(
      "select first_seq, last_seq, hash from journal_group where last_seq > ? "
      "order by last_seq limit 1",
      after);
  if (!rows.next()) return std::nullopt;
  Group group;
  group.first = rows.integer(0);
  group.last = rows.integer(1);
  group.hash = rows.text(2);
  return group;
}

// The bytes of the rows after `after` up to `last`; `next` becomes the first seq that is not there.
std::string rows_between(Sql& sql, std::int64_t after, std::int64_t last, std::int64_t& next) {
  auto rows = sql.query(
      "select seq, at, actor, noun, noun_id, what, data from journal where seq > ? and seq <= ? "
      "order by seq",
      after, last);
  std::string bytes;
  next = after + 1;
  while (rows.next()) {
    const JournalRow row = read(rows);
    if (row.seq != next) break;
    add_row(bytes, row);
    ++next;
  }
  return bytes;
}

std::int64_t newest(Sql& sql) {
  auto rows = sql.query("select coalesce(max(seq), 0) from journal");
  rows.next();
  return rows.integer(0);
}

}  // namespace

std::int64_t JournalTable::append(std::string_view actor, std::string_view noun,
                                  std::int64_t noun_id, std::string_view what,
                                  std::string_view data, Instant now) {
  // Not next_id: a job that rolled back must leave no gap, for a gap means a removed row.
  const std::int64_t seq = newest(tx_.sql()) + 1;
  tx_.sql().run(
      "insert into journal (seq, at, actor, noun, noun_id, what, data) "
      "values (?, ?, ?, ?, ?, ?, ?)",
      seq, now, actor, noun, noun_id, what, data);
  return seq;
}

void JournalTable::close_group() {
  const auto chained = head();
  const std::int64_t after = chained ? chained->seq : 0;
  const std::int64_t last = newest(tx_.sql());
  if (last <= after) return;
  std::int64_t next = 0;
  std::string bytes = chained ? chained->hash : std::string();
  bytes += rows_between(tx_.sql(), after, last, next);
  tx_.sql().run("insert into journal_group (last_seq, first_seq, hash) values (?, ?, ?)", last,
                after + 1, Blob{sha256(bytes)});
}

std::optional<JournalHead> JournalTable::head() {
  auto rows =
      tx_.sql().query("select last_seq, hash from journal_group order by last_seq desc limit 1");
  if (!rows.next()) return std::nullopt;
  JournalHead found;
  found.seq = rows.integer(0);
  found.hash = rows.text(1);
  return found;
}

std::optional<JournalFault> JournalTable::verify() {
  JournalHead chained;
  while (const auto group = next_group(tx_.sql(), chained.seq)) {
    if (group->first != chained.seq + 1)
      return JournalFault{chained.seq + 1, group->first - 1, "a commit group was removed"};
    std::int64_t next = 0;
    const std::string rows = rows_between(tx_.sql(), chained.seq, group->last, next);
    if (next <= group->last) return JournalFault{next, group->last, "a row was removed"};
    if (sha256(chained.hash + rows) != group->hash)
      return JournalFault{group->first, group->last, "a row was changed"};
    chained.seq = group->last;
    chained.hash = group->hash;
  }
  if (const std::int64_t last = newest(tx_.sql()); last > chained.seq)
    return JournalFault{chained.seq + 1, last, "rows were added outside a commit group"};
  return std::nullopt;
}

std::vector<JournalRow> JournalTable::recent(int limit, std::int64_t before) {
  auto rows = tx_.sql().query(
      "select seq, at, actor, noun, noun_id, what, data from journal "
      "where ?1 = 0 or seq < ?1 order by seq desc limit ?2",
      before, limit);
  std::vector<JournalRow> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

std::vector<JournalRow> JournalTable::of(std::string_view noun, std::int64_t noun_id, int limit) {
  auto rows = tx_.sql().query(
      "select * from (select seq, at, actor, noun, noun_id, what, data from journal "
      "where noun = ? and noun_id = ? order by seq desc limit ?) order by seq",
      noun, noun_id, limit);
  std::vector<JournalRow> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

}  // namespace muster
