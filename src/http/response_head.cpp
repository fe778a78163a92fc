// SPDX-License-Identifier: Apache-2.0
#include "response_head.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <array>
#include <iterator>

#include "names.hpp"

namespace muster {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return "";
  }
}

bool servers_own(std::string_view name) {
  return same_name(name, "content-length") || same_name(name, "connection") ||
         same_name(name, "transfer-encoding") || same_name(name, "date");
}

// A value that came from outside must not be able to start a header of its own.
void append_clean(std::string& out, std::string_view text) {
  for (char c : text) out += static_cast<unsigned char>(c) < ' ' && c != '\t' ? ' ' : c;
}

void append_start(std::string& out, int status, std::string_view date) {
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("HTTP/1.1 {} {}\r\nDate: {}\r\n"), status,
                 reason(status), date);
}

void append_headers(std::string& out, const Headers& headers) {
  for (const auto& [name, value] : headers) {
    if (servers_own(name)) continue;
    append_clean(out, name);
    out += ": ";
    append_clean(out, value);
    out += "\r\n";
  }
}

}  // namespace

std::string http_date(Instant t) {
  static constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed",
                                                           "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> months = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto day = std::chrono::floor<std::chrono::days>(t);
  std::chrono::year_month_day date(day);
  std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(t - day));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     days[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()),
                     months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

void append_head(std::string& out, const HttpResponse& response, bool keep_alive,
                 std::string_view date) {
  append_start(out, response.status, date);
  append_headers(out, response.headers);
  if (may_have_body(response.status))
    fmt::format_to(std::back_inserter(out), FMT_COMPILE("Content-Length: {}\r\n"),
                   response.body.size());
  out += keep_alive ? "\r\n" : "Connection: close\r\n\r\n";
}

void append_chunked_head(std::string& out, const Headers& headers, std::string_view date) {
  append_start(out, 200, date);
  append_headers(out, headers);
  out += "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
}

std::string chunk_text(std::string_view piece) {
  auto text = fmt::format(FMT_COMPILE("{:x}\r\n"), piece.size());
  text.append(piece).append("\r\n");  // not by fmt: the last piece is empty, and a null to memcpy
  return text;
}

void append_stream_head(std::string& out, std::string_view date) {
  append_start(out, 200, date);
  out +=
      "Content-Type: text/event-stream; charset=utf-8\r\n"
      "Cache-Control: no-store\r\n"
      "X-Accel-Buffering: no\r\n"
      "Connection: close\r\n\r\n";
}

}  // namespace muster
