// SPDX-License-Identifier: Apache-2.0
#include "request_template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "muster/base/bytes.hpp"

namespace muster {
namespace {

bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

// A line break in a header would begin another header.
std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return text;
}

}  // namespace

std::string url_fault(std::string_view head, bool allow_private) {
  bool tls = head.starts_with("https://");
  if (!tls && !head.starts_with("http://"))
    return "must begin with https:// (http:// only with allow_private = true)";
  if (!tls && !allow_private)
    return "plain http is only for hosts of one's own: use https, or set allow_private = true";
  std::string_view rest = head.substr(tls ? 8 : 7);
  auto slash = rest.find('/');
  if (slash == std::string_view::npos)
    return "needs a fixed host and a path: https://host/path; no placeholder of the text before it";
  std::string_view authority = rest.substr(0, slash);
  if (authority.empty()) return "has no host";
  if (authority.find('@') != std::string_view::npos)
    return "must not carry a user or password; use basic = { user = ..., password = ... }";
  if (head.find_first_of(" \t\r\n#") != std::string_view::npos)
    return "has a blank, a line break or a '#' in it";
  return {};
}

RequestTemplate RequestTemplate::compile(TomlTable table, const Constants& constants,
                                         bool allow_private) {
  RequestTemplate made;
  made.method_ = table.one_of("method", {"POST", "GET", "PUT"}, "POST");
  made.url_ = read_template(table, "url", constants);
  if (!made.url_.head().empty() || !made.url_.constant()) {
    std::string fault = url_fault(made.url_.head(), allow_private);
    if (!fault.empty()) table.problem("url", fault);
  }
  std::string encoding = table.one_of("encoding", {"json", "form", "query"}, "json");
  if (encoding == "form") made.encoding_ = Encoding::form;
  if (encoding == "query") made.encoding_ = Encoding::query;
  if (made.encoding_ != Encoding::query && made.method_ == "GET")
    table.problem("encoding", "a GET has no body; use encoding = \"query\"");
  made.read_fields(table, constants);
  made.read_authorization(table, constants);
  table.finish();
  return made;
}

void RequestTemplate::read_fields(TomlTable& table, const Constants& constants) {
  auto note = [this](const SendField& field) {
    if (field.only) measures_ = true;
    for (std::size_t i = 0; i < slot_count; ++i)
      if (field.value.uses(static_cast<Slot>(i))) used_[i] = true;
  };
  std::vector<SendField> fields = read_send_fields(table, "fields", constants);
  if (fields.empty())
    table.problem("fields",
                  "is missing; name at least the number and the text: "
                  "fields = [ { at = \"...\", value = \"{to}\" }, ... ]");
  for (SendField& field : fields) {
    note(field);
    if (encoding_ != Encoding::json) {
      fields_.push_back(std::move(field));
    } else if (Result<void> added = json_.add(std::move(field)); !added) {
      table.problem("fields", added.error().message());
    }
  }
  headers_ = read_send_fields(table, "headers", constants);
  for (const SendField& header : headers_) {
    note(header);
    if (!is_token(header.at))
      table.problem("headers", fmt::format("'{}' is not a header's name", header.at));
  }
  for (std::size_t i = 0; i < slot_count; ++i)
    if (url_.uses(static_cast<Slot>(i))) used_[i] = true;
}

void RequestTemplate::read_authorization(TomlTable& table, const Constants& constants) {
  if (encoding_ == Encoding::json) fixed_headers_.emplace_back("Content-Type", "application/json");
  if (encoding_ == Encoding::form)
    fixed_headers_.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  TomlTable basic = table.table("basic");
  if (table.has("basic")) {
    TextTemplate user = read_template(basic, "user", constants);
    TextTemplate password = read_template(basic, "password", constants);
    if (!user.constant() || !password.constant())
      basic.problem({}, "user and password may use {value.x} and {secret.x} only");
    basic.finish();
    fixed_headers_.emplace_back("Authorization",
                                "Basic " + base64(user.head() + ":" + password.head()));
  }
  if (!table.text("bearer").empty()) {
    TextTemplate token = read_template(table, "bearer", constants);
    if (!token.constant()) table.problem("bearer", "may use {value.x} and {secret.x} only");
    if (table.has("basic")) table.problem("bearer", "either bearer or basic, not both");
    fixed_headers_.emplace_back("Authorization", one_line("Bearer " + token.head()));
  }
}

bool RequestTemplate::uses(Slot slot) const { return used_[static_cast<std::size_t>(slot)]; }

Result<HttpRequest> RequestTemplate::build(const OutgoingText& text, std::string_view body) const {
  SlotValues values(text, body);
  std::optional<SmsEncoding> encoding;
  if (measures_) encoding = measure_sms(body).encoding;

  HttpRequest request;
  request.method = method_;
  if (!url_.render(values, request.target, true))
    return invalid("url", "a part of the address is empty in this text");
  request.headers.reserve(fixed_headers_.size() + headers_.size());
  request.headers = fixed_headers_;
  for (const SendField& header : headers_)
    if (std::optional<std::string> value = header.render(values, encoding))
      request.headers.emplace_back(header.at, one_line(std::move(*value)));

  if (encoding_ == Encoding::json) {
    Result<std::string> built = json_.build(values, encoding);
    if (!built) return built.error();
    request.body = std::move(*built);
    return request;
  }
  Pairs pairs;
  for (const SendField& field : fields_)
    if (std::optional<std::string> value = field.render(values, encoding))
      pairs.emplace_back(field.at, std::move(*value));
  std::string encoded = encode_form(pairs);
  if (encoding_ == Encoding::form)
    request.body = std::move(encoded);
  else
    request.target += (request.query().empty() ? "?" : "&") + encoded;
  return request;
}

}  // namespace muster
