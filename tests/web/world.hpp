// SPDX-License-Identifier: Apache-2.0
// The whole of `web` over an empty inline store, asked without sockets. A committee (Kinh Môn)
// below a province, a neighbour beside it, a token for each role. 2026-11-22, 10:00 in Viet Nam.
#pragma once
#include <gtest/gtest.h>

#include <boost/json/value.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "muster/engine/registry.hpp"
#include "muster/web/web.hpp"
#include "support/store_world.hpp"

namespace muster {

struct Reply {
  int status = 0;
  Headers headers;
  std::string text;
  boost::json::value body;  // null when it is no JSON
  std::optional<EventStream> events;

  // "/items/0/state"; null when there is none.
  const boost::json::value& at(std::string_view pointer) const;
  std::string string_at(std::string_view pointer) const;
  std::int64_t number_at(std::string_view pointer) const;
};

class WebTest : public testing::Test, public StoreWorld {
 protected:
  WebTest();
  ~WebTest() override;

  // `who` is a role's name ("coordinator"), "province" (admin of the root), "neighbour" (admin of
  // the other committee) or "" for no token. Every 2xx is held against the schema of its route.
  Reply send(std::string method, std::string target, std::string body = {},
             std::string who = "admin", Headers more = {});
  Reply get(std::string target, std::string who = "admin") {
    return send("GET", std::move(target), {}, std::move(who));
  }
  Reply post(std::string target, std::string body, std::string who = "admin") {
    return send("POST", std::move(target), std::move(body), std::move(who));
  }
  Reply open_request(std::string body, std::string key = "key-1", std::string who = "caller") {
    return send("POST", "/v1/requests", std::move(body), std::move(who),
                {{"Idempotency-Key", std::move(key)}});
  }

  // A club of `members` on call at all hours, O-, eligible, consenting, with verified numbers
  // +8491000000<i>; donors 1 to `members`.
  void add_club(int members);
  // What the pager would do now; then every queued page is on its phone.
  void page(RequestId id);
  // What a donor writes, through the sandbox's hook.
  Reply write_sms(std::string from, std::string text);
  Reply hook(std::string path, std::string body, std::string secret);

  SettingsHolder settings_;
  Metrics metrics_;
  Context context_;
  Hooks hooks_;
  Health health_;
  InlineLane compute_;
  Importer importer_;
  Throttles throttles_;
  Eraser eraser_;
  std::map<std::string, std::string> tokens_;
  std::optional<Router> router_;
  bool demo_ = false;
  void make_router();

 private:
  void populate();
};

}  // namespace muster
