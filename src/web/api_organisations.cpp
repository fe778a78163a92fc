// SPDX-License-Identifier: Apache-2.0
// Organisations, tokens, and the journal of changes.
#include <boost/json/parse.hpp>

#include "api.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/base/bytes.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/journal.hpp"

namespace muster {
namespace {

namespace json = boost::json;

json::object organisation_json(Tx& tx, const OrganisationRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["parent"] = row.parent ? json_or_null(organisation_code(tx, row.parent)) : nullptr;
  json["code"] = row.code;
  json["name"] = row.name;
  json["zone"] = row.zone;
  json["hotline"] = row.hotline;
  return json;
}

json::object token_json(Tx& tx, const TokenRow& row) {
  json::object json;
  json["name"] = row.name;
  json["role"] = name(row.role);
  json["organisation"] = organisation_code(tx, row.organisation);
  json["created_at"] = to_string(row.created_at);
  json["expires_at"] = json_or_null(row.expires_at);
  json["revoked_at"] = json_or_null(row.revoked_at);
  return json;
}

json::object journal_json(const JournalRow& row) {
  json::object json;
  json["seq"] = row.seq;
  json["at"] = to_string(row.at);
  json["actor"] = row.actor;
  json["noun"] = row.noun;
  json["noun_id"] = row.noun_id;
  json["what"] = row.what;
  boost::system::error_code error;
  json["data"] = json::parse(row.data, error);
  if (error) json["data"] = row.data;
  return json;
}

// One chain for the whole house: only its root may read it.
Result<void> whole_house(const Call& call) {
  if (call.who.subtree == "/") return {};
  return Error(ErrorKind::forbidden, "the journal is for administrators of the whole house");
}

}  // namespace

Result<Answer> list_organisations_job(Tx& tx, const Call& call) {
  json::array items;
  for (const auto& row : tx.organisations().all())
    if (call.who.sees(row.path)) items.push_back(organisation_json(tx, row));
  return answered(listing(std::move(items), {}));
}

Result<Answer> add_organisation_job(Tx& tx, const Call& call) {
  NewOrganisation wanted;
  wanted.parent = call.body.text("parent");
  wanted.code = call.body.text("code");
  wanted.name = call.body.text("name");
  wanted.zone = call.body.text("zone");
  wanted.hotline = call.body.text("hotline");
  auto row = add_organisation(tx, *call.settings, call.who, wanted, call.now);
  if (!row) return row.error();
  return answered(organisation_json(tx, *row));
}

Result<Answer> list_tokens_job(Tx& tx, const Call& call) {
  json::array items;
  for (const auto& row : tx.tokens().all())
    if (call.who.sees(row.path)) items.push_back(token_json(tx, row));
  return answered(listing(std::move(items), {}));
}

Result<Answer> issue_token_job(Tx& tx, const Call& call) {
  NewToken wanted;
  wanted.organisation = call.body.text("organisation");
  wanted.name = call.body.text("name");
  wanted.role = parse_role(call.body.text("role")).value();
  wanted.expires_at = call.body.instant("expires_at");
  auto issued = issue_token(tx, *call.settings, call.who, wanted, call.now);
  if (!issued) return issued.error();
  json::object body;
  body["token"] = token_json(tx, issued->token);
  body["secret"] = issued->secret;
  return answered(std::move(body));
}

Result<Answer> revoke_token_job(Tx& tx, const Call& call) {
  auto row = revoke_token(tx, *call.settings, call.who, call.at("name"), call.now);
  if (!row) return row.error();
  auto answer = answered(token_json(tx, *row));
  answer.tokens_changed = true;
  return answer;
}

Result<Answer> list_journal_job(Tx& tx, const Call& call) {
  if (auto may = whole_house(call); !may) return may.error();
  auto page = paging(call.query);
  if (!page) return page.error();
  auto rows = tx.journal().recent(page->limit + 1, page->after);
  return answered(
      listing(rows, page->limit, journal_json, [](const JournalRow& row) { return row.seq; }));
}

Result<Answer> verify_journal_job(Tx& tx, const Call& call) {
  if (auto may = whole_house(call); !may) return may.error();
  auto fault = tx.journal().verify();
  auto head = tx.journal().head();
  json::object body;
  body["holds"] = !fault.has_value();
  body["seq"] = head ? head->seq : 0;
  body["hash"] = head ? json_or_null(hex(head->hash)) : nullptr;
  body["first_bad"] = fault ? json::value(fault->seq) : nullptr;
  body["why"] = fault ? json_or_null(fault->why) : nullptr;
  return answered(std::move(body));
}

}  // namespace muster
