// SPDX-License-Identifier: Apache-2.0
#include "routes.hpp"
#include "support/folder.hpp"

namespace muster {
namespace {

TEST(HttpServer, StopLetsARunningHandlerFinish) {
  auto router = sample();
  Gate* gate = nullptr;
  router.add("POST", "/wait",
             [&gate](HttpExchange exchange) { return wait_at(gate, std::move(exchange)); });
  ServerThread server(std::move(router));
  Gate owned(server.loop());
  gate = &owned;
  auto port = server.start();
  Client busy(port), idle(port), streaming(port);
  EXPECT_EQ(idle.send(get("/hello")).read().status, 200);
  EXPECT_EQ(streaming.send(get("/endless")).read(true).status, 200);
  busy.send(post("/wait", "1"));
  owned.entered.get_future().get();
  auto stopped = server.stop(Millis(5000));
  EXPECT_TRUE(idle.ended());
  EXPECT_TRUE(streaming.ended());
  EXPECT_FALSE(Client(port).connected());
  asio::post(server.loop(), [&owned] { owned.timer.cancel(); });
  auto response = busy.read();
  EXPECT_EQ(response.body, "waited 1");
  EXPECT_EQ(header(response.headers, "Connection"), "close");
  stopped.get();
}

TEST(HttpServer, StopCutsAHandlerThatOutstaysTheGrace) {
  auto router = sample();
  Gate* gate = nullptr;
  router.add("POST", "/wait",
             [&gate](HttpExchange exchange) { return wait_at(gate, std::move(exchange)); });
  ServerThread server(std::move(router));
  Gate owned(server.loop());
  gate = &owned;
  Client busy(server.start());
  busy.send(post("/wait", "1"));
  owned.entered.get_future().get();
  server.stop(Millis(30)).get();
  EXPECT_TRUE(busy.ended());
}

TEST(HttpServer, ListensOnAUnixSocket) {
  const TestFolder folder;
  auto path = folder.file("http.sock");
  {
    ServerThread server(sample());
    HttpListen where;
    where.host = "unix:" + path;
    where.trusted_proxies = {"unix"};
    server.start(where);
    Client client(path);
    EXPECT_EQ(client.send(get("/peer")).read().body, "unix");
    client.send(
        "GET /peer HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: "
        "https\r\n\r\n");
    EXPECT_EQ(client.read().body, "203.0.113.9 tls");
    HttpServer second(server.loop(), sample(), HttpLimits(), null_log());
    EXPECT_EQ(second.listen(where).error().kind(), ErrorKind::unavailable);
  }
  EXPECT_NE(::access(path.c_str(), F_OK), 0);
}

TEST(HttpServer, TakesOverAStaleUnixSocketButNoOtherFile) {
  const TestFolder folder;
  auto path = folder.file("stale.sock");
  int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  ASSERT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ::close(fd);
  HttpListen where;
  where.host = "unix:" + path;
  {
    ServerThread server(sample());
    server.start(where);
    EXPECT_EQ(Client(path).send(get("/hello")).read().body, "hello");
  }
  std::fclose(std::fopen(path.c_str(), "w"));
  asio::io_context loop;
  HttpServer refused(loop, sample(), HttpLimits(), null_log());
  EXPECT_FALSE(refused.listen(where));
  EXPECT_EQ(::access(path.c_str(), F_OK), 0);
}

TEST(HttpServer, RefusesWhatItCannotListenOn) {
  asio::io_context loop;
  HttpServer server(loop, sample(), HttpLimits(), null_log());
  HttpListen where;
  ASSERT_TRUE(server.listen(where));
  where.port = server.port();
  HttpServer second(loop, sample(), HttpLimits(), null_log());
  EXPECT_EQ(second.listen(where).error().kind(), ErrorKind::unavailable);
  where.host = "no such host";
  EXPECT_EQ(second.listen(where).error().kind(), ErrorKind::invalid);
  where.host = "127.0.0.1";
  where.port = 0;
  where.trusted_proxies = {"proxy.example"};
  EXPECT_EQ(second.listen(where).error().kind(), ErrorKind::invalid);
}

}  // namespace
}  // namespace muster
