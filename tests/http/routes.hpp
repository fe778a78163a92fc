// SPDX-License-Identifier: Apache-2.0
// The routes that the tests of the server ask for.
#pragma once
#include <boost/asio/steady_timer.hpp>

#include "fixture.hpp"

namespace muster {

// A handler that waits until the test lets it go on.
struct Gate {
  explicit Gate(asio::io_context& loop) : timer(loop, asio::steady_timer::time_point::max()) {}
  asio::steady_timer timer;
  std::promise<void> entered;
};

inline asio::awaitable<HttpReply> wait_at(Gate* gate, HttpExchange exchange) {
  gate->entered.set_value();
  co_await gate->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return text_response("waited " + exchange.request.body);
}

inline asio::awaitable<HttpReply> slow_echo(HttpExchange exchange) {
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  co_return text_response(std::string(find(exchange.parameters, "word")) + ":" +
                          exchange.request.body);
}

inline asio::awaitable<HttpReply> throws(HttpExchange) {
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  throw std::runtime_error("secret detail");
}

inline std::optional<HttpResponse> early(const HttpExchange& exchange) {
  if (exchange.request.body != "early") return std::nullopt;
  return text_response("at once");
}

inline asio::awaitable<HttpReply> late(HttpExchange exchange) {
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  co_return text_response("later " + exchange.request.body);
}

inline asio::awaitable<HttpReply> hang_up(HttpExchange) { co_return Hangup(); }

struct Counter {
  int next = 0;
};

inline asio::awaitable<std::optional<std::string>> next_event(std::shared_ptr<Counter> counter) {
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  switch (++counter->next) {
    case 1: co_return "one";
    case 2: co_return "";
    case 3: co_return "two\nlines";
    default: co_return std::nullopt;
  }
}

inline asio::awaitable<HttpReply> three_events(HttpExchange) {
  auto counter = std::make_shared<Counter>();
  EventStream stream;
  stream.next = [counter] { return next_event(counter); };
  co_return stream;
}

inline asio::awaitable<std::optional<std::string>> never() {
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           asio::steady_timer::time_point::max());
  co_await timer.async_wait(asio::use_awaitable);
  co_return std::nullopt;
}

inline asio::awaitable<HttpReply> endless(HttpExchange) {
  EventStream stream;
  stream.next = [] { return never(); };
  co_return stream;
}

inline asio::awaitable<Result<std::optional<std::string>>> next_piece(
    std::shared_ptr<Counter> counter, bool breaks) {
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  switch (++counter->next) {
    case 1: co_return std::optional<std::string>("hello");
    case 2: co_return std::optional<std::string>("");
    case 3: co_return std::optional<std::string>(std::string(100'000, 'p'));
    default: break;
  }
  if (breaks) co_return Error(ErrorKind::io, "the disk failed");
  co_return std::optional<std::string>();
}

inline asio::awaitable<HttpReply> pieces(bool breaks) {
  auto counter = std::make_shared<Counter>();
  BodyStream body;
  body.headers = {{"Content-Type", "text/csv"}, {"Content-Length", "9"}};
  body.next = [counter, breaks] { return next_piece(counter, breaks); };
  co_return body;
}

inline asio::awaitable<HttpReply> whole(HttpExchange) { return pieces(false); }
inline asio::awaitable<HttpReply> broken(HttpExchange) { return pieces(true); }

inline Router sample() {
  Router router;
  router.add_quick("GET", "/hello", [](const HttpExchange&) { return text_response("hello"); });
  router.add_quick("GET", "/peer", [](const HttpExchange& exchange) {
    return text_response(exchange.peer + (exchange.tls ? " tls" : ""));
  });
  router.add_quick("POST", "/echo", [](const HttpExchange& exchange) {
    return text_response(exchange.request.body);
  });
  router.add_quick(
      "POST", "/import",
      [](const HttpExchange& exchange) {
        return text_response(std::to_string(exchange.request.body.size()));
      },
      8'000'000);
  router.add_quick("GET", "/big",
                   [](const HttpExchange&) { return text_response(std::string(3'000'000, 'b')); });
  router.add_quick("GET", "/nothing", [](const HttpExchange&) { return text_response("", 204); });
  router.add_quick("GET", "/evil", [](const HttpExchange&) {
    auto response = text_response("x");
    response.headers.emplace_back("X-Name", "a\r\nSet-Cookie: b=c");
    response.headers.emplace_back("content-length", "99");
    return response;
  });
  router.add_quick("GET", "/bug", [](const HttpExchange&) -> HttpResponse {
    throw std::runtime_error("secret detail");
  });
  router.add_attempt("POST", "/either", early, late);
  router.add("POST", "/hangup", hang_up);
  router.add("POST", "/slow/{word}", slow_echo);
  router.add("GET", "/throws", throws);
  router.add("GET", "/events", three_events);
  router.add("GET", "/endless", endless);
  router.add("GET", "/pieces", whole);
  router.add("GET", "/broken", broken);
  return router;
}

}  // namespace muster
