// SPDX-License-Identifier: Apache-2.0
#include "muster/store/retention.hpp"

#include "muster/base/sealing.hpp"
#include "sql.hpp"
#include "subtree.hpp"

namespace muster {
namespace {

constexpr const char* whole_run = "daily";

// Along the ids: `window` is the next rows up to the first that is too young (`?1` after, `?2`
// before, `?3` how many), `clear` empties them (`?1` and `?2` are the first and last id), `left`
// counts what is to go.
struct Statements {
  const char* window;
  const char* clear;
  const char* left;
};

#define OLD_ENOUGH                                                                                \
  "select min(id), max(id), count(*) from w where id < coalesce((select min(id) from w where at " \
  ">= "                                                                                           \
  "?2), 9223372036854775807)"

constexpr Statements attempt_requests = {
    "with w (id, at) as (select id, started_at from attempt where id > ?1 order by id limit "
    "?3) " OLD_ENOUGH,
    "update attempt set request = null where id between ?1 and ?2 and request is not null and "
    "finished_at is not null",
    "select count(*) from (select 1 from attempt where id > ?1 and started_at < ?2 and request is "
    "not null and finished_at is not null limit ?3)"};

constexpr Statements attempt_ids = {
    attempt_requests.window,
    "update attempt set provider_id = null where id between ?1 and ?2 and provider_id is not null",
    "select count(*) from (select 1 from attempt where id > ?1 and started_at < ?2 and provider_id "
    "is not null limit ?3)"};

constexpr Statements message_details = {
    "with w (id, at) as (select id, created_at from message where id > ?1 order by id limit "
    "?3) " OLD_ENOUGH,
    "update message set detail = '' where id between ?1 and ?2 and detail <> '' and state not in "
    "(0, 1, 3)",
    "select count(*) from (select 1 from message where id > ?1 and created_at < ?2 and detail <> "
    "'' "
    "and state not in (0, 1, 3) limit ?3)"};

// Not along the ids: a reply a person has not dealt with waits for them, however long.
constexpr Statements reply_texts = {
    "select id from reply where length(address_index) > 0 and received_at < ?1 and state <> "
    "'needs_person' order by received_at limit ?2",
    "update reply set text = ?2, address_index = x'' where id = ?1",
    "select count(*) from (select 1 from reply where length(address_index) > 0 and received_at < "
    "?2 and state <> 'needs_person' and ?1 = 0 limit ?3)"};

const Statements& statements(RetentionRule rule) {
  switch (rule) {
    case RetentionRule::request_bytes: return attempt_requests;
    case RetentionRule::provider_ids: return attempt_ids;
    case RetentionRule::message_details: return message_details;
    case RetentionRule::reply_texts: return reply_texts;
  }
  return reply_texts;
}

}  // namespace

std::int64_t RetentionTable::cursor(RetentionRule rule) {
  auto rows = tx_.sql().query("select cursor from retention where rule = ?", name(rule));
  return rows.next() ? rows.integer(0) : 0;
}

RetentionStep RetentionTable::clear(RetentionRule rule, Instant before, int limit, Instant now) {
  if (rule == RetentionRule::reply_texts) return clear_replies(before, limit);
  const auto& sql = statements(rule);
  RetentionStep step;
  {
    auto window = tx_.sql().query(sql.window, cursor(rule), before, limit);
    window.next();
    step.looked_at = window.small(2);
    if (step.looked_at == 0) return step;
    step.from = window.integer(0);
    step.to = window.integer(1);
  }
  step.more = step.looked_at == limit;
  step.cleared = tx_.sql().run(sql.clear, step.from, step.to);
  tx_.sql().run(
      "insert into retention (rule, cursor, changed_at) values (?, ?, ?) on conflict (rule) do "
      "update set cursor = excluded.cursor, changed_at = excluded.changed_at",
      name(rule), step.to, now);
  return step;
}

RetentionStep RetentionTable::clear_replies(Instant before, int limit) {
  std::vector<ReplyId> ids;
  {
    auto rows = tx_.sql().query(reply_texts.window, before, limit);
    while (rows.next()) ids.push_back(rows.id<ReplyId>(0));
  }
  RetentionStep step;
  step.looked_at = step.cleared = static_cast<int>(ids.size());
  step.more = step.looked_at == limit;
  if (ids.empty()) return step;
  step.from = ids.front().value();
  step.to = ids.back().value();
  const auto nothing = tx_.sealer().seal("", "reply.text", tx_.random());
  for (auto id : ids) tx_.sql().run(reply_texts.clear, id, Blob{nothing});
  return step;
}

int RetentionTable::count(RetentionRule rule, Instant before, int most) {
  auto rows = tx_.sql().query(statements(rule).left, cursor(rule), before, most);
  rows.next();
  return rows.small(0);
}

std::optional<Instant> RetentionTable::finished() {
  auto rows = tx_.sql().query("select changed_at from retention where rule = ?", whole_run);
  if (!rows.next()) return std::nullopt;
  return rows.instant(0);
}

void RetentionTable::finish(Instant now) {
  tx_.sql().run(
      "insert into retention (rule, cursor, changed_at) values (?, 0, ?) on conflict (rule) do "
      "update set changed_at = excluded.changed_at",
      whole_run, now);
}

std::vector<InactiveDonor> RetentionTable::inactive(const Principal& who, Day before,
                                                    Instant before_instant, DonorId after,
                                                    int limit) {
  auto rows = tx_.sql().query(
      "select d.id, max(d.changed_at / 86400000, coalesce((select max(day) from donation n where "
      "n.donor_id = d.id), 0)) from donor d join organisation o on o.id = d.organisation_id "
      "where d.id > ?1 and d.erased_at is null and d.consents = 0 and d.changed_at < ?2 "
      "and not exists (select 1 from donation n where n.donor_id = d.id and n.day >= ?3) "
      "and not exists (select 1 from reply y where y.donor_id = d.id and y.received_at >= ?2) "
      "and not exists (select 1 from page p where p.donor_id = d.id and p.asked_at >= ?2) "
      "and not exists (select 1 from booking b where b.donor_id = d.id and b.changed_at >= ?2) "
      "and not exists (select 1 from subject_request s where s.donor_id = d.id and s.closed_at is "
      "null) and o.path >= ?4 and o.path < ?5 order by d.id limit ?6",
      after.value(), before_instant, before, who.subtree, subtree_end(who), limit);
  std::vector<InactiveDonor> found;
  while (rows.next()) found.push_back({rows.id<DonorId>(0), rows.day(1)});
  return found;
}

}  // namespace muster
