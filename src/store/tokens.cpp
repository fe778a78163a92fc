// SPDX-License-Identifier: Apache-2.0
#include "muster/store/tokens.hpp"

#include "muster/base/assert.hpp"
#include "sql.hpp"

#define TOKEN_QUERY                                                                \
  "select t.name, t.role, t.organisation_id, o.path, t.created_at, t.expires_at, " \
  "t.revoked_at from token t join organisation o on o.id = t.organisation_id "

namespace muster {
namespace {

TokenRow read(const Rows& rows) {
  TokenRow row;
  row.name = rows.text(0);
  // A role this program does not know may do least.
  row.role = parse_role(rows.text(1)).value_or(Role::viewer);
  row.organisation = rows.id<OrganisationId>(2);
  row.path = rows.text(3);
  row.created_at = rows.instant(4);
  row.expires_at = rows.optional_instant(5);
  row.revoked_at = rows.optional_instant(6);
  return row;
}

}  // namespace

Principal TokenRow::principal() const {
  Principal who;
  who.role = role;
  who.organisation = organisation;
  who.subtree = path;
  who.actor = "token:" + name;
  return who;
}

bool TokenTable::add(std::string_view token_hash, std::string_view name, Role role,
                     OrganisationId organisation, Instant created, std::optional<Instant> expires) {
  MUSTER_ASSERT(token_hash.size() == 32);
  return tx_.sql().run(
             "insert into token (hash, name, role, organisation_id, created_at, expires_at) "
             "values (?, ?, ?, ?, ?, ?) on conflict do nothing",
             Blob{token_hash}, name, muster::name(role), organisation, created, expires) > 0;
}

std::optional<TokenRow> TokenTable::find(std::string_view token_hash) {
  auto rows =
      tx_.sql().query(TOKEN_QUERY "where t.hash = ? and t.revoked_at is null", Blob{token_hash});
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

bool TokenTable::revoke(std::string_view name, Instant now) {
  return tx_.sql().run("update token set revoked_at = ? where name = ? and revoked_at is null", now,
                       name) > 0;
}

std::vector<TokenRow> TokenTable::all() {
  auto rows = tx_.sql().query(TOKEN_QUERY "order by t.name");
  std::vector<TokenRow> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

}  // namespace muster
