// SPDX-License-Identifier: Apache-2.0
// Bearer tokens of the API, as SHA-256 only: a stolen database gives no usable token (RFC 6750).
// Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct TokenRow {
  std::string name;  // unique for ever: the journal names actors by it
  Role role = Role::viewer;
  OrganisationId organisation;
  std::string path;  // of the organisation: what the token sees
  Instant created_at{};
  std::optional<Instant> expires_at;
  std::optional<Instant> revoked_at;

  bool valid(Instant now) const { return !revoked_at && (!expires_at || now < *expires_at); }
  Principal principal() const;
};

class TokenTable {
 public:
  explicit TokenTable(Tx& tx) : tx_(tx) {}

  // `token_hash` is the raw SHA-256. False when the name is taken.
  bool add(std::string_view token_hash, std::string_view name, Role role,
           OrganisationId organisation, Instant created, std::optional<Instant> expires = {});
  // Never a revoked one; whether it expired is for the caller to ask (TokenRow::valid).
  std::optional<TokenRow> find(std::string_view token_hash);
  // False when there is no such token or it is revoked already.
  bool revoke(std::string_view name, Instant now);
  // By name, the revoked too.
  std::vector<TokenRow> all();

 private:
  Tx& tx_;
};

}  // namespace muster
