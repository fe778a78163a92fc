// SPDX-License-Identifier: Apache-2.0
#include "muster/store/erasure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "muster/base/bytes.hpp"
#include "muster/base/sealing.hpp"
#include "muster/domain/verdict.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/steps.hpp"
#include "muster/store/store.hpp"
#include "sql.hpp"

namespace muster {
namespace {

constexpr std::int64_t attempts_of_one = 1 << 16;  // ids of a message's attempts lie side by side

using Columns = std::initializer_list<std::string_view>;

// Empties every other column: what a later schema adds goes too, until somebody says here that it
// may stay. `of`: the column that names the donor.
int blank_all_but(Sql& sql, std::string_view table, Columns kept, const char* of, DonorId donor) {
  std::string set;
  auto columns =
      sql.query("select name, type, \"notnull\" from pragma_table_info(?) order by cid", table);
  while (columns.next()) {
    const auto column = columns.text(0);
    if (std::find(kept.begin(), kept.end(), column) != kept.end()) continue;
    const auto type = columns.text(1);
    const auto* empty = type == "TEXT" ? "''" : type == "BLOB" ? "x''" : "0";
    set +=
        fmt::format("{}{} = {}", set.empty() ? "" : ", ", column, columns.flag(2) ? empty : "null");
  }
  SQLite::Statement update(sql.database(),
                           fmt::format("update {} set {} where {} = ?", table, set, of));
  update.bind(1, donor.value());
  return update.exec();
}

}  // namespace

std::vector<std::string_view> erased_tables() {
  return {"contact_point", "consent",     "donation",        "donation_version",
          "deferral",      "eligibility", "booking",         "deferral_version",
          "step",          "member",      "message",         "rota_shift",
          "page",          "reply",       "subject_request", "stop",
          "verification",  "donor_merge", "donor_distinct",  "address_restored"};
}

std::vector<DonorId> ErasureTable::merged_into(DonorId donor) {
  std::vector<DonorId> found;
  auto rows = tx_.sql().query(
      "with recursive part (id) as (select id from donor where merged_into = ?1 union "
      "select d.id from donor d join part p on d.merged_into = p.id) "
      "select d.id from donor d join part p on p.id = d.id where d.erased_at is null and "
      "d.id <> ?1 order by d.id",
      donor);
  while (rows.next()) found.push_back(rows.id<DonorId>(0));
  return found;
}

ErasedRows ErasureTable::erase(DonorId donor, const LedgerTraits& kept, Instant now) {
  ErasedRows rows;
  for (const auto& point : tx_.contact_points().all_of_donor(donor))
    indexes_.push_back(point.address_index);
  messages(donor, now, rows);
  replies(donor, now, rows);
  addresses(donor, rows);
  consents(donor, now, rows);
  ledger(donor);
  plans(donor, now);
  answers(donor);
  person(donor, kept, now);
  indexes_.clear();
  tx_.touch(Topic::donors);
  return rows;
}

// The rows stay, for messages point to them; their index is one that no address has.
void ErasureTable::addresses(DonorId donor, ErasedRows& rows) {
  for (const auto& index : indexes_)
    // The stop itself outlives the donor, its words do not.
    tx_.sql().run(
        "update stop set how = 'desk' where address_index = ? and how not in "
        "('reply', 'receipt', 'link', 'desk')",
        Blob{index});
  tx_.sql().run(
      "update stop set how = 'desk', lifted_how = case when lifted_at is null then null else "
      "'desk' "
      "end where donor_id = ?",
      donor);
  tx_.sql().run(
      "delete from verification where contact_point_id in (select id from contact_point where "
      "donor_id = ?)",
      donor);
  tx_.sql().run(
      "update address_restored set reason = 'erased' where contact_point_id in (select id from "
      "contact_point where donor_id = ?)",
      donor);
  rows.addresses = blank_all_but(tx_.sql(), "contact_point",
                                 {"id", "donor_id", "organisation_id", "channel", "address_index",
                                  "position", "suppressed_at", "suppressed_reason"},
                                 "donor_id", donor);
  tx_.sql().run(
      "update contact_point set address_index = cast(cast(id as text) as blob), suppressed_at = "
      "coalesce(suppressed_at, 0), suppressed_reason = 'erased' where donor_id = ?",
      donor);
}

// That they consented, for what and when, must stay provable; the proof names them.
void ErasureTable::consents(DonorId donor, Instant now, ErasedRows& rows) {
  rows.consents_ended = tx_.sql().run(
      "update consent set withdrawn_at = ? where donor_id = ? and withdrawn_at is null", now,
      donor);
  tx_.sql().run(
      "update consent set how = 'erased', proof = '', text_shown = '', withdrawn_how = 'erased' "
      "where donor_id = ?",
      donor);
}

void ErasureTable::ledger(DonorId donor) {
  tx_.sql().run("update donation set certificate = null, source = 'erased' where donor_id = ?",
                donor);
  // Neither the reason nor how long, which tells the reason: only that there was one.
  tx_.sql().run(
      "update deferral set reason = 'erased', until_day = event_day, source = 'erased' "
      "where donor_id = ?",
      donor);
  // What an entry said before it was corrected, and the desk's words about it.
  tx_.sql().run("delete from donation_version where donor_id = ?", donor);
  tx_.sql().run("delete from deferral_version where donor_id = ?", donor);
  tx_.sql().run("delete from eligibility where donor_id = ?", donor);
}

void ErasureTable::plans(DonorId donor, Instant now) {
  // Places that were used count for the session; the others say where somebody meant to be.
  tx_.sql().run("delete from booking where donor_id = ? and state not in ('given', 'deferred')",
                donor);
  tx_.steps().stop_all(donor, Reason::erased, now);
  tx_.sql().run("delete from rota_shift where donor_id = ?", donor);
  tx_.sql().run(
      "update member set left_at = coalesce(left_at, ?), role = 'member', tags = '' "
      "where donor_id = ?",
      now, donor);
  tx_.sql().run(
      "update page set why = 'erased', arrival_code = null, eta_at = null where donor_id = ?",
      donor);
}

void ErasureTable::messages(DonorId donor, Instant now, ErasedRows& rows) {
  rows.messages_dropped = tx_.sql().run(
      "update message set state = 8, reason = ?, changed_at = ? where donor_id = ? and state in "
      "(0, 3)",
      Reason::erased, now, donor);
  tx_.sql().run("update message set code = null, detail = '' where donor_id = ?", donor);
  for (auto id : messages_of(donor)) attempts(id, rows);
}

void ErasureTable::erase_rests(DonorId donor) {
  ErasedRows rows;
  tx_.sql().run("update message set code = null where donor_id = ?", donor);
  for (auto id : messages_of(donor)) attempts(id, rows);
}

std::vector<MessageId> ErasureTable::messages_of(DonorId donor) {
  auto found = tx_.sql().query("select id from message where donor_id = ?", donor);
  std::vector<MessageId> ids;
  while (found.next()) ids.push_back(found.id<MessageId>(0));
  return ids;
}

void ErasureTable::attempts(MessageId message, ErasedRows& rows) {
  const auto first = message.value() * attempts_of_one;
  const auto end = first + attempts_of_one;
  tx_.sql().run(
      "delete from receipt where provider_id in (select provider_id from attempt where id > ? and "
      "id < ? and provider_id is not null)",
      first, end);
  rows.attempts += tx_.sql().run(
      "update attempt set request = null, code = null, reason = null, provider_id = null "
      "where id > ? and id < ?",
      first, end);
}

// Theirs, and those of their numbers that came before anybody knew whose they were. The provider's
// id goes too, and a reply it repeats is still known by the digest.
void ErasureTable::replies(DonorId donor, Instant now, ErasedRows& rows) {
  std::vector<std::pair<ReplyId, std::string>> ids;
  auto collect = [&ids](Rows found) {
    while (found.next()) ids.emplace_back(found.id<ReplyId>(0), found.text(1));
  };
  collect(tx_.sql().query("select id, external_id from reply where donor_id = ?", donor));
  for (const auto& index : indexes_)
    collect(tx_.sql().query(
        "select id, external_id from reply where address_index = ?1 and donor_id is null and not "
        "exists (select 1 from contact_point where address_index = ?1 and donor_id <> ?2)",
        Blob{index}, donor));
  auto nothing = tx_.sealer().seal("", "reply.text", tx_.random());
  for (const auto& [id, external] : ids) {
    if (external.starts_with("erased:")) continue;
    ++rows.replies;
    tx_.sql().run(
        "update reply set donor_id = ?, text = ?, address_index = x'', external_id = ?, "
        "eta_minutes = null, resolved_at = case when state = 'needs_person' then ? else "
        "resolved_at end, resolved_by = case when state = 'needs_person' then 'erasure' else "
        "resolved_by end, state = case when state = 'needs_person' then 'resolved' else state end "
        "where id = ?",
        donor, Blob{nothing}, erased_external_id(tx_, external), now, id);
  }
}

// Kept answers that show them are replayed no more; the keys stay, so that nothing is done twice.
void ErasureTable::answers(DonorId donor) {
  tx_.sql().run("update idempotency set response = '' where instr(donors, ?) > 0",
                fmt::format(",{},", donor.value()));
}

void ErasureTable::person(DonorId donor, const LedgerTraits& kept, Instant now) {
  auto nothing = tx_.sealer().seal("", "subject_request.note", tx_.random());
  tx_.sql().run("update subject_request set note = ? where donor_id = ?", Blob{nothing}, donor);
  // That records were one person's stays; what they said before does not, nor can it be undone.
  tx_.sql().run(
      "delete from donor_merge_row where merge_id in (select id from donor_merge where kept_id = "
      "?1 or other_id = ?1)",
      donor);
  tx_.sql().run("delete from donor_distinct where first_id = ?1 or second_id = ?1", donor);
  blank_all_but(tx_.sql(), "donor",
                {"id", "organisation_id", "sex", "birth_day", "abo", "rhd", "typing", "created_at",
                 "changed_at", "erased_at", "merged_into"},
                "id", donor);
  tx_.sql().run(
      "update donor set birth_day = ?, abo = ?, rhd = ?, erased_at = ?, changed_at = ? where id = "
      "?",
      kept.birth, kept.group.abo, kept.group.rhd, now, now, donor);
}

std::string erased_external_id(Tx& tx, std::string_view external_id) {
  return "erased:" + base64(tx.sealer().blind_index(external_id));
}

void ErasureTable::mark_scrub_due() {
  tx_.sql().run(
      "insert into meta (name, value) values ('scrub_due', '1') on conflict (name) do update set "
      "value = cast(cast(value as integer) + 1 as text)");
}

std::optional<std::string> ErasureTable::scrub_due() {
  auto rows = tx_.sql().query("select value from meta where name = 'scrub_due'");
  if (!rows.next()) return std::nullopt;
  return rows.text(0);
}

void ErasureTable::scrubbed(std::string_view due) {
  tx_.sql().run("delete from meta where name = 'scrub_due' and value = ?", due);
}

}  // namespace muster
