// SPDX-License-Identifier: Apache-2.0
// HTTP messages as plain values: what the gateway client sends and what the server gets. No library
// shows.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The first header of that name, case-insensitive; empty when absent.
std::string_view header(const Headers& headers, std::string_view name);
bool has_header(const Headers& headers, std::string_view name);

// Name and value pairs of a query or a form, decoded, in order, repeats kept.
using Pairs = std::vector<std::pair<std::string, std::string>>;
Pairs parse_form(std::string_view encoded);
std::string encode_form(const Pairs& pairs);
// RFC 3986: all but unreserved characters as %XX.
std::string percent_encode(std::string_view text);
std::string percent_decode(std::string_view text, bool plus_is_blank);
std::string_view find(const Pairs& pairs, std::string_view name);

struct HttpRequest {
  std::string method = "GET";
  // Outgoing: an absolute URL. Incoming: the origin form, "/v1/donors?limit=10".
  std::string target;
  Headers headers;
  std::string body;

  std::string_view path() const;
  std::string_view query() const;  // without '?'
};

struct HttpResponse {
  int status = 200;
  Headers headers;
  std::string body;
};

}  // namespace muster
