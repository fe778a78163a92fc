// SPDX-License-Identifier: Apache-2.0
#include "request_parser.hpp"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace muster {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using Text = boost::beast::string_view;

constexpr std::size_t header_count_max = 100;

std::string_view view(Text text) { return {text.data(), text.size()}; }

bool letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// "http://host/path" is legal in a request to an origin server (RFC 9112 section 3.2.2).
std::string_view origin_form(std::string_view target) {
  for (std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    auto slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  }
  return target;
}

Refusal refusal_of(const error_code& error) {
  if (error == http::error::header_limit) return {431, "the header fields are too large"};
  if (error == http::error::body_limit) return {413, "the body is too large"};
  if (error == http::error::bad_version) return {505, "only HTTP/1.0 and HTTP/1.1 are spoken here"};
  return {400, "the request is not well-formed HTTP"};
}

class Parser final : public http::basic_parser<true> {
 public:
  Parser() {
    body_limit(boost::none);  // the route is known only after the head
    header_limit(std::numeric_limits<std::uint32_t>::max());  // the session limits it
  }

  void into(HttpRequest& request) { request_ = &request; }
  void into(std::string& body, std::size_t limit) {
    body_ = &body;
    limit_ = limit;
  }
  Refusal refusal() const { return refusal_; }
  bool expects_continue() const { return expects_continue_; }

  // What only the whole head shows.
  Refusal check_head() {
    request_->headers.resize(count_);
    if (hosts_ > 1 || (hosts_ == 0 && version_ == 11)) return {400, "exactly one Host is required"};
    if (lengths_ > 1) return {400, "Content-Length must not be repeated"};
    if (lengths_ == 1 && encodings_ > 0)
      return {400, "Content-Length and Transfer-Encoding must not be combined"};
    if (encodings_ > 1 || (encodings_ == 1 && version_ == 10))
      return {400, "the Transfer-Encoding is not valid here"};
    if (encodings_ == 1 && !chunked()) return {501, "only the chunked Transfer-Encoding is known"};
    if (unknown_expectation_) return {417, "only Expect: 100-continue is known"};
    return {};
  }

 private:
  void on_request_impl(http::verb, Text method, Text target, int version, error_code& ec) override {
    version_ = version;
    request_->method.assign(method.data(), method.size());
    auto path = origin_form(view(target));
    if (!path.starts_with('/')) return refuse(400, "the target must be a path", ec);
    request_->target.assign(path);
  }

  void on_field_impl(http::field field, Text name, Text value, error_code& ec) override {
    if (in_body_) return;  // trailer fields are read and dropped: nothing here may depend on them
    if (count_ == header_count_max) return refuse(431, "too many header fields", ec);
    if (field == http::field::host) ++hosts_;
    if (field == http::field::content_length) {
      ++lengths_;
      if (!std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; }))
        return refuse(400, "the Content-Length is not a number", ec);
    }
    if (field == http::field::transfer_encoding) {
      ++encodings_;
      // "gzip, chunked" or "x, chunked" is read differently by different servers.
      if (!boost::beast::iequals(value, "chunked"))
        return refuse(501, "only the chunked Transfer-Encoding is known", ec);
    }
    if (field == http::field::expect) {
      expects_continue_ = boost::beast::iequals(value, "100-continue");
      unknown_expectation_ = !expects_continue_;
    }
    keep(view(name), view(value));
  }

  void keep(std::string_view name, std::string_view value) {
    auto& headers = request_->headers;
    if (count_ < headers.size()) {
      headers[count_].first.assign(name);
      headers[count_].second.assign(value);
    } else {
      headers.emplace_back(name, value);
    }
    ++count_;
  }

  void on_header_impl(error_code&) override { in_body_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
    if (length) body_->reserve(std::min<std::size_t>(*length, 256 * 1024));
  }
  std::size_t on_body_impl(Text bytes, error_code& ec) override { return take(bytes, ec); }
  void on_chunk_header_impl(std::uint64_t size, Text, error_code& ec) override {
    if (size > limit_ || body_->size() + size > limit_) ec = http::error::body_limit;
  }
  std::size_t on_chunk_body_impl(std::uint64_t, Text bytes, error_code& ec) override {
    return take(bytes, ec);
  }
  void on_finish_impl(error_code&) override {}
  void on_response_impl(int, Text, int, error_code&) override {}

  std::size_t take(Text bytes, error_code& ec) {
    if (body_->size() + bytes.size() > limit_) {
      ec = http::error::body_limit;
      return 0;
    }
    body_->append(bytes.data(), bytes.size());
    return bytes.size();
  }

  void refuse(int status, std::string_view detail, error_code& ec) {
    refusal_.status = status;
    refusal_.detail = detail;
    ec = http::error::bad_value;
  }

  HttpRequest* request_ = nullptr;
  std::string* body_ = nullptr;
  std::size_t limit_ = 0;
  std::size_t count_ = 0;
  int version_ = 11;
  int hosts_ = 0;
  int lengths_ = 0;
  int encodings_ = 0;
  bool in_body_ = false;
  bool expects_continue_ = false;
  bool unknown_expectation_ = false;
  Refusal refusal_;
};

}  // namespace

std::size_t HeadScanner::scan(std::string_view bytes, Refusal& refusal) {
  // A TLS hello or other noise is told at once, not after the time-out.
  if (!bytes.empty() && !letter(bytes[0])) {
    refusal = {400, "this is not an HTTP request"};
    return 0;
  }
  while (true) {
    auto end = bytes.find('\n', line_);
    if (end == std::string_view::npos) return 0;
    if (end == 0 || bytes[end - 1] != '\r') {
      refusal = {400, "lines must end with CR LF"};
      return 0;
    }
    if (line_ > 0 && (bytes[line_] == ' ' || bytes[line_] == '\t')) {
      refusal = {400, "folded header lines are not accepted"};
      return 0;
    }
    bool empty = end == line_ + 1;
    line_ = end + 1;
    if (empty) return line_;
  }
}

struct RequestParser::Inner {
  std::optional<Parser> parser;
};

RequestParser::RequestParser() : inner_(std::make_unique<Inner>()) {}
RequestParser::~RequestParser() = default;

Refusal RequestParser::head(std::string_view head, HttpRequest& request) {
  auto& parser = inner_->parser.emplace();
  parser.into(request);
  error_code ec;
  auto used = parser.put(boost::asio::buffer(head.data(), head.size()), ec);
  if (parser.refusal()) return parser.refusal();
  if (ec) return refusal_of(ec);
  if (used != head.size() || !parser.is_header_done())
    return {400, "the request is not well-formed HTTP"};
  parser.eager(true);
  return parser.check_head();
}

std::size_t RequestParser::body(std::string_view bytes, std::size_t limit, std::string& body,
                                Refusal& refusal) {
  if (bytes.empty() || done()) return 0;
  auto& parser = *inner_->parser;
  parser.into(body, limit);
  error_code ec;
  auto used = parser.put(boost::asio::buffer(bytes.data(), bytes.size()), ec);
  if (ec && ec != http::error::need_more) refusal = refusal_of(ec);
  return used;
}

bool RequestParser::done() const { return inner_->parser->is_done(); }
bool RequestParser::keep_alive() const { return inner_->parser->keep_alive(); }
bool RequestParser::expects_continue() const { return inner_->parser->expects_continue(); }

std::optional<std::uint64_t> RequestParser::body_size() const {
  auto length = inner_->parser->content_length();
  if (length) return *length;
  if (inner_->parser->chunked()) return std::nullopt;
  return 0;
}

}  // namespace muster
