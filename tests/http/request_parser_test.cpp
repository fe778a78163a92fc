// SPDX-License-Identifier: Apache-2.0
// The smuggling corpus: each of these is read differently by some pair of servers.
#include "../../src/http/request_parser.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

struct Read {
  int status = 0;  // 0: accepted, -1: more is needed
  HttpRequest request;
};

Read read(std::string_view bytes, std::size_t limit = 1000) {
  Read result;
  HeadScanner scanner;
  Refusal refusal;
  auto size = scanner.scan(bytes, refusal);
  RequestParser parser;
  if (!refusal && size == 0) result.status = -1;
  if (!refusal && size > 0) refusal = parser.head(bytes.substr(0, size), result.request);
  if (!refusal && size > 0) {
    bytes.remove_prefix(size);
    while (!refusal && !parser.done()) {
      auto used = parser.body(bytes, limit, result.request.body, refusal);
      bytes.remove_prefix(used);
      if (used == 0 && !refusal && !parser.done()) {
        result.status = -1;
        return result;
      }
    }
  }
  if (refusal) result.status = refusal.status;
  return result;
}

struct Case {
  std::string_view bytes;
  int status;
};

class Framing : public testing::TestWithParam<Case> {};

TEST_P(Framing, IsStrict) {
  EXPECT_EQ(read(GetParam().bytes).status, GetParam().status) << GetParam().bytes;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Framing,
    testing::Values(
        Case{"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 0}, Case{"GET / HTTP/1.0\r\n\r\n", 0},
        Case{"GET http://h.example/x?y HTTP/1.1\r\nHost: a\r\n\r\n", 0},
        Case{"GET / HTTP/1.1\r\nHost: a\r\n", -1}, Case{"GET / HTT", -1},
        Case{"GET / HTTP/1.1\r\n\r\n", 400},
        Case{"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        Case{"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        Case{"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        Case{"GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Case{"GET x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Case{"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Case{"GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Case{"GET / HTTP/1.1\nHost: a\n\n", 400}, Case{"GET / HTTP/1.1\r\nHost: a\n\r\n", 400},
        Case{"GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n  2\r\n\r\n", 400},
        Case{"GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\t2\r\n\r\n", 400},
        Case{"GET / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n", 400},
        Case{"GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400},
        Case{"GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n", 400}, Case{"\x16\x03\x01\x02", 400},
        Case{" GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", 0},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nh", -1},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2, 2\r\n\r\nhi", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\nhi", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x2\r\n\r\nhi", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\nhi", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\nhi", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: "
             "chunked\r\n\r\n0\r\n\r\n",
             400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: "
             "2\r\n\r\n0\r\n\r\n",
             400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
             0},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\nX: y\r\n\r\n",
             0},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
             501},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n", 501},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", 501},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
             "chunked\r\n\r\n0\r\n\r\n",
             400},
        Case{"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\nhi\r\n0\r\n\r\n",
             400},
        Case{
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhiX\r\n0\r\n\r\n",
            400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
        Case{
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
            400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
             413},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n", 413},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nExpect: 200-maybe\r\nContent-Length: 1\r\n\r\n", 417}));

TEST(RequestParser, ReadsWhatWasSent) {
  auto result = read(
      "POST /v1/x?y=1 HTTP/1.1\r\nHost: a\r\nX-Name: Nguy\xe1\xbb\x85n \r\n"
      "Transfer-Encoding: chunked\r\n\r\n5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: "
      "no\r\n\r\n");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.request.method, "POST");
  EXPECT_EQ(result.request.path(), "/v1/x");
  EXPECT_EQ(result.request.query(), "y=1");
  EXPECT_EQ(header(result.request.headers, "x-name"), "Nguy\xe1\xbb\x85n");
  EXPECT_EQ(result.request.body, "hello world");
  EXPECT_FALSE(has_header(result.request.headers, "Trailer"));
}

TEST(RequestParser, AnAbsoluteTargetBecomesAPath) {
  EXPECT_EQ(read("GET http://h.example/x?y HTTP/1.1\r\nHost: a\r\n\r\n").request.target, "/x?y");
  EXPECT_EQ(read("GET http://h.example HTTP/1.1\r\nHost: a\r\n\r\n").request.target, "/");
}

TEST(RequestParser, LimitsTheCountOfHeaders) {
  std::string head = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 99; ++i) head += "X: 1\r\n";
  EXPECT_EQ(read(head + "\r\n").status, 0);
  EXPECT_EQ(read(head + "X: 1\r\n\r\n").status, 431);
}

TEST(RequestParser, IsUsedAgainWithoutAnythingLeftOver) {
  RequestParser parser;
  HttpRequest request;
  EXPECT_FALSE(parser.head("GET /long/path HTTP/1.1\r\nHost: a\r\nX: 1\r\nY: 2\r\n\r\n", request));
  EXPECT_FALSE(parser.head("GET /s HTTP/1.1\r\nHost: b\r\n\r\n", request));
  EXPECT_EQ(request.target, "/s");
  Headers expected = {{"Host", "b"}};
  EXPECT_EQ(request.headers, expected);
}

TEST(HeadScanner, FindsTheEndByteForByte) {
  std::string text = "GET / HTTP/1.1\r\nHost: a\r\n\r\nrest";
  HeadScanner scanner;
  for (std::size_t n = 1; n < text.size() - 4; ++n) {
    Refusal refusal;
    EXPECT_EQ(scanner.scan(std::string_view(text).substr(0, n), refusal), 0u);
    EXPECT_FALSE(refusal) << n;
  }
  Refusal refusal;
  EXPECT_EQ(scanner.scan(text, refusal), text.size() - 4);
}

}  // namespace
}  // namespace muster
