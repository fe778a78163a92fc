// SPDX-License-Identifier: Apache-2.0
// One CurlClient on a loop of its own, sending to a StubServer.
#pragma once
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "muster/gateway/curl_client.hpp"
#include "stub_server.hpp"

namespace muster {

inline HttpCall post(std::string url, std::string body = "{}") {
  HttpCall call;
  call.request = {"POST", std::move(url), {{"Content-Type", "application/json"}}, std::move(body)};
  call.allow_private = true;
  return call;
}

class CurlClientTest : public testing::Test {
 protected:
  TransportResult send(HttpCall call) {
    std::optional<TransportResult> result;
    client_.send(std::move(call), [&](TransportResult got) { result = std::move(got); });
    EXPECT_FALSE(result) << "called from inside send()";
    while (!result) loop_.run_one();
    return *result;
  }

  boost::asio::io_context loop_;
  CurlClient client_{loop_, CurlOptions{}};
};

inline StubServer::Script always(std::string bytes) {
  return [bytes](int, const std::string&) { return StubServer::Reply{bytes}; };
}

}  // namespace muster
