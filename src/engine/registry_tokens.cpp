// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "muster/base/bytes.hpp"
#include "muster/engine/registry.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

// Leak scanners know it by this.
constexpr std::string_view secret_prefix = "muster_";
constexpr std::size_t secret_bytes = 32;

bool only_root(Tx& tx, OrganisationId id) {
  bool root = false;
  int roots = 0;
  for (const auto& organisation : tx.organisations().all()) {
    if (organisation.parent) continue;
    ++roots;
    root = root || organisation.id == id;
  }
  return root && roots == 1;
}

std::optional<TokenRow> by_name(Tx& tx, std::string_view name) {
  for (auto& row : tx.tokens().all())
    if (row.name == name) return std::move(row);
  return std::nullopt;
}

}  // namespace

Result<TokenIssued> issue_token(Tx& tx, const Settings&, const Principal& who,
                                const NewToken& wanted, Instant now) {
  if (auto may = allow(who, {Role::admin}); !may) return may.error();
  auto organisation = organisation_for(tx, who, wanted.organisation);
  if (!organisation) return organisation.error();
  FieldChecks check;
  auto token_name = check.code("/name", wanted.name);
  if (wanted.role == Role::system) check.refuse("/role", "'system' is the daemon itself");
  if (wanted.expires_at && *wanted.expires_at <= now) check.refuse("/expires_at", "is past");
  if (!check.ok()) return check.error();
  TokenIssued issued;
  issued.secret = std::string(secret_prefix) + tx.random().token(secret_bytes);
  auto hash = sha256(issued.secret);
  if (!tx.tokens().add(hash, token_name, wanted.role, organisation->id, now, wanted.expires_at))
    return Error(
        ErrorKind::conflict,
        fmt::format("the name '{}' was given before, and names are never reused", token_name),
        "/name");
  issued.token = *tx.tokens().find(hash);
  boost::json::object data = {{"name", token_name}, {"role", name(wanted.role)}};
  journal(tx, who, "token", organisation->id.value(), "issued", data, now);
  return issued;
}

Result<TokenRow> revoke_token(Tx& tx, const Settings&, const Principal& who,
                              std::string_view token_name, Instant now) {
  if (auto may = allow(who, {Role::admin}); !may) return may.error();
  auto row = by_name(tx, token_name);
  if (!row || !who.sees(row->path))
    return not_found(fmt::format("there is no token '{}'", token_name));
  if (!tx.tokens().revoke(token_name, now))
    return conflict(fmt::format("the token '{}' is revoked already", token_name));
  journal(tx, who, "token", row->organisation.value(), "revoked", {{"name", row->name}}, now);
  return *by_name(tx, token_name);
}

Result<TokenRow> find_token(Tx& tx, std::string_view secret, Instant now) {
  auto row = tx.tokens().find(sha256(secret));
  if (!row || !row->valid(now)) return not_found("this token is not known, revoked or expired");
  return std::move(*row);
}

Principal principal_of(Tx& tx, const TokenRow& token) {
  auto who = token.principal();
  if (only_root(tx, token.organisation)) who.subtree = "/";
  return who;
}

Result<ReplyRow> resolve_reply(Tx& tx, const Settings&, const Principal& who, ReplyId id,
                               Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto row = tx.replies().find(id);
  // Replies of numbers nobody knows belong to the whole house.
  bool visible = row && (row->organisation ? tx.organisations().visible(who, row->organisation)
                                           : who.subtree == "/");
  if (!visible) return not_found(fmt::format("there is no reply {}", id.value()));
  if (!tx.replies().resolve(id, who.actor, now))
    return conflict(
        fmt::format("reply {} is {}: nothing is left to do", id.value(), name(row->state)));
  journal(tx, who, "reply", id.value(), "resolved", {}, now);
  return *tx.replies().find(id);
}

}  // namespace muster
