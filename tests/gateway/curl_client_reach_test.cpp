// SPDX-License-Identifier: Apache-2.0
// Where a call may go: only out, unless its gateway says otherwise (SSRF).
#include <cstdlib>

#include "curl_client_fixture.hpp"

namespace muster {
namespace {

// Promise 3.2 item 15: no connection is even seen by a listener inside.
TEST_F(CurlClientTest, PrivateHostsAreRefusedBeforeConnecting) {
  StubServer server(always(StubServer::ok("{}")));
  std::string port = std::to_string(server.port());
  for (std::string host : {"127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1",
                           "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]"}) {
    for (std::string scheme : {"http://", "https://"}) {
      HttpCall call = post(scheme + host + ":" + port + "/");
      call.allow_private = false;
      TransportResult got = send(call);
      EXPECT_EQ(got.transport, Transport::not_sent) << scheme << host;
    }
  }
  EXPECT_EQ(server.connections(), 0);
}

// The connection left by a gateway that may go inside must not carry a call that may not.
TEST_F(CurlClientTest, KeptPrivateConnectionIsNotShared) {
  StubServer server(always(StubServer::ok("{}")));
  ASSERT_EQ(send(post(server.url())).transport, Transport::answered);
  HttpCall call = post(server.url());
  call.allow_private = false;
  EXPECT_EQ(send(call).transport, Transport::not_sent);
  EXPECT_EQ(server.requests(), 1);
}

TEST_F(CurlClientTest, ProxiesOfTheEnvironmentAreIgnored) {
  StubServer proxy(always(StubServer::ok("proxy")));
  StubServer server(always(StubServer::ok("server")));
  ASSERT_EQ(setenv("http_proxy", proxy.url("").c_str(), 1), 0);
  TransportResult got = send(post(server.url()));
  unsetenv("http_proxy");
  EXPECT_EQ(got.response.body, "server");
  EXPECT_EQ(proxy.connections(), 0);
}

}  // namespace
}  // namespace muster
