// SPDX-License-Identifier: Apache-2.0
#include "request_bytes.hpp"

#include <charconv>

#include "muster/base/assert.hpp"

namespace muster {
namespace {

void put(std::string& out, std::string_view field) {
  out += std::to_string(field.size());
  out += ':';
  out += field;
}

std::string take(std::string_view& rest) {
  std::size_t size = 0;
  auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), size);
  MUSTER_ASSERT(error == std::errc() && end != rest.data() + rest.size() && *end == ':');
  auto start = static_cast<std::size_t>(end - rest.data()) + 1;
  MUSTER_ASSERT(start + size <= rest.size());
  std::string field(rest.substr(start, size));
  rest.remove_prefix(start + size);
  return field;
}

}  // namespace

std::string pack(const HttpRequest& request) {
  std::string out;
  out.reserve(request.target.size() + request.body.size() + 256);
  put(out, request.method);
  put(out, request.target);
  put(out, request.body);
  for (const auto& [name, value] : request.headers) {
    put(out, name);
    put(out, value);
  }
  return out;
}

HttpRequest unpack(std::string_view packed) {
  HttpRequest request;
  request.method = take(packed);
  request.target = take(packed);
  request.body = take(packed);
  while (!packed.empty()) {
    auto name = take(packed);
    request.headers.emplace_back(std::move(name), take(packed));
  }
  return request;
}

}  // namespace muster
