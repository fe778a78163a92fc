// SPDX-License-Identifier: Apache-2.0
// What tests and the page ask of the sandbox, and the page itself. Loop thread.
#pragma once
#include "gateway.hpp"
#include "hooks.hpp"
#include "muster/http/server.hpp"
#include "phones.hpp"

namespace muster::sandbox {

class Api {
 public:
  Api(SystemClock& clock, Phones& phones, Hooks& hooks, Gateway& gateway)
      : clock_(clock), phones_(phones), hooks_(hooks), gateway_(gateway) {}
  Router router();
  // A typed reply's hook has been taken or given up.
  void reply_settled(const Hook& hook, bool taken);

 private:
  HttpResponse stats() const;
  HttpResponse duplicates() const;
  HttpResponse messages(const HttpExchange& exchange) const;
  HttpResponse phones(const HttpExchange& exchange) const;
  HttpResponse phone(const HttpExchange& exchange) const;
  HttpResponse type_reply(const HttpExchange& exchange);
  HttpResponse behave(const HttpExchange& exchange);
  HttpResponse move_clock(const HttpExchange& exchange);
  HttpResponse reset();

  SystemClock& clock_;
  Phones& phones_;
  Hooks& hooks_;
  Gateway& gateway_;
};

}  // namespace muster::sandbox
