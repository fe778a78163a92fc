// SPDX-License-Identifier: Apache-2.0
// The one adapter between HTTP and the handlers: who, may they, what did they say, run, answer.
#include "muster/web/web.hpp"

#include <fmt/format.h>

#include "problem.hpp"
#include "route.hpp"
#include "run_job.hpp"
#include "web_state.hpp"

namespace muster {
namespace {

constexpr Schema no_fields{"nothing", {}};

bool is_file(std::string_view body) { return body.find('/') != std::string_view::npos; }

// A page on the web can send forms without asking the browser; it cannot send this type.
bool is_json(const HttpRequest& request) {
  auto type = header(request.headers, "Content-Type");
  return type.substr(0, type.find(';')) == "application/json";
}

// Reads query and body into `call`; what is wrong with them, if anything.
std::optional<HttpResponse> read_inputs(const Route& route, const HttpRequest& request,
                                        Call& call) {
  const auto& asked = route.query.empty() ? no_fields : schema(route.query);
  auto query = Input::of_query(asked, parse_form(request.query()));
  if (!query) return problem(query.error());
  call.query = std::move(*query);
  if (is_file(route.body)) return std::nullopt;
  if (!request.body.empty() && !is_json(request))
    return problem(415, "the body must be JSON: send Content-Type: application/json");
  const auto& told = route.body.empty() ? no_fields : schema(route.body);
  auto body = Input::of_body(told, request.body.empty() ? "{}" : std::string_view(request.body));
  if (!body) return problem(body.error());
  call.body = std::move(*body);
  return std::nullopt;
}

Error not_this_role(const Route& route, Role role) {
  return Error(ErrorKind::forbidden,
               fmt::format("the role '{}' may not {} {}", name(role), route.method, route.path));
}

void log_failure(Web& web, const Route& route, const Error& error) {
  if (!error.callers_fault())
    web.engine().log.error("event=api_failed route=\"{} {}\" error={}", route.method, route.path,
                           quoted(error.text()));
}

HttpResponse answer_of(Web& web, const Route& route, Result<Done> done) {
  if (!done) {
    log_failure(web, route, done.error());
    return problem(done.error());
  }
  web.settle(done->answer);
  return respond(done->status, "application/json", std::move(done->body));
}

asio::awaitable<HttpReply> run(std::shared_ptr<Web> web, const Route* route, Call call,
                               HttpExchange exchange) {
  auto key = creation_key(*route, call.who, exchange.request);
  if (!key) co_return problem(key.error());
  auto action = route->write ? route->write : route->read;
  PageClaim claim;
  if (route->write && route->lane == SendLane::emergency) claim = web->engine().claim_pages();
  auto job = [call, action, key = std::move(*key), status = route->status, claim](Tx& tx) {
    auto done = run_job(tx, call, action, status, key);
    if (done && claim) claim(tx, *call.settings, call.now);
    return done;
  };
  auto& store = web->engine().store;
  if (route->write) {
    auto written = co_await store.write(route->lane, job);
    co_return answer_of(*web, *route, std::move(written));
  }
  auto found = co_await store.read(job);
  co_return answer_of(*web, *route, std::move(found));
}

asio::awaitable<HttpReply> serve(std::shared_ptr<Web> web, const Route* route,
                                 HttpExchange exchange) {
  Call call;
  call.settings = web->engine().settings.get();
  call.now = web->engine().clock.now();
  call.path = exchange.parameters;
  if (!route->roles.open()) {
    std::string authorization(header(exchange.request.headers, "Authorization"));
    auto who = co_await web->authenticate(std::move(authorization));
    if (!who) co_return problem(who.error());
    if (!route->roles.has(who->role)) co_return problem(not_this_role(*route, who->role));
    call.who = std::move(*who);
    if (auto wrong = read_inputs(*route, exchange.request, call)) co_return std::move(*wrong);
  }
  auto handler = route->special ? route->special(web, std::move(call), std::move(exchange))
                                : run(web, route, std::move(call), std::move(exchange));
  co_return co_await std::move(handler);
}

}  // namespace

Router make_router(WebContext context) {
  auto web = std::make_shared<Web>(std::move(context));
  std::weak_ptr<Web> listener = web;
  web->engine().store.subscribe(Topic::requests, [listener] {
    if (auto alive = listener.lock()) alive->changed();
  });
  Router router;
  router.problem([](int status, std::string detail) { return problem(status, detail); });
  for (const auto* route : all_routes()) {
    std::optional<std::size_t> body;
    if (is_file(route->body)) body = import_body_bytes;
    auto handler = [web, route](HttpExchange exchange) {
      return serve(web, route, std::move(exchange));
    };
    router.add(std::string(route->method), std::string(route->path), std::move(handler), body);
  }
  return router;
}

}  // namespace muster
