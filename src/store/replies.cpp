// SPDX-License-Identifier: Apache-2.0
#include "muster/store/replies.hpp"

#include "muster/base/sealing.hpp"
#include "muster/store/erasure.hpp"
#include "muster/store/store.hpp"
#include "sql.hpp"

#define REPLY_COLUMNS                                                                              \
  "y.id, y.organisation_id, y.gateway, y.external_id, y.address_index, y.donor_id, y.message_id, " \
  "y.request_id, y.text, y.intent, y.eta_minutes, y.state, y.why, y.received_at, y.resolved_at, "  \
  "y.resolved_by"

namespace muster {
namespace {

constexpr std::string_view text_context = "reply.text";

ReplyState parse_state(std::string_view text) {
  if (text == "needs_person") return ReplyState::needs_person;
  return text == "resolved" ? ReplyState::resolved : ReplyState::applied;
}

std::vector<ReplyRow> all(Rows rows, const Sealer& sealer) {
  std::vector<ReplyRow> found;
  while (rows.next()) {
    ReplyRow row;
    row.id = rows.id<ReplyId>(0);
    row.organisation = rows.id<OrganisationId>(1);
    row.gateway = rows.text(2);
    row.external_id = rows.text(3);
    row.address_index = rows.text(4);
    row.donor = rows.id<DonorId>(5);
    row.message = rows.id<MessageId>(6);
    row.request = rows.id<RequestId>(7);
    row.text = sealer.open(rows.text(8), text_context).value();
    row.intent = rows.text(9);
    if (!rows.null(10)) row.eta_minutes = rows.small(10);
    row.state = parse_state(rows.text(11));
    row.why = rows.text(12);
    row.received_at = rows.instant(13);
    row.resolved_at = rows.optional_instant(14);
    row.resolved_by = rows.text(15);
    found.push_back(std::move(row));
  }
  return found;
}

}  // namespace

std::string_view name(ReplyState state) {
  switch (state) {
    case ReplyState::applied: return "applied";
    case ReplyState::needs_person: return "needs_person";
    case ReplyState::resolved: return "resolved";
  }
  return "applied";
}

std::optional<ReplyId> ReplyTable::insert(const ReplyRow& row) {
  // Repeated by its provider after the donor was erased.
  auto erased = tx_.sql().query("select 1 from reply where gateway = ? and external_id = ?",
                                row.gateway, erased_external_id(tx_, row.external_id));
  if (erased.next()) return std::nullopt;
  ReplyId id(tx_.sql().next_id("reply"));
  auto sealed = tx_.sealer().seal(row.text, text_context, tx_.random());
  int added = tx_.sql().run(
      "insert into reply (id, organisation_id, gateway, external_id, address_index, donor_id, "
      "message_id, request_id, "
      "text, intent, eta_minutes, state, why, received_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?) "
      "on conflict (gateway, external_id) do nothing",
      id, row.organisation, row.gateway, row.external_id, Blob{row.address_index}, row.donor,
      row.message, row.request, Blob{sealed}, row.intent, row.eta_minutes, name(row.state), row.why,
      row.received_at);
  if (added == 0) return std::nullopt;
  tx_.touch(Topic::replies);
  return id;
}

void ReplyTable::conclude(const ReplyRow& row) {
  tx_.sql().run(
      "update reply set organisation_id = ?, donor_id = ?, message_id = ?, request_id = ?, state = "
      "?, why = ?, intent = ?, eta_minutes = ? where id = ?",
      row.organisation, row.donor, row.message, row.request, name(row.state), row.why, row.intent,
      row.eta_minutes, row.id);
}

std::optional<ReplyRow> ReplyTable::find(ReplyId id) {
  auto found = all(tx_.sql().query("select " REPLY_COLUMNS " from reply y where y.id = ?", id),
                   tx_.sealer());
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<ReplyRow> ReplyTable::of_donor(DonorId donor) {
  return all(tx_.sql().query(
                 "select " REPLY_COLUMNS " from reply y where y.donor_id = ? order by y.id", donor),
             tx_.sealer());
}

std::vector<ReplyRow> ReplyTable::of_request(RequestId request) {
  return all(
      tx_.sql().query("select " REPLY_COLUMNS " from reply y where y.request_id = ? order by y.id",
                      request),
      tx_.sealer());
}

std::vector<ReplyRow> ReplyTable::list(const Principal& who, bool open_only, ReplyId after,
                                       int limit) {
  // Replies of numbers nobody knows belong to the whole house: only its root sees them.
  return all(tx_.sql().query(
                 "select " REPLY_COLUMNS
                 " from reply y left join organisation o on o.id = y.organisation_id "
                 "where substr(coalesce(o.path, '/'), 1, length(?1)) = ?1 "
                 "and (?2 = 0 or y.state = 'needs_person') and y.id > ?3 order by y.id limit ?4",
                 who.subtree, open_only, after.value(), limit),
             tx_.sealer());
}

bool ReplyTable::resolve(ReplyId id, std::string_view by, Instant now) {
  return tx_.sql().run(
             "update reply set state = 'resolved', resolved_at = ?, resolved_by = ? where id = ? "
             "and "
             "state = 'needs_person'",
             now, by, id) == 1;
}

}  // namespace muster
