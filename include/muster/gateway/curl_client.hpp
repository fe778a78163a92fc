// SPDX-License-Identifier: Apache-2.0
// HttpClient over libcurl's multi interface, driven by the loop. Owned by the daemon; loop thread
// only.
//
// A request is issued at most once. libcurl by itself sends a request again when a kept connection
// dies before the first byte of the answer: for a POST that the peer had already read this is a
// second SMS. The pre-request callback forbids that second issue and the call ends as no_answer;
// only the dispatcher, which knows whether the gateway honours idempotency keys, may try again.
// not_sent therefore means exactly: the request was never handed to a connection.
//
// TLS is always verified, at least TLS 1.2; redirects are never followed; proxies of the
// environment are ignored. Calls without allow_private are https only, and the address really
// connected to must be public (so no name, redirect or odd spelling of an address leads inside).
#pragma once
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <memory>
#include <string>

#include "muster/gateway/client.hpp"

namespace muster {

struct CurlOptions {
  long kept_connections = 1024;  // open connections kept for reuse, all hosts together
  long per_host = 256;           // connections to one host at once; further calls wait in curl
  Millis connect_timeout{5'000};
  Seconds longest_idle{30};      // older kept connections are not used again
  std::string ca_file;           // trusted certificates (PEM); empty: the system's
  std::string user_agent = "muster";
};

class CurlClient final : public HttpClient {
 public:
  CurlClient(boost::asio::io_context& loop, CurlOptions options);
  ~CurlClient() override;  // stops
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;

  // After stop() a call ends as not_sent.
  void send(HttpCall call, Done done) override;
  // Breaks off what is in flight; each `done` is still called, from the loop, with what is known.
  // An orderly end waits for in_flight() == 0 first. May be called twice.
  void stop();
  std::size_t in_flight() const;

 private:
  class Inner;
  std::shared_ptr<Inner> inner_;
};

}  // namespace muster
