// SPDX-License-Identifier: Apache-2.0
// HTTP server mechanism over Beast: listener, connections, TLS, limits. It knows no word of the
// domain. Everything runs on the loop thread. Handlers are coroutines; a quick one may answer
// without suspending.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "muster/base/http_message.hpp"
#include "muster/base/instant.hpp"
#include "muster/base/log.hpp"
#include "muster/base/result.hpp"

namespace muster {

namespace asio = boost::asio;

struct HttpLimits {
  std::size_t header_bytes = 16 * 1024;
  std::size_t body_bytes = 1024 * 1024;  // a route may raise it (imports)
  Millis header_timeout{10'000};
  Millis body_grace{5'000};      // after it a body must come at body_rate at least
  std::size_t body_rate = 500;   // bytes per second
  Millis idle_timeout{60'000};
  int connections = 4096;
  int connections_per_ip = 256;  // loopback is exempt
};

struct TlsFiles {
  std::string certificate;
  std::string key;
};

// What a handler gets. `parameters` are the {names} of the route's pattern, percent-decoded.
struct HttpExchange {
  HttpRequest request;
  Pairs parameters;
  std::string peer;  // address; behind a trusted proxy the last untrusted hop of X-Forwarded-For
  bool tls = false;   // or X-Forwarded-Proto: https from a trusted proxy
};

// Server-sent events: `next` is awaited for each event's data (lines are prefixed with "data: ")
// and returns nullopt to end. It must return at least every 15 s (an empty text becomes a comment
// line that keeps proxies awake).
struct EventStream {
  std::function<asio::awaitable<std::optional<std::string>>()> next;
};

// A body of any length, sent as it is made (chunked): status 200, these headers. `next` is awaited
// for each piece and returns none after the last; an error closes the connection in the middle, so
// that nobody takes what came for the whole.
struct BodyStream {
  Headers headers;
  std::function<asio::awaitable<Result<std::optional<std::string>>>()> next;
};

// Closes the connection without an answer; the sandbox loses answers on purpose.
struct Hangup {};

using HttpReply = std::variant<HttpResponse, EventStream, BodyStream, Hangup>;
using HttpHandler = std::function<asio::awaitable<HttpReply>(HttpExchange)>;
// Answers without a coroutine; for the sandbox and for static files.
using QuickHandler = std::function<HttpResponse(const HttpExchange&)>;
// Answers at once or returns nullopt, and then the route's coroutine is asked.
using AttemptHandler = std::function<std::optional<HttpResponse>(const HttpExchange&)>;

class Router {
 public:
  // Pattern segments: literal or {name}; a last segment {name...} takes the rest. Unknown path:
  // 404, known path with another method: 405 with Allow. Error bodies come from `problem`.
  void add(std::string method, std::string pattern, HttpHandler handler,
           std::optional<std::size_t> body_bytes = {});
  void add_quick(std::string method, std::string pattern, QuickHandler handler,
                 std::optional<std::size_t> body_bytes = {});
  void add_attempt(std::string method, std::string pattern, AttemptHandler attempt,
                   HttpHandler handler, std::optional<std::size_t> body_bytes = {});
  // Makes the response for an error the server itself finds: status and a sentence.
  using Problem = std::function<HttpResponse(int status, std::string detail)>;
  void problem(Problem problem);

  struct Route {
    QuickHandler quick;      // either this
    AttemptHandler attempt;  // or perhaps this
    HttpHandler handler;     // and then this
    std::optional<std::size_t> body_bytes;
  };
  struct Match {
    int status = 404;              // 200, 404, 405; 501 for a method HTTP does not know
    const Route* route = nullptr;  // with 200
    std::string allow;             // with 405
  };
  // `path` without its query; `parameters` is written with 200. HEAD finds a GET route when it has
  // none of its own.
  Match match(std::string_view method, std::string_view path, Pairs& parameters) const;
  // What `problem` makes of it; plain text when none is set.
  HttpResponse error(int status, std::string detail) const;

  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

struct HttpListen {
  std::string host = "127.0.0.1";  // an address, "localhost", or "unix:/run/muster/http.sock"
  unsigned short port = 0;  // 0: the system chooses
  std::optional<TlsFiles> tls;
  // Addresses; "unix" trusts whoever connects by a unix socket.
  std::vector<std::string> trusted_proxies;
};

// Whoever owns it awaits stop() before it goes, unless no handler runs.
class HttpServer {
 public:
  HttpServer(asio::io_context& loop, Router router, HttpLimits limits, Log log);
  ~HttpServer();
  // Binds now; accepts from then on. Error: unavailable (address in use), invalid (TLS files).
  Result<void> listen(const HttpListen& where);
  unsigned short port() const;  // of the first TCP listener
  // Reads the TLS files again (SIGHUP). On error the old ones stay.
  Result<void> reload_tls();
  // No new connections; idle ones close; waits for running handlers up to `grace`, then cuts.
  asio::awaitable<void> stop(Millis grace);

 private:
  struct Inner;
  std::shared_ptr<Inner> inner_;
};

}  // namespace muster
