// SPDX-License-Identifier: Apache-2.0
#include "problem.hpp"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>

namespace muster {
namespace {

namespace json = boost::json;

struct KindRow {
  ErrorKind kind;
  int status;
  std::string_view title;
};

constexpr KindRow kinds[] = {
    {ErrorKind::internal, 500, "Something went wrong here"},
    {ErrorKind::invalid, 400, "The input is wrong"},
    {ErrorKind::not_found, 404, "There is no such thing"},
    {ErrorKind::conflict, 409, "As things stand this cannot be done"},
    {ErrorKind::unauthorised, 401, "Who are you?"},
    {ErrorKind::forbidden, 403, "This is not for you"},
    {ErrorKind::too_large, 413, "This is too large"},
    {ErrorKind::precondition, 428, "A header is missing"},
    {ErrorKind::busy, 503, "Too much at once"},
    {ErrorKind::unavailable, 503, "A part is down"},
    {ErrorKind::io, 503, "The disk failed"},
};

const KindRow& row_of(ErrorKind kind) {
  for (const auto& row : kinds)
    if (row.kind == kind) return row;
  return kinds[0];
}

// What the server found by itself, by its status.
std::string_view title_of(int status) {
  for (const auto& row : kinds)
    if (row.status == status) return row.title;
  return status < 500 ? "This request cannot be served" : "Something went wrong here";
}

std::string name_of(int status) {
  for (const auto& row : kinds)
    if (row.status == status) return std::string(name(row.kind));
  return fmt::format("http_{}", status);
}

// "units" of an engine service is "/units" of the body it came from.
std::string pointer_of(const std::string& field) {
  if (field.empty() || field[0] == '/' || field[0] == '?') return field;
  return field.find_first_of(" .:") == std::string::npos ? "/" + field : field;
}

HttpResponse document(int status, json::object body) {
  auto response = respond(status, "application/problem+json", json::serialize(body));
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"muster\"");
  if (status == 403)
    response.headers.emplace_back("WWW-Authenticate",
                                  "Bearer realm=\"muster\", error=\"insufficient_scope\"");
  if (status == 503) response.headers.emplace_back("Retry-After", "2");
  return response;
}

}  // namespace

int status_of(ErrorKind kind) { return row_of(kind).status; }

HttpResponse problem(const Error& error) {
  const auto& row = row_of(error.kind());
  json::object body;
  body["type"] = fmt::format("urn:muster:problem:{}", name(error.kind()));
  body["title"] = row.title;
  body["status"] = row.status;
  // What broke inside is for the log: a stranger learns nothing from it.
  body["detail"] = error.kind() == ErrorKind::internal ? "it has been logged" : error.message();
  if (!error.field().empty()) body["field"] = pointer_of(error.field());
  body["retryable"] = error.retryable() || error.kind() == ErrorKind::io;
  return document(row.status, std::move(body));
}

HttpResponse problem(int status, const std::string& detail) {
  json::object body;
  body["type"] = "urn:muster:problem:" + name_of(status);
  body["title"] = title_of(status);
  body["status"] = status;
  body["detail"] = detail;
  body["retryable"] = status == 503 || status == 408;
  return document(status, std::move(body));
}

HttpResponse respond(int status, std::string content_type, std::string body) {
  HttpResponse response;
  response.status = status;
  response.headers = {
      {"Content-Type", std::move(content_type)},
      {"Cache-Control", "no-store"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Content-Security-Policy",
       "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  };
  response.body = std::move(body);
  return response;
}

HttpResponse respond_json(int status, const json::value& body) {
  return respond(status, "application/json", json::serialize(body));
}

}  // namespace muster
