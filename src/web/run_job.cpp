// SPDX-License-Identifier: Apache-2.0
#include "run_job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/system/system_error.hpp>
#include <set>
#include <stdexcept>

#include "muster/base/bytes.hpp"
#include "muster/base/sealing.hpp"
#include "muster/store/idempotency.hpp"

namespace muster {
namespace {

constexpr std::size_t key_most = 255;
constexpr std::string_view sealed_for = "idempotency.response";

// The store's own exceptions pass: the writer must see them. All others are ours.
Result<Answer> guarded(Tx& tx, const Call& call, Job job) {
  try {
    return job(tx, call);
  } catch (const boost::system::system_error& thrown) {
    return Error(ErrorKind::internal, thrown.what());
  } catch (const std::logic_error& thrown) {
    return Error(ErrorKind::internal, thrown.what());
  } catch (const std::bad_alloc&) {
    return Error(ErrorKind::unavailable, "there is no memory for this");
  }
}

Result<Done> replay(Tx& tx, const StoredAnswer& stored, const std::string& digest) {
  if (stored.body_hash != digest)
    return conflict("this Idempotency-Key came before with another body: use a new one");
  if (stored.response.empty()) return not_found("the donor this answer showed was erased since");
  Done done;
  done.status = stored.status;
  auto sealed = from_base64(stored.response);
  auto body = tx.sealer().open(sealed.value_or(std::string()), sealed_for);
  if (!body) return body.error();
  done.body = std::move(*body);
  return done;
}

// "donor": 12 at any depth, and the donors themselves.
void add_donors(const boost::json::value& value, std::set<std::int64_t>& donors) {
  if (value.is_array())
    for (const auto& item : value.get_array()) add_donors(item, donors);
  if (!value.is_object()) return;
  const auto& object = value.get_object();
  if (object.contains("given_name") && object.contains("addresses"))
    if (const auto* id = object.if_contains("id"); id && id->is_int64())
      donors.insert(id->get_int64());
  for (const auto& [key, inner] : object) {
    if (key == "donor" && inner.is_int64()) donors.insert(inner.get_int64());
    add_donors(inner, donors);
  }
}

std::string donors_shown(const boost::json::value& body) {
  std::set<std::int64_t> donors;
  add_donors(body, donors);
  std::string list;
  for (auto donor : donors) list += fmt::format("{}{},", list.empty() ? "," : "", donor);
  return list;
}

// Answers hold telephone numbers: sealed like them, and the digest of the body is keyed.
void keep(Tx& tx, const CreationKey& key, const Done& done, const std::string& digest,
          Instant now) {
  StoredAnswer stored;
  stored.body_hash = digest;
  stored.status = done.status;
  stored.response = base64(tx.sealer().seal(done.body, sealed_for, tx.random()));
  stored.donors = donors_shown(done.answer.body);
  tx.idempotency().put(key.scope, key.key, stored, now);
}

}  // namespace

Result<Done> run_job(Tx& tx, const Call& call, Job job, int status, const CreationKey& key) {
  std::string digest;
  if (!key.key.empty()) {
    digest = tx.sealer().blind_index(key.body);
    if (auto stored = tx.idempotency().find(key.scope, key.key)) return replay(tx, *stored, digest);
  }
  auto answer = guarded(tx, call, job);
  if (!answer) return answer.error();
  Done done;
  done.status = status;
  if (!answer->body.is_null()) done.body = boost::json::serialize(answer->body);
  done.answer = std::move(*answer);
  if (!key.key.empty()) keep(tx, key, done, digest, call.now);
  done.answer.body = nullptr;
  return done;
}

Result<CreationKey> creation_key(const Route& route, const Principal& who,
                                 const HttpRequest& request) {
  CreationKey key;
  if (route.keyed == Keyed::no) return key;
  key.key = header(request.headers, "Idempotency-Key");
  if (key.key.empty() && route.keyed == Keyed::must)
    return Error(ErrorKind::precondition,
                 "send an Idempotency-Key header (any unique text): a request that is sent again "
                 "must not call the donors twice");
  bool printable = std::ranges::all_of(key.key, [](char c) { return c > 0x20 && c < 0x7F; });
  if (key.key.size() > key_most || !printable)
    return invalid("", "the Idempotency-Key must be 1 to 255 printable characters without blanks");
  key.scope = fmt::format("{} {} {}", who.actor, request.method, request.path());
  key.body = request.body;
  return key;
}

}  // namespace muster
