// SPDX-License-Identifier: Apache-2.0
#include "routes.hpp"

namespace muster {
namespace {

TEST(HttpServer, KeepsAConnectionAlive) {
  ServerThread server(sample());
  Client client(server.start());
  for (int i = 0; i < 3; ++i) {
    auto response = client.send(get("/hello")).read();
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "hello");
    EXPECT_EQ(header(response.headers, "Content-Length"), "5");
    EXPECT_EQ(header(response.headers, "Content-Type"), "text/plain");
    EXPECT_EQ(header(response.headers, "Date").size(), 29u);
    EXPECT_FALSE(has_header(response.headers, "Server"));
    EXPECT_FALSE(has_header(response.headers, "Connection"));
  }
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
  ServerThread server(sample());
  Client client(server.start());
  client.send(get("/hello") + post("/slow/a", "1") + post("/echo", "2") + get("/big") +
              post("/slow/b", "3") + get("/nope") + get("/hello"));
  EXPECT_EQ(client.read().body, "hello");
  EXPECT_EQ(client.read().body, "a:1");
  EXPECT_EQ(client.read().body, "2");
  EXPECT_EQ(client.read().body.size(), 3'000'000u);
  EXPECT_EQ(client.read().body, "b:3");
  EXPECT_EQ(client.read().status, 404);
  EXPECT_EQ(client.read().body, "hello");
}

TEST(HttpServer, ReadsARequestThatComesByteByByte) {
  ServerThread server(sample());
  Client client(server.start());
  for (char c : post("/echo", "drip")) client.send({&c, 1});
  EXPECT_EQ(client.read().body, "drip");
}

TEST(HttpServer, ReadsChunks) {
  ServerThread server(sample());
  Client client(server.start());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
  client.send("1\r\n!\r\n0\r\n\r\n" + get("/hello"));
  EXPECT_EQ(client.read().body, "hello!");
  EXPECT_EQ(client.read().body, "hello");
}

TEST(HttpServer, TellsNothingOfAnException) {
  ServerThread server(sample());
  Client client(server.start());
  EXPECT_EQ(client.send(get("/bug")).read().body.find("secret"), std::string::npos);
  EXPECT_EQ(client.send(get("/throws")).read().body.find("secret"), std::string::npos);
}

TEST(HttpServer, SaysWhichMethodsAreAllowed) {
  ServerThread server(sample());
  Client client(server.start());
  auto response = client.send(post("/hello", "")).read();
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header(response.headers, "Allow"), "GET, HEAD");
}

TEST(HttpServer, AnswersHeadWithoutABody) {
  ServerThread server(sample());
  Client client(server.start());
  auto response = client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n").read(true);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response.headers, "Content-Length"), "5");
  EXPECT_EQ(client.send("HEAD /nope HTTP/1.1\r\nHost: a\r\n\r\n").read(true).status, 404);
  EXPECT_EQ(client.send(get("/hello")).read().body, "hello");
}

TEST(HttpServer, KeepsFramingToItself) {
  ServerThread server(sample());
  Client client(server.start());
  auto response = client.send(get("/evil")).read();
  EXPECT_EQ(response.body, "x");
  EXPECT_EQ(header(response.headers, "X-Name"), "a  Set-Cookie: b=c");
  EXPECT_FALSE(has_header(response.headers, "Set-Cookie"));
  response = client.send(get("/nothing")).read();
  EXPECT_EQ(response.status, 204);
  EXPECT_FALSE(has_header(response.headers, "Content-Length"));
  EXPECT_EQ(client.send(get("/hello")).read().body, "hello");
}

TEST(HttpServer, EndsTheConnectionWhenAsked) {
  ServerThread server(sample());
  auto port = server.start();
  Client client(port);
  auto response = client.send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").read();
  EXPECT_EQ(header(response.headers, "Connection"), "close");
  EXPECT_TRUE(client.ended());
  Client old(port);
  EXPECT_EQ(old.send("GET /hello HTTP/1.0\r\n\r\n").read().body, "hello");
  EXPECT_TRUE(old.ended());
}

TEST(HttpServer, ReadsABigBodyWhereTheRouteAllowsIt) {
  ServerThread server(sample());
  Client client(server.start());
  EXPECT_EQ(client.send(post("/import", std::string(5'000'000, 'x'))).read().body, "5000000");
  EXPECT_EQ(client.send(post("/import", std::string(9'000'000, 'x'))).read().status, 413);
}

TEST(HttpServer, SaysContinueBeforeABody) {
  ServerThread server(sample());
  auto port = server.start();
  Client client(port);
  client.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.take("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(client.send("ok").read().body, "ok");
  Client big(port);
  big.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
  EXPECT_EQ(big.read().status, 413);
}

TEST(HttpServer, StreamsEvents) {
  ServerThread server(sample());
  auto port = server.start();
  Client client(port);
  auto response = client.send(get("/events")).read(true);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response.headers, "Content-Type"), "text/event-stream; charset=utf-8");
  EXPECT_FALSE(has_header(response.headers, "Content-Length"));
  EXPECT_EQ(client.take("lines\n\n"), "data: one\n\n:\n\ndata: two\ndata: lines\n\n");
  EXPECT_TRUE(client.ended());
  Client head(port);
  EXPECT_EQ(head.send("HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n").read(true).status, 200);
  EXPECT_TRUE(head.ended());
}

TEST(HttpServer, SendsABodyPieceByPiece) {
  ServerThread server(sample());
  auto port = server.start();
  const std::string body = "5\r\nhello\r\n186a0\r\n" + std::string(100'000, 'p') + "\r\n";
  Client client(port);
  auto response = client.send(get("/pieces")).read(true);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response.headers, "Content-Type"), "text/csv");
  EXPECT_EQ(header(response.headers, "Transfer-Encoding"), "chunked");
  EXPECT_FALSE(has_header(response.headers, "Content-Length"));
  EXPECT_EQ(client.take("\r\n0\r\n\r\n"), body + "0\r\n\r\n");
  EXPECT_TRUE(client.ended());
  Client broken(port);
  EXPECT_EQ(broken.send(get("/broken")).read(true).status, 200);
  EXPECT_EQ(broken.take("\r\n0\r\n\r\n"), body) << "without its end nobody takes it for whole";
  Client head(port);
  EXPECT_EQ(head.send("HEAD /pieces HTTP/1.1\r\nHost: a\r\n\r\n").read(true).status, 200);
  EXPECT_TRUE(head.ended());
}

TEST(HttpServer, AsksTheCoroutineWhenTheAttemptDoesNotAnswer) {
  ServerThread server(sample());
  Client client(server.start());
  client.send(post("/either", "early") + post("/either", "x") + post("/either", "early"));
  EXPECT_EQ(client.read().body, "at once");
  EXPECT_EQ(client.read().body, "later x");
  EXPECT_EQ(client.read().body, "at once");
}

TEST(HttpServer, HangsUpWithoutAnAnswer) {
  ServerThread server(sample());
  Client client(server.start());
  EXPECT_TRUE(client.send(post("/hangup", "x")).ended());
}

}  // namespace
}  // namespace muster
