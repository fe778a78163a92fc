// SPDX-License-Identifier: Apache-2.0
// One row a URL: the router, the matrix of roles and the OpenAPI document all come from this table.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input.hpp"
#include "muster/domain/message.hpp"
#include "muster/engine/lease.hpp"
#include "muster/engine/settings.hpp"
#include "muster/http/server.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

class Web;

// What a handler gets. Jobs capture it by value.
struct Call {
  Principal who;
  std::shared_ptr<const Settings> settings;
  Instant now{};
  Pairs path;  // the {names} of the route
  Input query;
  Input body;

  std::string at(std::string_view name) const { return std::string(find(path, name)); }
};

// What a job made, and what is to be done on the loop once it is committed.
struct Answer {
  boost::json::value body;
  RequestId closed;  // its leases are called back
  std::vector<std::string> stopped;  // address indexes: theirs too
  std::vector<Recall> recalled;  // leases to be decided again
  std::string told;  // for the log, at warn: who answers for it, by ids
  bool tokens_changed = false;
};

using Job = Result<Answer> (*)(Tx& tx, const Call& call);
// For what needs the loop: streams, files, the clock.
using Special = asio::awaitable<HttpReply> (*)(std::shared_ptr<Web> web, Call call,
                                               HttpExchange exchange);

// Who may. Nobody, when it is left out: a route is opened on purpose or not at all.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (auto role : roles) bits_ |= 1U << static_cast<unsigned>(role);
  }
  constexpr bool has(Role role) const { return (bits_ >> static_cast<unsigned>(role) & 1U) != 0; }
  // Without a token.
  static constexpr Roles anyone() {
    Roles all;
    all.bits_ = ~0U;
    return all;
  }
  constexpr bool open() const { return bits_ == ~0U; }

 private:
  std::uint32_t bits_ = 0;
};

// May a creation be repeated under an Idempotency-Key; must it.
enum class Keyed : std::uint8_t { no, may, must };

struct Route {
  std::string_view method;
  std::string_view path;
  Roles roles = {};
  std::string_view summary;
  std::string_view query = {};  // schema
  std::string_view body = {};  // schema; "text/csv" is a file
  std::string_view answer = {};  // schema; "donor[]" is a page of them; "text/html" and such is one
  int status = 200;
  Job read = nullptr;  // one of these three
  Job write = nullptr;
  Special special = nullptr;
  Keyed keyed = Keyed::no;
  SendLane lane = SendLane::transactional;
};

// Requests, donors; the rest of the house; what is not the API.
std::span<const Route> people_routes();
std::span<const Route> contact_routes();
std::span<const Route> ledger_routes();
std::span<const Route> house_routes();
std::span<const Route> consent_routes();
std::span<const Route> plain_routes();
std::span<const Route> privacy_routes();
std::vector<const Route*> all_routes();

// An id in the path; not_found when it is no number.
Result<std::int64_t> number_at(const Call& call, std::string_view name);
template <class Id>
Result<Id> id_at(const Call& call, std::string_view name) {
  auto number = number_at(call, name);
  if (!number) return number.error();
  return Id(*number);
}

}  // namespace muster
