// SPDX-License-Identifier: Apache-2.0
// What needs the loop and no database: health, metrics, gateways, the clock, hooks.
#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "listing.hpp"
#include "muster/store/subject_requests.hpp"
#include "problem.hpp"
#include "specials.hpp"
#include "web_state.hpp"

namespace muster {
namespace {

namespace json = boost::json;

constexpr std::string_view plain = "text/plain; charset=utf-8";
constexpr Millis forward_most = Days(366);

HttpResponse text(int status, std::string body) {
  return respond(status, std::string(plain), std::move(body));
}

json::object gateway_json(const Gateway& gateway, Throttles& throttles) {
  json::object json;
  auto throttle = throttles.all().find(gateway.name());
  json["name"] = gateway.name();
  json["channel"] = name(gateway.channel());
  json["in_flight"] = throttle == throttles.all().end() ? 0 : throttle->second.in_flight();
  json["limit"] = gateway.in_flight();
  json["per_second"] = gateway.per_second();
  json["two_way"] = gateway.two_way();
  json["honours_keys"] = gateway.honours_keys();
  json["sends_receipts"] = gateway.sends_receipts();
  return json;
}

json::object clock_json(Web& web) {
  json::object json;
  json["now"] = to_string(web.engine().clock.now());
  json["demo"] = static_cast<bool>(web.context().forward_clock);
  return json;
}

}  // namespace

asio::awaitable<HttpReply> show_gateways(std::shared_ptr<Web> web, Call call, HttpExchange) {
  json::array items;
  for (const auto& gateway : call.settings->gateways)
    items.push_back(gateway_json(gateway, web->context().throttles));
  co_return respond_json(200, listing(std::move(items), std::nullopt));
}

asio::awaitable<HttpReply> show_clock(std::shared_ptr<Web> web, Call, HttpExchange) {
  co_return respond_json(200, clock_json(*web));
}

asio::awaitable<HttpReply> forward_clock(std::shared_ptr<Web> web, Call call, HttpExchange) {
  if (!web->context().forward_clock)
    co_return problem(Error(ErrorKind::forbidden,
                            "the clock can be moved in demo mode only: this daemon keeps the "
                            "real time"));
  auto by = parse_duration(call.body.text("by")).value();
  if (by <= Millis(0) || by > forward_most)
    co_return problem(invalid("/by", "must be more than 0 and at most 366d"));
  auto now = web->context().forward_clock(by);
  web->engine().log.info("event=clock_forward by={} now={} actor={}", to_string(by), to_string(now),
                         call.who.actor);
  co_return respond_json(200, clock_json(*web));
}

asio::awaitable<HttpReply> show_openapi(std::shared_ptr<Web> web, Call, HttpExchange) {
  co_return respond(200, "application/json", web->openapi());
}

asio::awaitable<HttpReply> show_health(std::shared_ptr<Web> web, Call, HttpExchange) {
  bool alive = co_await web->context().health.alive();
  if (!alive) co_return problem(503, "the writer has not answered within 5 s");
  co_return text(200, "ok\n");
}

asio::awaitable<HttpReply> show_ready(std::shared_ptr<Web> web, Call, HttpExchange) {
  auto reasons = co_await web->context().health.reasons();
  if (reasons.empty()) co_return text(200, "ready\n");
  std::string lines;
  for (const auto& reason : reasons) lines += fmt::format("{}: {}\n", reason.code, reason.detail);
  auto response = text(503, std::move(lines));
  response.headers.emplace_back("Retry-After", "5");
  co_return std::move(response);
}

asio::awaitable<HttpReply> show_metrics(std::shared_ptr<Web> web, Call, HttpExchange) {
  auto& metrics = web->engine().metrics;
  metrics.write_queue(web->engine().store.write_queue());
  for (const auto& [gateway, throttle] : web->context().throttles.all())
    metrics.in_flight(gateway, throttle.in_flight());
  auto count = [now = web->engine().clock.now()](Tx& tx) -> Result<SubjectRequests::Open> {
    return SubjectRequests(tx).open(now);
  };
  auto open = co_await web->engine().store.read(count);
  if (open) metrics.subject_requests(open->overdue, open->in_time);
  co_return respond(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text());
}

asio::awaitable<HttpReply> take_hook(std::shared_ptr<Web> web, Call call, HttpExchange exchange) {
  // A link that somebody's software looks at must not count as an event.
  if (exchange.request.method == "HEAD") co_return problem(405, "hooks are not looked at");
  auto taken = co_await web->context().hooks.take(call.at("gateway"), call.at("secret"),
                                                  call.at("name"), std::move(exchange.request));
  if (!taken) co_return problem(taken.error());
  co_return std::move(*taken);
}

}  // namespace muster
