// SPDX-License-Identifier: Apache-2.0
// The seam to the wire: libcurl in the daemon, a simulated world in tests. Loop thread only.
#pragma once
#include <functional>
#include <string>

#include "muster/base/http_message.hpp"
#include "muster/base/instant.hpp"

namespace muster {

enum class Transport : std::uint8_t {
  answered,   // `response` is what came back
  not_sent,   // no byte of the request left: refused, unresolved, TLS failed. Safe to try again.
  no_answer,  // it may have arrived: time-out or a broken connection after sending began
};

struct TransportResult {
  Transport transport = Transport::no_answer;
  HttpResponse response;
  std::string error;  // for the log, without the URL's query
};

struct HttpCall {
  HttpRequest request;  // absolute target
  Millis timeout{10'000};
  // Plain http and loopback, private or link-local hosts (SSRF, promise 3.2 item 15).
  bool allow_private = false;
  bool urgent = false;  // leaves at once, at some cost for the calls after it
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  using Done = std::function<void(TransportResult)>;
  // `done` is called exactly once, never from inside send().
  virtual void send(HttpCall call, Done done) = 0;
};

}  // namespace muster
