// SPDX-License-Identifier: Apache-2.0
// A request is issued once, answered once, and classed as what it was.
#include "muster/gateway/curl_client.hpp"

#include <functional>

#include "curl_client_fixture.hpp"

namespace muster {
namespace {

namespace asio = boost::asio;

TEST_F(CurlClientTest, AnswersComeBackWhole) {
  std::string seen;
  StubServer server([&seen](int, const std::string& request) {
    seen = request;
    return StubServer::Reply{
        "HTTP/1.1 429 Slow Down\r\nRetry-After:  7 \r\nX-Empty:\r\nContent-Length: 2\r\n\r\n{}"};
  });
  HttpCall call = post(server.url(), R"({"a":1})");
  call.request.headers.emplace_back("Idempotency-Key", "k-1");
  call.request.headers.emplace_back("X-Nasty", "a\r\nX-Injected: b");
  TransportResult got = send(call);
  ASSERT_EQ(got.transport, Transport::answered) << got.error;
  EXPECT_EQ(got.response.status, 429);
  EXPECT_EQ(header(got.response.headers, "retry-after"), "7");
  EXPECT_TRUE(has_header(got.response.headers, "X-Empty"));
  EXPECT_EQ(got.response.body, "{}");
  EXPECT_TRUE(seen.starts_with("POST /v1/messages HTTP/1.1\r\n")) << seen;
  EXPECT_NE(seen.find("\r\nIdempotency-Key: k-1\r\n"), std::string::npos) << seen;
  EXPECT_NE(seen.find("\r\nContent-Length: 7\r\n"), std::string::npos) << seen;
  EXPECT_EQ(seen.find("\r\nX-Injected"), std::string::npos) << seen;
  EXPECT_EQ(seen.find("Expect:"), std::string::npos) << seen;
  EXPECT_TRUE(seen.ends_with("\r\n\r\n{\"a\":1}")) << seen;
}

TEST_F(CurlClientTest, MethodsAndBodiesFollowOneAnother) {
  std::vector<std::string> seen;
  StubServer server([&seen](int, const std::string& request) {
    seen.push_back(request);
    return StubServer::Reply{StubServer::ok("x")};
  });
  auto call = [&](std::string method, std::string body) {
    HttpCall made = post(server.url("/p?q=1"), std::move(body));
    made.request.method = std::move(method);
    EXPECT_EQ(send(made).transport, Transport::answered);
    return seen.back();
  };
  EXPECT_TRUE(call("GET", "").starts_with("GET /p?q=1 HTTP/1.1"));
  EXPECT_TRUE(call("POST", "body").ends_with("\r\n\r\nbody"));
  std::string get = call("GET", "");
  EXPECT_TRUE(get.starts_with("GET ")) << get;
  EXPECT_EQ(get.find("Content-Length"), std::string::npos) << get;
  std::string empty = call("POST", "");
  EXPECT_TRUE(empty.starts_with("POST ")) << empty;
  EXPECT_NE(empty.find("Content-Length: 0"), std::string::npos) << empty;
  std::string put = call("PUT", "b");
  EXPECT_TRUE(put.starts_with("PUT ") && put.ends_with("\r\n\r\nb")) << put;
  EXPECT_TRUE(call("DELETE", "").starts_with("DELETE "));
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(CurlClientTest, OneConnectionServesManyCalls) {
  StubServer server(always(StubServer::ok("{}")));
  for (int i = 0; i < 50; ++i) ASSERT_EQ(send(post(server.url())).transport, Transport::answered);
  EXPECT_EQ(server.connections(), 1);
  EXPECT_EQ(server.requests(), 50);
  EXPECT_EQ(client_.in_flight(), 0u);
}

TEST_F(CurlClientTest, ManyAtOnceEachGetsItsOwnAnswer) {
  StubServer server([](int, const std::string& request) {
    return StubServer::Reply{StubServer::ok(request.substr(request.find("\r\n\r\n") + 4))};
  });
  constexpr int calls = 2000;
  int done = 0;
  int sent = 0;
  std::function<void()> next = [&] {
    if (sent == calls) return;
    std::string body = "call " + std::to_string(sent++);
    client_.send(post(server.url(), body), [&, body](TransportResult got) {
      EXPECT_EQ(got.transport, Transport::answered) << got.error;
      EXPECT_EQ(got.response.body, body);
      ++done;
      next();
    });
  };
  for (int i = 0; i < 64; ++i) next();
  while (done < calls) loop_.run_one();
  EXPECT_LE(server.connections(), 64);
  EXPECT_EQ(server.requests(), calls);
}

TEST_F(CurlClientTest, RefusedUnresolvedAndMalformedAreNotSent) {
  int dead_port = 0;
  {
    StubServer gone(always(""));
    dead_port = gone.port();
  }
  for (std::string url : {"http://127.0.0.1:" + std::to_string(dead_port) + "/",
                          std::string("http://no-such-host.invalid/"), std::string("nonsense://x/"),
                          std::string("http://"), std::string("file:///etc/passwd")}) {
    TransportResult got = send(post(url));
    EXPECT_EQ(got.transport, Transport::not_sent) << url;
    EXPECT_FALSE(got.error.empty()) << url;
  }
}

TEST_F(CurlClientTest, TlsThatFailsIsNotSent) {
  StubServer server(always("this is not TLS\r\n"));
  std::string url = server.url();
  url.replace(0, 4, "https");
  HttpCall call = post(url);
  call.timeout = Millis(400);
  // The stub answers whole requests only; a ClientHello never is one, so the handshake times out.
  EXPECT_EQ(send(call).transport, Transport::not_sent);
  EXPECT_EQ(server.requests(), 0);
}

TEST_F(CurlClientTest, HangingIsNoAnswer) {
  StubServer server(always(""));
  HttpCall call = post(server.url());
  call.timeout = Millis(150);
  TransportResult got = send(call);
  EXPECT_EQ(got.transport, Transport::no_answer);
  EXPECT_EQ(server.requests(), 1);
}

TEST_F(CurlClientTest, BreakingOffIsNoAnswer) {
  for (std::string bytes : {"", "HTTP/1.1 200 OK\r\nContent-Le",
                            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart"}) {
    for (bool reset : {false, true}) {
      StubServer server(
          [&](int, const std::string&) { return StubServer::Reply{bytes, true, reset}; });
      TransportResult got = send(post(server.url()));
      EXPECT_EQ(got.transport, Transport::no_answer) << bytes << reset;
      EXPECT_EQ(server.requests(), 1) << bytes << reset;
    }
  }
}

// By itself libcurl sends the request again when a kept connection dies before the first byte of
// the answer: the peer may have read the first one, and the donor would get a second SMS.
TEST_F(CurlClientTest, KeptConnectionThatDiesNeverRepeatsTheRequest) {
  for (std::string method : {"POST", "GET"}) {
    for (bool reset : {false, true}) {
      StubServer server([reset](int nth, const std::string&) {
        if (nth == 2) return StubServer::Reply{"", true, reset};
        return StubServer::Reply{StubServer::ok("{}")};
      });
      ASSERT_EQ(send(post(server.url())).transport, Transport::answered);
      HttpCall call = post(server.url(), method == "POST" ? "{}" : "");
      call.request.method = method;
      TransportResult got = send(call);
      EXPECT_EQ(got.transport, Transport::no_answer) << method << reset;
      EXPECT_EQ(server.requests(), 2) << method << reset << ": " << got.error;
      // The next call opens a connection of its own and works.
      EXPECT_EQ(send(post(server.url())).transport, Transport::answered);
    }
  }
}

// A connection the peer closed while it was idle is noticed before anything is sent on it.
TEST_F(CurlClientTest, ConnectionClosedWhileIdleIsReplaced) {
  StubServer server(
      [](int, const std::string&) { return StubServer::Reply{StubServer::ok("{}"), true}; });
  for (int i = 1; i <= 3; ++i) {
    auto before = server.requests();
    TransportResult got = send(post(server.url()));
    // The close may still be on its way when the next call starts: then that call has no answer,
    // read or not, but it is never sent twice.
    if (got.transport == Transport::answered) {
      EXPECT_EQ(server.requests(), before + 1) << i;
    } else {
      EXPECT_EQ(got.transport, Transport::no_answer);
      EXPECT_LE(server.requests(), before + 1) << i;
    }
  }
}

TEST_F(CurlClientTest, RedirectsAreNotFollowed) {
  StubServer target(always(StubServer::ok("{}")));
  std::string redirect =
      "HTTP/1.1 307 Moved\r\nLocation: " + target.url() + "\r\nContent-Length: 0\r\n\r\n";
  StubServer server(always(redirect));
  TransportResult got = send(post(server.url()));
  EXPECT_EQ(got.transport, Transport::answered);
  EXPECT_EQ(got.response.status, 307);
  EXPECT_EQ(target.connections(), 0);
}

TEST_F(CurlClientTest, HugeAnswersAreCut) {
  StubServer server([](int, const std::string&) {
    return StubServer::Reply{StubServer::ok(std::string(1 << 20, 'x')), true};
  });
  TransportResult got = send(post(server.url()));
  ASSERT_EQ(got.transport, Transport::answered) << got.error;
  EXPECT_EQ(got.response.status, 200);
  EXPECT_EQ(got.response.body.size(), 256u * 1024);
}

TEST_F(CurlClientTest, InterimAnswersDoNotCount) {
  StubServer server(
      always("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n" + StubServer::ok("{}")));
  TransportResult got = send(post(server.url()));
  ASSERT_EQ(got.transport, Transport::answered) << got.error;
  EXPECT_EQ(got.response.status, 200);
  EXPECT_FALSE(has_header(got.response.headers, "X-Early"));
}

TEST_F(CurlClientTest, StopAnswersEveryCallOnce) {
  StubServer server(always(""));
  int answered = 0;
  for (int i = 0; i < 10; ++i)
    client_.send(post(server.url()), [&](TransportResult got) {
      EXPECT_EQ(got.transport, Transport::no_answer) << got.error;
      ++answered;
    });
  while (server.requests() < 10) loop_.run_one_for(Millis(50));
  client_.stop();
  EXPECT_EQ(answered, 0);
  client_.send(post(server.url()), [&](TransportResult got) {
    EXPECT_EQ(got.transport, Transport::not_sent);
    ++answered;
  });
  client_.stop();
  EXPECT_EQ(client_.in_flight(), 0u);
  loop_.run();  // ends: nothing is left that could keep it
  EXPECT_EQ(answered, 11);
}

TEST_F(CurlClientTest, ConnectionsToOneHostAreLimited) {
  CurlOptions options;
  options.per_host = 3;
  CurlClient narrow(loop_, options);
  StubServer server(always(StubServer::ok("{}")));
  int done = 0;
  for (int i = 0; i < 30; ++i)
    narrow.send(post(server.url()), [&](TransportResult got) {
      EXPECT_EQ(got.transport, Transport::answered) << got.error;
      ++done;
    });
  while (done < 30) loop_.run_one();
  EXPECT_LE(server.connections(), 3);
  EXPECT_EQ(server.requests(), 30);
}

TEST(CurlClient, MayBeDestroyedFromItsOwnAnswer) {
  asio::io_context loop;
  StubServer server(always(StubServer::ok("{}")));
  auto client = std::make_unique<CurlClient>(loop, CurlOptions{});
  int done = 0;
  for (int i = 0; i < 3; ++i)
    client->send(post(server.url()), [&](TransportResult) {
      ++done;
      client.reset();
    });
  loop.run();
  EXPECT_EQ(done, 3);
}

}  // namespace
}  // namespace muster
