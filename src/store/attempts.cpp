// SPDX-License-Identifier: Apache-2.0
#include "muster/store/attempts.hpp"

#include "muster/base/assert.hpp"
#include "muster/base/sealing.hpp"
#include "sql.hpp"

#define ATTEMPT_COLUMNS                                                                       \
  "id, message_id, epoch, key, gateway, started_at, deadline, request, finished_at, status, " \
  "code, "                                                                                    \
  "reason, provider_id"

namespace muster {
namespace {

constexpr std::string_view request_context = "attempt.request";

// The tries of a message stand side by side under its id: no index of them is needed.
constexpr std::int64_t numbers = 1 << 16;
std::int64_t first_of(MessageId message) { return message.value() * numbers; }
std::int64_t end_of(MessageId message) { return first_of(message) + numbers; }

AttemptRow read(const Rows& rows, const Sealer& sealer) {
  AttemptRow row;
  row.id = rows.id<AttemptId>(0);
  row.number = static_cast<int>(row.id.value() % numbers);
  row.message = rows.id<MessageId>(1);
  row.epoch = rows.integer(2);
  row.key = rows.text(3);
  row.gateway = rows.text(4);
  row.started_at = rows.instant(5);
  row.deadline = rows.instant(6);
  if (!rows.null(7)) row.request = sealer.open(rows.text(7), request_context).value();
  row.finished_at = rows.optional_instant(8);
  if (!rows.null(9)) row.status = rows.enumerator<SendStatus>(9);
  row.code = rows.text(10);
  row.reason = rows.text(11);
  row.provider_id = rows.text(12);
  return row;
}

std::vector<AttemptRow> all(Rows rows, const Sealer& sealer) {
  std::vector<AttemptRow> found;
  while (rows.next()) found.push_back(read(rows, sealer));
  return found;
}

}  // namespace

AttemptId AttemptTable::insert(const AttemptRow& row) {
  MUSTER_ASSERT(row.number > 0 && row.number < numbers);
  AttemptId id(first_of(row.message) + row.number);
  auto sealed = tx_.sealer().seal(row.request, request_context, tx_.random());
  tx_.sql().run(
      "insert into attempt (id, message_id, epoch, key, gateway, started_at, deadline, request) "
      "values (?, ?, ?, ?, ?, ?, ?, ?)",
      id, row.message, tx_.epoch(), row.key, row.gateway, row.started_at, row.deadline,
      Blob{sealed});
  return id;
}

bool AttemptTable::finish(AttemptId id, const Outcome& outcome, bool keep_request, Instant now) {
  std::optional<std::string_view> provider;
  if (!outcome.provider_id.empty()) provider = outcome.provider_id;
  return tx_.sql().run(
             "update attempt set finished_at = ?, status = ?, code = ?, reason = ?, provider_id = "
             "?, "
             "request = case when ? then request end where id = ? and finished_at is null",
             now, outcome.status, outcome.code, outcome.reason, provider, keep_request, id) == 1;
}

std::vector<AttemptRow> AttemptTable::of_message(MessageId message) {
  return all(
      tx_.sql().query("select " ATTEMPT_COLUMNS " from attempt where id > ? and id < ? order by id",
                      first_of(message), end_of(message)),
      tx_.sealer());
}

std::optional<AttemptRow> AttemptTable::last_of(MessageId message) {
  auto rows = tx_.sql().query("select " ATTEMPT_COLUMNS
                              " from attempt where id > ? and id < ? order by id desc limit 1",
                              first_of(message), end_of(message));
  if (!rows.next()) return std::nullopt;
  return read(rows, tx_.sealer());
}

std::optional<MessageId> AttemptTable::by_provider_id(std::string_view gateway,
                                                      std::string_view provider_id) {
  auto rows = tx_.sql().query(
      "select message_id from attempt where provider_id = ? and gateway = ? limit 1", provider_id,
      gateway);
  if (!rows.next()) return std::nullopt;
  return rows.id<MessageId>(0);
}

bool AttemptTable::may_have_left(MessageId message) {
  auto rows = tx_.sql().query(
      "select 1 from attempt where id > ? and id < ? and (finished_at is null or status in (0, 3)) "
      "limit 1",
      first_of(message), end_of(message));
  return rows.next();
}

std::vector<AttemptRow> AttemptTable::cut_off(int limit) {
  return all(tx_.sql().query(
                 "select " ATTEMPT_COLUMNS
                 " from attempt where finished_at is null and epoch < ? order by epoch, id limit ?",
                 tx_.epoch(), limit),
             tx_.sealer());
}

}  // namespace muster
