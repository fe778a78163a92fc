// SPDX-License-Identifier: Apache-2.0
// Bytes to a request value, by Beast's parser, and stricter than it: what two servers could read
// differently (request smuggling, RFC 9112 section 11.2) is refused. One a session; used again for
// each request.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/http_message.hpp"

namespace muster {

// Why a request is not read on: a status and a sentence. Status 0: it is fine.
struct Refusal {
  int status = 0;
  std::string_view detail;
  explicit operator bool() const { return status != 0; }
};

// Finds the end of a header block. Refuses bare LF and folded lines before anything else looks at
// them.
class HeadScanner {
 public:
  // `bytes` begin at the request line and grow from call to call. 0: more is needed.
  std::size_t scan(std::string_view bytes, Refusal& refusal);
  void reset() { line_ = 0; }

 private:
  std::size_t line_ = 0;  // where the first unread line starts
};

class RequestParser {
 public:
  RequestParser();
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  // `head` is a whole header block. Writes method, target (origin form) and headers; keeps their
  // capacity.
  Refusal head(std::string_view head, HttpRequest& request);
  // Appends to `body`, up to `limit` bytes in all. Returns how many of `bytes` were used.
  std::size_t body(std::string_view bytes, std::size_t limit, std::string& body, Refusal& refusal);

  bool done() const;
  bool keep_alive() const;
  bool expects_continue() const;
  std::optional<std::uint64_t> body_size() const;  // empty when chunked

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace muster
