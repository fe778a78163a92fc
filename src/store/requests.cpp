// SPDX-License-Identifier: Apache-2.0
#include "muster/store/requests.hpp"

#include <charconv>

#include "muster/store/store.hpp"
#include "sql.hpp"

#define REQUEST_COLUMNS                                                                         \
  "r.id, r.organisation_id, r.code, r.club_id, r.abo, r.rhd, r.product, r.units, r.needed_by, " \
  "r.arrive_by, r.place, "                                                                      \
  "r.contact, r.state, r.close_reason, r.opened_at, r.opened_by, r.closed_at, r.closed_by, "    \
  "r.waves, "                                                                                   \
  "r.last_wave_at, r.next_at, r.usable, r.seed, r.note, r.recipient_sex, r.recipient_age, "     \
  "r.anti_d, r.chronically_transfused, r.rhd_policy, r.lift_caps, r.allow_o_positive"

namespace muster {
namespace {

RequestRow read(const Rows& rows) {
  RequestRow row;
  row.id = rows.id<RequestId>(0);
  row.organisation = rows.id<OrganisationId>(1);
  row.code = rows.text(2);
  row.club = rows.id<ClubId>(3);
  row.group = {rows.enumerator<Abo>(4), rows.enumerator<RhD>(5)};
  row.product = rows.enumerator<Product>(6);
  row.units = rows.small(7);
  row.needed_by = rows.instant(8);
  row.arrive_by = rows.instant(9);
  row.place = rows.text(10);
  row.contact = rows.text(11);
  row.state = rows.enumerator<RequestState>(12);
  row.close_reason = rows.text(13);
  row.opened_at = rows.instant(14);
  row.opened_by = rows.text(15);
  row.closed_at = rows.optional_instant(16);
  row.closed_by = rows.text(17);
  row.waves = rows.small(18);
  row.last_wave_at = rows.optional_instant(19);
  row.next_at = rows.optional_instant(20);
  row.usable = rows.small(21);
  row.seed = static_cast<std::uint64_t>(rows.integer(22));
  row.note = rows.text(23);
  row.recipient.sex = rows.enumerator<Sex>(24);
  if (!rows.null(25)) row.recipient.age = rows.small(25);
  row.recipient.anti_d = rows.flag(26);
  row.recipient.chronically_transfused = rows.flag(27);
  row.rhd_policy = rows.enumerator<RhdPolicy>(28);
  row.lift_caps = rows.text(29);
  row.allow_o_positive = rows.text(30);
  return row;
}

std::optional<RequestRow> first(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

// The number in "K12".
int sequence_of(const std::string& code) {
  int sequence = 0;
  if (!code.empty()) std::from_chars(code.data() + 1, code.data() + code.size(), sequence);
  return sequence;
}

std::vector<RequestRow> all(Rows rows) {
  std::vector<RequestRow> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

}  // namespace

RequestRow RequestTable::insert(RequestRow row) {
  int sequence = 1;
  // A code just closed may still be typed by late donors: go on from the newest before starting
  // over.
  if (auto newest = tx_.sql().query("select code from request order by id desc limit 1");
      newest.next())
    sequence = sequence_of(newest.text(0)) + 1;
  for (row.code = request_code(sequence); find_open(row.code);
       row.code = request_code(++sequence)) {}
  row.id = RequestId(tx_.sql().next_id("request"));
  tx_.sql().run(
      "insert into request (id, organisation_id, code, club_id, abo, rhd, product, units, "
      "needed_by, arrive_by, place, "
      "contact, state, opened_at, opened_by, waves, next_at, usable, seed, note, recipient_sex, "
      "recipient_age, anti_d, chronically_transfused, rhd_policy, lift_caps, "
      "allow_o_positive) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.id, row.organisation, row.code, row.club, row.group.abo, row.group.rhd, row.product,
      row.units, row.needed_by, row.arrive_by, row.place, row.contact, row.state, row.opened_at,
      row.opened_by, row.opened_at, static_cast<std::int64_t>(row.seed), row.note,
      row.recipient.sex, row.recipient.age, row.recipient.anti_d,
      row.recipient.chronically_transfused, row.rhd_policy, row.lift_caps, row.allow_o_positive);
  tx_.touch(Topic::requests);
  return row;
}

std::optional<RequestRow> RequestTable::find(RequestId id) {
  return first(tx_.sql().query("select " REQUEST_COLUMNS " from request r where r.id = ?", id));
}

std::optional<RequestRow> RequestTable::find_open(std::string_view code) {
  return first(tx_.sql().query(
      "select " REQUEST_COLUMNS " from request r where r.code = ? and r.closed_at is null", code));
}

std::optional<RequestRow> RequestTable::find_newest(std::string_view code) {
  return first(tx_.sql().query("select " REQUEST_COLUMNS
                               " from request r where r.code = ? order by r.id desc limit 1",
                               code));
}

std::vector<RequestRow> RequestTable::open() {
  return all(tx_.sql().query("select " REQUEST_COLUMNS
                             " from request r where r.closed_at is null order by r.id"));
}

std::vector<RequestRow> RequestTable::list(const Principal& who, RequestId before, int limit) {
  return all(tx_.sql().query("select " REQUEST_COLUMNS
                             " from request r join organisation o on o.id = r.organisation_id "
                             "where substr(o.path, 1, length(?1)) = ?1 and (?2 = 0 or r.id < ?2) "
                             "order by r.id desc limit ?3",
                             who.subtree, before.value(), limit));
}

std::optional<Instant> RequestTable::next_wake() {
  auto rows = tx_.sql().query(
      "select min(coalesce(next_at, arrive_by)) from request where closed_at is null");
  rows.next();
  return rows.optional_instant(0);
}

bool RequestTable::planned(const RequestRow& row) {
  tx_.touch(Topic::requests);
  return tx_.sql().run(
             "update request set state = ?, waves = ?, last_wave_at = ?, next_at = ?, note = ? "
             "where id = ? and closed_at is null",
             row.state, row.waves, row.last_wave_at, row.next_at, row.note, row.id) == 1;
}

bool RequestTable::add_usable(RequestId id, int units) {
  tx_.touch(Topic::requests);
  return tx_.sql().run(
             "update request set usable = usable + ?, next_at = 0 where id = ? and closed_at is "
             "null",
             units, id) == 1;
}

void RequestTable::replan(RequestId id, Instant now) {
  tx_.touch(Topic::requests);
  tx_.sql().run(
      "update request set next_at = ? where id = ? and closed_at is null and (next_at is null or "
      "next_at > ?)",
      now, id, now);
}

bool RequestTable::close(RequestId id, std::string_view reason, std::string_view by, Instant now) {
  tx_.touch(Topic::requests);
  return tx_.sql().run(
             "update request set state = ?, close_reason = ?, closed_by = ?, closed_at = ?, "
             "next_at = null "
             "where id = ? and closed_at is null",
             RequestState::closed, reason, by, now, id) == 1;
}

void RequestTable::finish_stand_downs() {
  tx_.sql().run(
      "update request set stood_down = 1 where stood_down = 0 and closed_at is not null "
      "and not exists (select 1 from page p where p.request_id = request.id and p.stand_down = 0)");
}

}  // namespace muster
