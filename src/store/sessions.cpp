// SPDX-License-Identifier: Apache-2.0
#include "muster/store/sessions.hpp"

#include <array>
#include <tuple>
#include <utility>

#include "muster/store/store.hpp"
#include "sql.hpp"

#define SESSION_COLUMNS                                                                   \
  "s.id, s.organisation_id, s.code, s.venue, s.address, s.starts_at, s.ends_at, s.zone, " \
  "s.capacity, s.hotline, s.note"

namespace muster {
namespace {

constexpr std::array<std::pair<BookingState, std::string_view>, 6> booking_states = {{
    {BookingState::booked, "booked"},
    {BookingState::cancelled, "cancelled"},
    {BookingState::arrived, "arrived"},
    {BookingState::given, "given"},
    {BookingState::deferred, "deferred"},
    {BookingState::no_show, "no_show"},
}};

SessionRow read(const Rows& rows) {
  SessionRow row;
  row.id = rows.id<SessionId>(0);
  row.organisation = rows.id<OrganisationId>(1);
  row.code = rows.text(2);
  row.venue = rows.text(3);
  row.address = rows.text(4);
  row.starts_at = rows.instant(5);
  row.ends_at = rows.instant(6);
  row.zone = rows.text(7);
  row.capacity = rows.small(8);
  row.hotline = rows.text(9);
  row.note = rows.text(10);
  return row;
}

std::optional<SessionRow> first(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::optional<BookingRow> first_booking(Rows rows) {
  if (!rows.next()) return std::nullopt;
  const auto state = parse_booking_state(rows.text(2));
  if (!state) return std::nullopt;
  BookingRow row;
  row.session = rows.id<SessionId>(0);
  row.donor = rows.id<DonorId>(1);
  row.state = *state;
  row.changed_at = rows.instant(3);
  return row;
}

}  // namespace

std::string_view name(BookingState state) {
  return booking_states[static_cast<std::size_t>(state)].second;
}

std::optional<BookingState> parse_booking_state(std::string_view text) {
  for (const auto& [state, word] : booking_states)
    if (word == text) return state;
  return std::nullopt;
}

SessionId SessionTable::add(const SessionRow& row) {
  const SessionId id(tx_.sql().next_id("session"));
  tx_.sql().run(
      "insert into session (id, organisation_id, code, venue, address, starts_at, ends_at, zone, "
      "capacity, hotline, note) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      id, row.organisation, row.code, row.venue, row.address, row.starts_at, row.ends_at, row.zone,
      row.capacity, row.hotline, row.note);
  tx_.touch(Topic::sessions);
  return id;
}

const SessionRow* SessionTable::look(SessionId id) {
  if (const auto known = known_.find(id); known != known_.end()) return &known->second;
  auto found =
      first(tx_.sql().query("select " SESSION_COLUMNS " from session s where s.id = ?", id));
  if (!found) return nullptr;
  return &known_.emplace(id, std::move(*found)).first->second;
}

std::optional<SessionRow> SessionTable::find(SessionId id) {
  if (const auto* known = look(id)) return *known;
  return std::nullopt;
}

std::optional<SessionRow> SessionTable::find(std::string_view code) {
  return first(tx_.sql().query("select " SESSION_COLUMNS " from session s where s.code = ?", code));
}

std::vector<UpcomingSession> SessionTable::upcoming(OrganisationId organisation, Instant after,
                                                    int limit) {
  auto rows = tx_.sql().query("select " SESSION_COLUMNS
                              ", (select count(*) from booking b where b.session_id = s.id and "
                              "b.state not in ('cancelled', 'no_show')) from session s "
                              "where s.ends_at > ?1 and s.organisation_id = coalesce(?2, "
                              "s.organisation_id) order by s.starts_at, s.id limit ?3",
                              after, organisation, limit);
  std::vector<UpcomingSession> found;
  while (rows.next()) {
    UpcomingSession one;
    one.session = read(rows);
    one.booked = rows.small(11);
    found.push_back(std::move(one));
  }
  return found;
}

bool SessionTable::book(SessionId session, DonorId donor, BookingState state, Instant now) {
  return tx_.sql().run(
             "insert into booking (session_id, donor_id, state, changed_at) values (?, ?, ?, ?) "
             "on conflict (session_id, donor_id) do update set state = excluded.state, "
             "changed_at = excluded.changed_at where state <> excluded.state",
             session, donor, name(state), now) > 0;
}

std::optional<BookingRow> SessionTable::booking_of(DonorId donor) {
  return earliest_booking(donor, Instant::min());
}

std::optional<BookingRow> SessionTable::coming_booking(DonorId donor, Instant now) {
  return earliest_booking(donor, now);
}

std::optional<BookingRow> SessionTable::earliest_booking(DonorId donor, Instant not_over) {
  // Most donors have none: found without the sorter that an order in SQL would set up.
  std::vector<SessionId> sessions;
  {
    auto rows = tx_.sql().query(
        "select session_id from booking where donor_id = ? and (state = 'booked' or state = "
        "'arrived')",
        donor);
    while (rows.next()) sessions.push_back(rows.id<SessionId>(0));
  }
  const SessionRow* earliest = nullptr;
  for (auto id : sessions) {
    const auto* session = look(id);
    if (session->ends_at <= not_over) continue;
    if (!earliest || std::tie(session->starts_at, id) < std::tie(earliest->starts_at, earliest->id))
      earliest = session;
  }
  return earliest ? booking(earliest->id, donor) : std::nullopt;
}

std::optional<BookingRow> SessionTable::booking(SessionId session, DonorId donor) {
  return first_booking(
      tx_.sql().query("select session_id, donor_id, state, changed_at from booking "
                      "where session_id = ? and donor_id = ?",
                      session, donor));
}

int SessionTable::booked(SessionId session) {
  auto rows = tx_.sql().query(
      "select count(*) from booking where session_id = ? "
      "and state not in ('cancelled', 'no_show')",
      session);
  rows.next();
  return rows.small(0);
}

std::optional<Instant> SessionTable::next_to_hold() {
  auto rows = tx_.sql().query(
      "select starts_at from session where held_at is null order by starts_at limit 1");
  if (!rows.next()) return std::nullopt;
  return rows.instant(0);
}

std::optional<SessionRow> SessionTable::to_hold(Instant now) {
  return first(tx_.sql().query("select " SESSION_COLUMNS
                               " from session s where s.held_at is null and s.starts_at <= ? order "
                               "by s.starts_at limit 1",
                               now));
}

std::vector<DonorId> SessionTable::without_entry(SessionId session, int limit) {
  auto rows = tx_.sql().query(
      "select b.donor_id from booking b where b.session_id = ? and (b.state = 'booked' or b.state "
      "= 'arrived') and not exists (select 1 from donation d where d.donor_id = b.donor_id and "
      "d.session_id = b.session_id) order by b.donor_id limit ?",
      session, limit);
  std::vector<DonorId> found;
  while (rows.next()) found.push_back(rows.id<DonorId>(0));
  return found;
}

void SessionTable::held(SessionId session, Instant now) {
  tx_.sql().run("update session set held_at = ? where id = ?", now, session);
}

}  // namespace muster
