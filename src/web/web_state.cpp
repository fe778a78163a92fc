// SPDX-License-Identifier: Apache-2.0
#include "web_state.hpp"

#include <boost/json/serialize.hpp>

#include "muster/base/bytes.hpp"
#include "muster/engine/registry.hpp"
#include "openapi.hpp"

namespace muster {
namespace {

// A token revoked by another process is dead within this time; one revoked here, at once.
constexpr Millis believed_for{1'000};
constexpr std::size_t known_most = 1'000;
constexpr std::size_t streams_most = 200;
constexpr std::string_view scheme = "bearer ";

struct Found {
  TokenRow token;
  Principal who;
};

// The token of "Bearer abc"; empty when the header is something else.
std::string bearer(const std::string& authorization) {
  if (authorization.size() <= scheme.size()) return {};
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    char c = authorization[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c != scheme[i]) return {};
  }
  return authorization.substr(scheme.size());
}

}  // namespace

asio::awaitable<Result<Principal>> Web::authenticate(std::string authorization) {
  auto secret = bearer(authorization);
  if (secret.empty())
    co_return Error(ErrorKind::unauthorised, "send a token: Authorization: Bearer muster_...");
  auto hash = sha256(secret);
  auto now = engine().clock.now();
  auto known = known_.find(hash);
  if (known != known_.end()) {
    auto age = now - known->second.asked_at;
    bool fresh = age >= Millis(0) && age < believed_for;
    if (fresh && known->second.token.valid(now)) co_return known->second.who;
    known_.erase(known);
  }
  auto job = [secret, now](Tx& tx) -> Result<Found> {
    auto token = find_token(tx, secret, now);
    if (!token) return token.error();
    auto who = principal_of(tx, *token);
    return Found{std::move(*token), std::move(who)};
  };
  auto found = co_await engine().store.read(job, true);
  if (!found && found.error().kind() != ErrorKind::not_found) co_return found.error();
  if (!found)
    co_return Error(ErrorKind::unauthorised, "this token is not known, revoked or expired");
  if (known_.size() >= known_most) known_.clear();
  Known fresh;
  fresh.token = std::move(found->token);
  fresh.who = found->who;
  fresh.asked_at = now;
  known_.insert_or_assign(hash, std::move(fresh));
  co_return std::move(found->who);
}

void Web::settle(const Answer& answer) {
  for (auto* dispatcher : context_.dispatchers) {
    if (answer.closed) dispatcher->revoke_request(answer.closed);
    for (const auto& index : answer.stopped) dispatcher->revoke_address(index);
    for (const auto& recall : answer.recalled) dispatcher->recall(recall);
  }
  if (!answer.told.empty()) engine().log.warn("{}", answer.told);
  if (answer.tokens_changed) forget_tokens();
}

bool Web::listen(asio::steady_timer& timer) {
  if (listening_.size() >= streams_most) return false;
  listening_.insert(&timer);
  return true;
}

void Web::changed() {
  ++changes_;
  for (auto* timer : listening_) timer->cancel();
}

const std::string& Web::openapi() {
  if (openapi_.empty()) openapi_ = boost::json::serialize(openapi_document(context_.version));
  return openapi_;
}

}  // namespace muster
