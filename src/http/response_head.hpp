// SPDX-License-Identifier: Apache-2.0
// Writes the head of a response. Framing headers are the server's alone: a handler's own are left
// out.
#pragma once
#include <string>
#include <string_view>

#include "muster/base/http_message.hpp"
#include "muster/base/instant.hpp"

namespace muster {

// RFC 9110 section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(Instant t);

// 1xx, 204 and 304 have neither body nor Content-Length (RFC 9110 section 8.6).
bool may_have_body(int status);

void append_head(std::string& out, const HttpResponse& response, bool keep_alive,
                 std::string_view date);
// The head of a body of unknown length (RFC 9112 section 7.1), and one chunk of it; the empty chunk
// is its end.
void append_chunked_head(std::string& out, const Headers& headers, std::string_view date);
std::string chunk_text(std::string_view piece);
// The head of an event stream, which ends with the connection.
void append_stream_head(std::string& out, std::string_view date);

}  // namespace muster
