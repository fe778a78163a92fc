// SPDX-License-Identifier: Apache-2.0
// Emergency bypasses, and addresses that nothing goes to.
#include <fmt/format.h>

#include "api_consent.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/base/log.hpp"
#include "muster/engine/contact_rules.hpp"
#include "muster/store/clubs.hpp"

namespace muster {
namespace {

namespace json = boost::json;

json::object bypass_json(Tx& tx, const BypassRow& row, Instant now) {
  json::object json;
  json["id"] = row.bypass.id.value();
  json["organisation"] = organisation_code(tx, row.organisation);
  auto club = row.bypass.club ? tx.clubs().find(row.bypass.club) : std::nullopt;
  json["club"] = club ? json::value(club->code) : nullptr;
  json["reason"] = row.reason;
  json["opened_at"] = to_string(row.bypass.opened_at);
  json["opened_by"] = row.opened_by;
  json["role"] = row.role;
  json["expires_at"] = to_string(row.bypass.expires_at);
  json["ended_at"] = json_or_null(row.bypass.ended_at);
  json["ended_by"] = json_or_null(row.ended_by);
  json["in_force"] = !row.bypass.ended_at && now < row.bypass.expires_at;
  json["used"] = row.used;
  return json;
}

json::object suppressed_json(const Principal& who, const ContactPointRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["donor"] = row.donor.value();
  json["channel"] = name(row.channel);
  json["address"] = sees_addresses(who) ? row.address : mask(row.address);
  json["verified_at"] = json_or_null(row.verified_at);
  json["suppressed"] = json_or_null(row.suppressed_reason);
  json["suppressed_at"] = json_or_null(row.suppressed_at);
  return json;
}

}  // namespace

Result<Answer> list_bypasses_job(Tx& tx, const Call& call) {
  auto page = paging(call.query);
  if (!page) return page.error();
  auto rows = tx.bypasses().list(call.who, BypassId(page->after), page->limit + 1);
  return answered(listing(
      rows, page->limit, [&](const BypassRow& row) { return bypass_json(tx, row, call.now); },
      [](const BypassRow& row) { return row.bypass.id.value(); }));
}

Result<Answer> open_bypass_job(Tx& tx, const Call& call) {
  NewBypass wanted;
  wanted.organisation = call.body.text("organisation");
  wanted.club = call.body.text("club");
  wanted.reason = call.body.text("reason");
  wanted.expires_at = call.body.instant("expires_at");
  if (call.body.has("hours")) {
    if (wanted.expires_at) return invalid("/hours", "say hours or expires_at, not both");
    wanted.expires_at = call.now + Hours(call.body.integer("hours"));
  }
  auto row = open_bypass(tx, call.who, wanted, call.now);
  if (!row) return row.error();
  auto answer = answered(bypass_json(tx, *row, call.now));
  answer.told = fmt::format("event=bypass_opened bypass={} organisation={} role={} expires_at={}",
                            row->bypass.id.value(), row->organisation.value(), row->role,
                            to_string(row->bypass.expires_at));
  return answer;
}

Result<Answer> end_bypass_job(Tx& tx, const Call& call) {
  auto id = id_at<BypassId>(call, "id");
  if (!id) return id.error();
  auto row = end_bypass(tx, call.who, *id, call.now);
  if (!row) return row.error();
  auto answer = answered(bypass_json(tx, *row, call.now));
  // Pages that wait for a place because of it are decided again.
  Recall recall;
  recall.scope.purposes.give(Purpose::emergency);
  answer.recalled.push_back(recall);
  answer.told = fmt::format("event=bypass_ended bypass={} used={}", id->value(), row->used);
  return answer;
}

Result<Answer> list_all_addresses_job(Tx& tx, const Call& call) {
  auto page = paging(call.query);
  if (!page) return page.error();
  if (!call.query.flag("suppressed", true))
    return invalid("?suppressed",
                   "only suppressed addresses are listed here: others stand with "
                   "their donor");
  auto rows = tx.suppressions().list(call.who, ContactPointId(page->after), page->limit + 1);
  return answered(listing(
      rows, page->limit, [&](const ContactPointRow& row) { return suppressed_json(call.who, row); },
      [](const ContactPointRow& row) { return row.id.value(); }));
}

Result<Answer> restore_address_job(Tx& tx, const Call& call) {
  auto id = id_at<ContactPointId>(call, "id");
  if (!id) return id.error();
  auto row = restore_address(tx, call.who, *id, call.body.text("reason"), call.now);
  if (!row) return row.error();
  return answered(suppressed_json(call.who, *row));
}

}  // namespace muster
