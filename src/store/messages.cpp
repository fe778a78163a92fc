// SPDX-License-Identifier: Apache-2.0
#include "muster/store/messages.hpp"

#include "message_columns.hpp"
#include "muster/store/store.hpp"
#include "sql.hpp"

// Sending, accepted, unknown, delivered: whatever may be on a phone. No IN: for more than two
// values SQLite builds a table of them each time.
#define ON_A_PHONE(STATE) "(" STATE " = 1 or " STATE " = 2 or " STATE " = 5 or " STATE " = 6)"

namespace muster {
namespace {

std::vector<MessageRow> all(Rows rows) {
  std::vector<MessageRow> found;
  while (rows.next()) found.push_back(read_message(rows));
  return found;
}

constexpr int any = -1;  // a filter that is off

}  // namespace

MessageRow read_message(const Rows& rows) {
  MessageRow row;
  row.id = rows.id<MessageId>(0);
  row.organisation = rows.id<OrganisationId>(1);
  row.donor = rows.id<DonorId>(2);
  row.contact_point = rows.id<ContactPointId>(3);
  row.lane = rows.enumerator<SendLane>(4);
  if (!rows.null(5)) row.purpose = rows.enumerator<Purpose>(5);
  row.channel = rows.enumerator<Channel>(6);
  row.kind = rows.text(7);
  row.dedupe = rows.text(8);
  row.state = rows.enumerator<MessageState>(9);
  row.reason = rows.enumerator<Reason>(10);
  row.due_at = rows.instant(11);
  row.not_after = rows.optional_instant(12);
  row.created_at = rows.instant(13);
  row.changed_at = rows.instant(14);
  row.attempts = rows.small(15);
  row.key_number = rows.small(16);
  row.gateway = rows.text(17);
  row.code = rows.text(18);
  row.segments = rows.small(19);
  row.maybe_duplicate = rows.flag(20);
  row.step = rows.id<StepId>(21);
  row.session = rows.id<SessionId>(22);
  row.request = rows.id<RequestId>(23);
  row.reply = rows.id<ReplyId>(24);
  row.detail = rows.text(25);
  row.bypass = rows.id<BypassId>(26);
  return row;
}

std::optional<MessageId> MessageTable::insert(const MessageRow& row) {
  MessageId id(tx_.sql().next_id("message"));
  int added = tx_.sql().run(
      "insert into message (id, organisation_id, donor_id, contact_point_id, lane, purpose, "
      "channel, kind, dedupe, "
      "state, reason, due_at, not_after, created_at, changed_at, step_id, session_id, request_id, "
      "reply_id, detail, "
      "maybe_duplicate, bypass_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?) "
      "on conflict (dedupe) do nothing",
      id, row.organisation, row.donor, row.contact_point, row.lane, row.purpose, row.channel,
      row.kind, row.dedupe, row.state, row.reason, row.due_at, row.not_after, row.created_at,
      row.created_at, row.step, row.session, row.request, row.reply, row.detail,
      row.maybe_duplicate, row.bypass);
  if (added == 0) return std::nullopt;
  tx_.touch(row.lane == SendLane::emergency ? Topic::emergencies : Topic::messages);
  return id;
}

std::optional<MessageRow> MessageTable::find(MessageId id) {
  auto rows = tx_.sql().query("select " MESSAGE_COLUMNS " from message m where m.id = ?", id);
  if (!rows.next()) return std::nullopt;
  return read_message(rows);
}

std::optional<MessageRow> MessageTable::find_dedupe(std::string_view dedupe) {
  auto rows =
      tx_.sql().query("select " MESSAGE_COLUMNS " from message m where m.dedupe = ?", dedupe);
  if (!rows.next()) return std::nullopt;
  return read_message(rows);
}

std::optional<Instant> MessageTable::next_due(SendLane lane) {
  auto rows = tx_.sql().query(
      "select due_at from message where lane = ? and state in (0, 3) order by due_at limit 1",
      lane);
  if (!rows.next()) return std::nullopt;
  return rows.instant(0);
}

std::vector<MessageRow> MessageTable::list(const Principal& who, const MessageFilter& filter) {
  return all(tx_.sql().query(
      "select " MESSAGE_COLUMNS
      " from message m join organisation o on o.id = m.organisation_id where substr(o.path, 1, "
      "length(?1)) = ?1 "
      "and (?2 = 0 or m.donor_id = ?2) and (?3 = 0 or m.request_id = ?3) and (?4 = -1 or m.state = "
      "?4) "
      "and (?5 = -1 or m.maybe_duplicate = ?5) and m.id > ?6 order by m.id limit ?7",
      who.subtree, filter.donor ? filter.donor->value() : 0,
      filter.request ? filter.request->value() : 0,
      filter.state ? static_cast<int>(*filter.state) : any,
      filter.maybe_duplicate ? int{*filter.maybe_duplicate} : any, filter.after.value(),
      filter.limit));
}

std::optional<MessageRow> MessageTable::last_question(DonorId donor, Instant since) {
  auto rows = tx_.sql().query(
      "select " MESSAGE_COLUMNS
      " from message m where m.donor_id = ? and m.purpose is not null and m.created_at >= ? "
      "and " ON_A_PHONE("m.state") " and m.kind <> 'stand_down' order by m.id desc limit 1",
      donor, since);
  if (!rows.next()) return std::nullopt;
  return read_message(rows);
}

MessageTable::Recent MessageTable::sent_since(DonorId donor, Instant since) {
  auto rows = tx_.sql().query(
      "select purpose, changed_at from message where donor_id = ? and purpose <= ? and lane <> ? "
      "and " ON_A_PHONE("state") " and changed_at > ?",
      donor, Purpose::campaigns, SendLane::transactional, since);
  Recent recent;
  while (rows.next())
    (rows.enumerator<Purpose>(0) == Purpose::reminders ? recent.reminders : recent.campaigns)
        .push_back(rows.instant(1));
  return recent;
}

std::vector<Instant> MessageTable::campaigns_to(std::string_view address_index, Channel channel,
                                                Instant since) {
  // By the donors who have the address: messages are found by donor.
  auto rows = tx_.sql().query(
      "select m.changed_at from contact_point c join message m on m.donor_id = c.donor_id and "
      "m.contact_point_id = c.id where c.address_index = ? and m.purpose = ? and m.channel = ? and "
      "m.lane <> ? and " ON_A_PHONE("m.state") " and m.changed_at > ?",
      Blob{address_index}, Purpose::campaigns, channel, SendLane::transactional, since);
  std::vector<Instant> found;
  while (rows.next()) found.push_back(rows.instant(0));
  return found;
}

std::vector<MessageRow> MessageTable::waiting_of(DonorId donor) {
  return all(tx_.sql().query("select " MESSAGE_COLUMNS
                             " from message m where m.donor_id = ? and m.state in (0, 3)",
                             donor));
}

bool MessageTable::start(MessageId id, std::string_view gateway, int segments, Instant now) {
  return tx_.sql().run(
             "update message set state = 1, reason = 0, gateway = ?, segments = ?, attempts = "
             "attempts + 1, "
             "changed_at = ? where id = ? and state in (0, 3)",
             gateway, segments, now, id) == 1;
}

bool MessageTable::defer(MessageId id, Instant until, Reason reason, Instant now) {
  return tx_.sql().run(
             "update message set due_at = ?, reason = ?, changed_at = ? where id = ? and state in "
             "(0, 3)",
             until, reason, now, id) == 1;
}

bool MessageTable::drop(MessageId id, Reason reason, Instant now) {
  return tx_.sql().run(
             "update message set state = 8, reason = ?, changed_at = ? where id = ? and state in "
             "(0, 3)",
             reason, now, id) == 1;
}

bool MessageTable::retry(MessageId id, Instant at, std::string_view code, bool processed,
                         Instant now) {
  return tx_.sql().run(
             "update message set state = 3, due_at = ?, code = ?, key_number = key_number + ?, "
             "changed_at = ? "
             "where id = ? and state = 1",
             at, code, processed ? 0 : 1, now, id) == 1;
}

bool MessageTable::accept(MessageId id, std::string_view code, Instant now) {
  return tx_.sql().run(
             "update message set state = 2, code = ?, changed_at = ? where id = ? and state = 1",
             code, now, id) == 1;
}

bool MessageTable::move(MessageId id, MessageState to, std::string_view code, Instant now) {
  auto current = tx_.sql().query("select state from message where id = ?", id);
  if (!current.next()) return false;
  auto from = current.enumerator<MessageState>(0);
  if (!may_follow(from, to)) return false;
  return tx_.sql().run(
             "update message set state = ?, code = ?, changed_at = ? where id = ? and state = ?",
             to, code, now, id, from) == 1;
}

bool MessageTable::send_again(MessageId id, Instant at, Instant now) {
  return tx_.sql().run(
             "update message set state = 3, due_at = ?, key_number = key_number + 1, "
             "maybe_duplicate = 1, "
             "changed_at = ? where id = ? and state in (1, 5)",
             at, now, id) == 1;
}

int MessageTable::drop_queued_to(std::string_view address_index, Reason reason, Instant now) {
  return tx_.sql().run(
      "update message set state = 8, reason = ?, changed_at = ? where state in (0, 3) and dedupe "
      "not like 'stop-%' "
      "and contact_point_id in (select id from contact_point where address_index = ?)",
      reason, now, Blob{address_index});
}

int MessageTable::drop_queued_pages(RequestId request, Reason reason, Instant now) {
  return tx_.sql().run(
      "update message set state = 8, reason = ?, changed_at = ? where state in (0, 3) and "
      "request_id = ? "
      "and kind = 'emergency_page'",
      reason, now, request);
}

int MessageTable::drop_queued_steps(DonorId donor, Reason reason, Instant now) {
  return tx_.sql().run(
      "update message set state = 8, reason = ?, changed_at = ? where state in (0, 3) and donor_id "
      "= ? "
      "and step_id is not null",
      reason, now, donor);
}

}  // namespace muster
