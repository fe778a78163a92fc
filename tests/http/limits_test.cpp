// SPDX-License-Identifier: Apache-2.0
#include "routes.hpp"

namespace muster {
namespace {

struct Refused {
  std::string request;
  int status;
  bool ends;
};

class HttpServerRefuses : public testing::TestWithParam<Refused> {};

TEST_P(HttpServerRefuses, WithTheRightStatus) {
  HttpLimits limits;
  limits.header_bytes = 500;
  limits.body_bytes = 100;
  ServerThread server(sample(), limits);
  Client client(server.start());
  auto response = client.send(GetParam().request).read();
  EXPECT_EQ(response.status, GetParam().status);
  if (GetParam().ends) {
    EXPECT_EQ(header(response.headers, "Connection"), "close");
    client.half_close();
    EXPECT_TRUE(client.ended());
  } else {
    EXPECT_EQ(client.send(get("/hello")).read().body, "hello");
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, HttpServerRefuses,
    testing::Values(
        Refused{get("/nope"), 404, false},
        Refused{"DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n", 405, false},
        Refused{"TRACE /hello HTTP/1.1\r\nHost: a\r\n\r\n", 405, false},
        Refused{"BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n", 501, false},
        Refused{post("/nope", "body"), 404, true},
        Refused{"GET /hello HTTP/1.1\r\n\r\n", 400, true}, Refused{"nonsense\r\n\r\n", 400, true},
        Refused{"\x16\x03\x01", 400, true},
        Refused{"GET /hello HTTP/3.0\r\nHost: a\r\n\r\n", 505, true},
        Refused{"GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(500, 'x') + "\r\n\r\n", 431,
                true},
        Refused{"GET /" + std::string(600, 'x'), 431, true},
        Refused{post("/echo", std::string(101, 'x')), 413, true},
        Refused{post("/echo", std::string(300'000, 'x')), 413, true},
        Refused{"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n", 413,
                true},
        Refused{"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: "
                "1\r\n\r\n",
                400, true},
        Refused{"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
                400, true},
        Refused{"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" +
                    std::string(700, 'x'),
                431, true},
        Refused{get("/bug"), 500, false}, Refused{get("/throws"), 500, false}));

TEST(HttpServer, EndsSlowHeadersBodiesAndIdleConnections) {
  HttpLimits limits;
  limits.header_timeout = Millis(60);
  limits.body_grace = Millis(60);
  limits.idle_timeout = Millis(60);
  ServerThread server(sample(), limits);
  auto port = server.start();
  Client silent(port), head(port), body(port), idle(port);
  head.send("GET /hello HTTP/1.1\r\nHo");
  body.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
  EXPECT_EQ(idle.send(get("/hello")).read().status, 200);
  EXPECT_EQ(head.read().status, 408);
  EXPECT_EQ(body.read().status, 408);
  EXPECT_TRUE(silent.ended());
  EXPECT_TRUE(idle.ended());
}

TEST(HttpServer, ClosesIdleConnectionsToMakeRoom) {
  HttpLimits limits;
  limits.connections = 2;
  ServerThread server(sample(), limits);
  auto port = server.start();
  Client first(port), second(port), third(port);
  EXPECT_EQ(first.send(get("/hello")).read().status + second.send(get("/hello")).read().status +
                third.send(get("/hello")).read().status,
            400);  // one of the two old ones is gone
}

}  // namespace
}  // namespace muster
